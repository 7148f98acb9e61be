using System.Text.RegularExpressions;
using AngleSharp.Html;
using AngleSharp.Html.Parser;
using AngleSharp.Html.Parser.Tokens;
using AngleSharp.Text;
using Monitor.Feeds.Html;
using Monitor.Feeds.Parsing;
using Monitor.Text;

namespace Monitor.Feeds.Discovery;

/// <param name="Title">What the page calls it.</param>
public sealed record FeedCandidate(string Url, string? Title, FeedHint Hint);

/// <summary>Finds the feeds of a site from one of its pages. Pure: which candidate is a feed turns out when it is fetched.</summary>
public static partial class FeedDiscovery
{
    private const int CandidatesMax = 20;

    private static readonly string[] UsualPaths = ["/feed/", "/rss.xml", "/feed.xml", "/atom.xml", "/rss", "/index.xml", "/feed.json"];

    private static readonly HashSet<string> FeedTypes = new(StringComparer.OrdinalIgnoreCase)
    {
        "application/rss+xml", "application/atom+xml", "application/rdf+xml", "application/feed+json", "application/json", "text/xml", "application/xml",
    };

    /// <summary>The best candidate first; those that only carry comments last of their kind.</summary>
    /// <param name="pageAddress">Where the page came from.</param>
    /// <param name="linkHeader">The Link header that came with it; null for none.</param>
    public static IReadOnlyList<FeedCandidate> Find(string html, Uri pageAddress, string? linkHeader = null)
    {
        ArgumentNullException.ThrowIfNull(html);
        ArgumentNullException.ThrowIfNull(pageAddress);
        var found = OfHeader(linkHeader, pageAddress.AbsoluteUri).ToList();
        var address = pageAddress.AbsoluteUri;
        foreach (var tag in StartTags(html))
        {
            if (tag.Name == "base" && tag.GetAttribute("href") is { Length: > 0 } given)
            {
                address = RelativeAddress.Resolve(pageAddress.AbsoluteUri, given);
            }
            else if (Hint(tag) is { } hint && tag.GetAttribute("href") is { Length: > 0 } href)
            {
                found.Add(new FeedCandidate(WebForm(RelativeAddress.Resolve(address, href)), NullIfBlank(tag.GetAttribute("title")), hint));
            }
            else if (Refresh(tag) is { } target)
            {
                found.Add(new FeedCandidate(RelativeAddress.Resolve(address, target), null, FeedHint.Linked));
            }
        }

        found.AddRange(UsualPaths.Select(path => new FeedCandidate(RelativeAddress.Resolve(pageAddress.AbsoluteUri, path), null, FeedHint.Usual)));
        return
        [
            .. found.Where(candidate => IsWebAddress(candidate.Url))
                .DistinctBy(candidate => candidate.Url)
                .OrderBy(candidate => candidate.Hint)
                .ThenBy(IsAboutComments)
                .Take(CandidatesMax),
        ];
    }

    /// <summary>Whether a feed, by what it says of itself and its entries, holds what readers wrote under articles.</summary>
    public static bool HoldsComments(ParsedFeed feed)
    {
        ArgumentNullException.ThrowIfNull(feed);
        return SpeaksOfComments(feed.Title?.ToLine())
            || (feed.Entries.Count > 0 && feed.Entries.All(entry => entry.Link?.Contains("#comment", StringComparison.OrdinalIgnoreCase) == true));
    }

    /// <summary>RFC 8288: &lt;address&gt;; rel="alternate"; type="application/rss+xml", several joined by commas.</summary>
    private static IEnumerable<FeedCandidate> OfHeader(string? header, string address)
    {
        foreach (Match link in LinkHeader().Matches(header ?? ""))
        {
            var parameters = link.Groups[2].Value;
            var relations = Parameter(parameters, "rel").Split(' ', StringSplitOptions.RemoveEmptyEntries);
            var isFeed = relations.Contains("feed", StringComparer.OrdinalIgnoreCase)
                || (relations.Contains("alternate", StringComparer.OrdinalIgnoreCase)
                    && FeedTypes.Contains(Parameter(parameters, "type").Split(';')[0].Trim()));
            // The API of a content system is JSON too, and no feed.
            if (isFeed && !Parameter(parameters, "type").Equals("application/json", StringComparison.OrdinalIgnoreCase))
            {
                var target = RelativeAddress.Resolve(address, link.Groups[1].Value.Trim());
                yield return new FeedCandidate(target, NullIfBlank(Parameter(parameters, "title")), FeedHint.Declared);
            }
        }
    }

