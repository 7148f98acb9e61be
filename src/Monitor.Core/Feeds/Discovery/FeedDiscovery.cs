using AngleSharp.Html;
using AngleSharp.Html.Parser;
using AngleSharp.Html.Parser.Tokens;
using AngleSharp.Text;
using Monitor.Feeds.Html;

namespace Monitor.Feeds.Discovery;

/// <param name="Title">What the page calls it.</param>
public sealed record FeedCandidate(string Url, string? Title, FeedHint Hint);

/// <summary>Finds the feeds of a site from one of its pages. Pure: which candidate is a feed turns out when it is fetched.</summary>
public static class FeedDiscovery
{
    private const int CandidatesMax = 20;

    private static readonly string[] UsualPaths = ["/feed/", "/rss.xml", "/feed.xml", "/atom.xml", "/rss", "/index.xml", "/feed.json"];

    private static readonly HashSet<string> FeedTypes = new(StringComparer.OrdinalIgnoreCase)
    {
        "application/rss+xml", "application/atom+xml", "application/rdf+xml", "application/feed+json", "application/json", "text/xml", "application/xml",
    };

    /// <summary>The best candidate first; those that only carry comments last of their kind.</summary>
    /// <param name="pageAddress">Where the page came from.</param>
    public static IReadOnlyList<FeedCandidate> Find(string html, Uri pageAddress)
    {
        ArgumentNullException.ThrowIfNull(html);
        ArgumentNullException.ThrowIfNull(pageAddress);
        var found = new List<FeedCandidate>();
        var address = pageAddress.AbsoluteUri;
        foreach (var tag in StartTags(html))
        {
            if (tag.Name == "base" && tag.GetAttribute("href") is { Length: > 0 } given)
            {
                address = RelativeAddress.Resolve(pageAddress.AbsoluteUri, given);
            }
            else if (Hint(tag) is { } hint && tag.GetAttribute("href") is { Length: > 0 } href)
            {
                found.Add(new FeedCandidate(RelativeAddress.Resolve(address, href), NullIfBlank(tag.GetAttribute("title")), hint));
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

    private static FeedHint? Hint(HtmlTagToken tag)
    {
        if (tag.Name == "link")
        {
            var relations = (tag.GetAttribute("rel") ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries);
            var isAlternate = relations.Contains("alternate", StringComparer.OrdinalIgnoreCase);
            var isFeed = relations.Contains("feed", StringComparer.OrdinalIgnoreCase);
            return isFeed || (isAlternate && FeedTypes.Contains((tag.GetAttribute("type") ?? "").Split(';')[0].Trim())) ? FeedHint.Declared : null;
        }

        return tag.Name == "a" && LooksLikeFeed(tag.GetAttribute("href") ?? "") ? FeedHint.Linked : null;
    }

    private static bool LooksLikeFeed(string href)
    {
        var path = href.Split('?', '#')[0].TrimEnd('/').ToLowerInvariant();
        return path.EndsWith(".rss", StringComparison.Ordinal) || path.EndsWith(".atom", StringComparison.Ordinal)
            || path.EndsWith(".rdf", StringComparison.Ordinal)
            || path.EndsWith("/feed", StringComparison.Ordinal) || path.EndsWith("/rss", StringComparison.Ordinal)
                || path.EndsWith("/atom", StringComparison.Ordinal)
            || (path.EndsWith(".xml", StringComparison.Ordinal)
                && (path.Contains("rss", StringComparison.Ordinal) || path.Contains("feed", StringComparison.Ordinal)
                    || path.Contains("atom", StringComparison.Ordinal)));
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
        candidate.Url.Contains("comment", StringComparison.OrdinalIgnoreCase)
            || candidate.Title?.Contains("comment", StringComparison.OrdinalIgnoreCase) == true;

    private static bool IsWebAddress(string address) =>
        address.StartsWith("http://", StringComparison.OrdinalIgnoreCase) || address.StartsWith("https://", StringComparison.OrdinalIgnoreCase);

    private static string? NullIfBlank(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