    private static string Parameter(string parameters, string name)
    {
        var named = LinkParameters().Matches(parameters).FirstOrDefault(found => found.Groups[1].Value.Equals(name, StringComparison.OrdinalIgnoreCase));
        return named is null ? "" : named.Groups[2].Success ? named.Groups[2].Value : named.Groups[3].Value;
    }

    private static string WebForm(string address) => TypedAddress.Of(address) is [var web, ..] && !IsWebAddress(address) ? web.AbsoluteUri : address;

    private static string? Refresh(HtmlTagToken tag) =>
        tag.Name == "meta" && "refresh".Equals(tag.GetAttribute("http-equiv"), StringComparison.OrdinalIgnoreCase)
            && RefreshTarget().Match(tag.GetAttribute("content") ?? "") is { Success: true } found
            ? found.Groups[1].Value.Trim('"', '\'', ' ')
            : null;

    private static FeedHint? Hint(HtmlTagToken tag)
    {
        if (tag.Name == "link")
        {
            var relations = (tag.GetAttribute("rel") ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries);
            var isAlternate = relations.Contains("alternate", StringComparer.OrdinalIgnoreCase);
            var isFeed = relations.Contains("feed", StringComparer.OrdinalIgnoreCase);
            return isFeed || (isAlternate && FeedTypes.Contains((tag.GetAttribute("type") ?? "").Split(';')[0].Trim())) ? FeedHint.Declared : null;
        }

        return tag.Name == "a" && FeedPath.IsLikely(tag.GetAttribute("href") ?? "") ? FeedHint.Linked : null;
    }

    private static IEnumerable<HtmlTagToken> StartTags(string html)
    {
        using var source = new TextSource(html.Length > HtmlText.CharactersMax ? html[..HtmlText.CharactersMax] : html);
        using var tokenizer = new HtmlTokenizer(source, HtmlEntityProvider.Resolver);
        HtmlToken token;
        while ((token = tokenizer.Get()).Type is not HtmlTokenType.EndOfFile)
        {
            if (token.Type is HtmlTokenType.StartTag)
            {
                var tag = token.AsTag();
                tokenizer.State = HtmlText.StateAfter(tag.Name);
                yield return tag;
            }
        }
    }

    private static bool IsAboutComments(FeedCandidate candidate) =>
        SpeaksOfComments(candidate.Title) || SpeaksOfComments(Uri.UnescapeDataString(candidate.Url));

    private static bool SpeaksOfComments(string? text) => text is not null && Comments().IsMatch(Folding.Fold(text));

    private static bool IsWebAddress(string address) =>
        address.StartsWith("http://", StringComparison.OrdinalIgnoreCase) || address.StartsWith("https://", StringComparison.OrdinalIgnoreCase);

    private static string? NullIfBlank(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    [GeneratedRegex("""<([^>]{1,2000})>((?:\s*;\s*[A-Za-z*-]+\s*(?:=\s*(?:"[^"]*"|[^",;\s]+))?)*)""", RegexOptions.NonBacktracking)]
    private static partial Regex LinkHeader();

    [GeneratedRegex("""([A-Za-z*-]+)\s*=\s*(?:"([^"]*)"|([^;,\s]*))""", RegexOptions.NonBacktracking)]
    private static partial Regex LinkParameters();

    [GeneratedRegex(@"^\s*\d+(?:\.\d+)?\s*[;,]\s*url\s*=\s*(.+)$", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex RefreshTarget();

    // The word in the languages that content systems are translated into; without accents, as it is compared.
    [GeneratedRegex(
        @"\bcomments?\b|commentaire|commenti\b|kommentar|komentar|comentario|comentari|reacties|reaktion|yorum|hozzaszolas|kommentti|komentarz"
        + "|prispevk[uy] ctenaru|комментар|коментар|σχολια|تعليق|评论|評論|留言|コメント|댓글",
        RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex Comments();
}
