using System.Globalization;
using System.Text.RegularExpressions;
using AngleSharp.Dom;

namespace Monitor.Articles.Extraction.Metadata;

/// <summary>What a page's markup says about the article: JSON-LD first, then meta elements, then visible markup.</summary>
internal sealed partial class PageMetadata
{
    private const int BylineCharactersMax = 200;

    private static readonly string[] DateNames =
    [
        "article:published_time", "og:published_time", "datepublished", "date", "pubdate", "publishdate", "publish-date", "publication_date",
        "dc.date", "dc.date.issued", "dcterms.created", "dcterms.date", "dc.date.created", "sailthru.date", "parsely-pub-date", "article.published",
        "cxenseparse:recs:publishtime",
        "originalpublicationdate", "displaydate", "created", "timestamp",
    ];

    public string? Title { get; private init; }

    public string? Byline { get; private init; }

    public DateTimeOffset? PublishedAt { get; private init; }

    public string? Language { get; private init; }

    public string? CanonicalUrl { get; private init; }

    /// <summary>Where the page says that its AMP version is.</summary>
    public string? AmpUrl { get; private init; }

    /// <summary>The text as JSON-LD gives it (articleBody).</summary>
    public string? ArticleBody { get; private init; }

    /// <summary>JSON-LD says that reading it costs something.</summary>
    public bool IsPaid { get; private init; }

    public static PageMetadata Of(IDocument document, Uri? address)
    {
        var linked = LinkedArticle.Of(document);
        var meta = Metas(document);
        var siteName = meta.GetValueOrDefault("og:site_name");
        return new PageMetadata
        {
            Title = TitleOf(document, linked, meta, siteName),
            Byline = BylineOf(document, linked, meta),
            PublishedAt = DateOf(document, linked, meta),
            Language = LanguageOf(document, linked, meta),
            CanonicalUrl = CanonicalOf(document, meta, address),
            AmpUrl = AmpOf(document, address),
            ArticleBody = linked?.Body,
            IsPaid = linked?.IsPaid ?? false,
        };
    }

    private static Dictionary<string, string> Metas(IDocument document)
    {
        var metas = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var element in document.GetElementsByTagName("meta"))
        {
            var name = element.GetAttribute("property") ?? element.GetAttribute("name") ?? element.GetAttribute("itemprop");
            if (name is not null && element.GetAttribute("content") is { Length: > 0 } content)
            {
                metas.TryAdd(name.Trim(), content.Trim());
            }
        }

        return metas;
    }

    private static string? TitleOf(IDocument document, LinkedArticle? linked, Dictionary<string, string> meta, string? siteName)
    {
        var heading = document.QuerySelectorAll("h1").Select(Line).Where(text => text.Length > 0).ToList();
        var page = Line(document.QuerySelector("title"));
        var title = linked?.Headline ?? meta.GetValueOrDefault("og:title") ?? meta.GetValueOrDefault("twitter:title");
        if (string.IsNullOrWhiteSpace(title))
        {
            // The heading that the page's own title repeats is the article's, not the site's.
            title = heading.FirstOrDefault(text => text.Length > 8 && page.Contains(text, StringComparison.OrdinalIgnoreCase))
                ?? (page.Length > 0 ? page : heading.FirstOrDefault());
        }

        return title is null ? null : WithoutSite(Line(title), siteName);
    }

    /// <summary>"Title - Site" and "Title | Site" lose the site where the page names it.</summary>
    private static string WithoutSite(string title, string? siteName)
    {
        if (string.IsNullOrWhiteSpace(siteName) || !title.EndsWith(siteName.Trim(), StringComparison.OrdinalIgnoreCase))
        {
            return title;
        }

        var rest = title[..^siteName.Trim().Length].TrimEnd();
        return rest.Length > 8 && rest[^1] is '-' or '|' or '–' or '—' or ':' or '·' or '•' or '«' or '»' ? rest[..^1].TrimEnd() : title;
    }

    private static string? BylineOf(IDocument document, LinkedArticle? linked, Dictionary<string, string> meta)
    {
        var byline = linked?.Author
            ?? meta.GetValueOrDefault("author")
            ?? meta.GetValueOrDefault("article:author")
            ?? meta.GetValueOrDefault("byl")
            ?? meta.GetValueOrDefault("dc.creator")
            ?? meta.GetValueOrDefault("sailthru.author")
            ?? meta.GetValueOrDefault("parsely-author");
        if (byline is null || byline.StartsWith("http", StringComparison.OrdinalIgnoreCase))
        {
            byline = Line(document.QuerySelector("[itemprop~=author], [rel~=author], .byline, .author-name, .author"));
        }

        byline = ByPrefix().Replace(Line(byline), "");
        return byline.Length is > 0 and <= BylineCharactersMax ? byline : null;
    }

    private static DateTimeOffset? DateOf(IDocument document, LinkedArticle? linked, Dictionary<string, string> meta)
    {
        if (Instant(linked?.Published) is { } published)
        {
            return published;
        }

        foreach (var name in DateNames)
        {
            if (Instant(meta.GetValueOrDefault(name)) is { } instant)
            {
                return instant;
            }
        }

        var times = document.QuerySelectorAll("[itemprop~=datePublished], time[pubdate], time[datetime]");
        return times.Select(time => Instant(time.GetAttribute("datetime") ?? time.GetAttribute("content"))).FirstOrDefault(instant => instant is not null);
    }

    private static DateTimeOffset? Instant(string? text) =>
        text is { Length: >= 8 and <= 60 }
        && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var instant)
        && instant.Year is > 1970 and < 2100
            ? instant
            : null;

    private static string? LanguageOf(IDocument document, LinkedArticle? linked, Dictionary<string, string> meta)
    {
        var declared = document.DocumentElement?.GetAttribute("lang")
            ?? document.DocumentElement?.GetAttribute("xml:lang")
            ?? linked?.Language
            ?? meta.GetValueOrDefault("og:locale")
            ?? meta.GetValueOrDefault("language")
            ?? document.QuerySelector("meta[http-equiv='content-language' i]")?.GetAttribute("content");
        var primary = declared?.Trim().Split('-', '_', ',')[0].ToLowerInvariant();
        return primary is { Length: 2 or 3 } && primary.All(char.IsAsciiLetterLower) ? primary : null;
    }

    private static string? CanonicalOf(IDocument document, Dictionary<string, string> meta, Uri? address)
    {
        var declared = document.QuerySelector("link[rel~=canonical]")?.GetAttribute("href") ?? meta.GetValueOrDefault("og:url");
        if (string.IsNullOrWhiteSpace(declared))
        {
            return null;
        }

        var absolute = address is not null && Uri.TryCreate(address, declared.Trim(), out var resolved) ? resolved.AbsoluteUri : declared;
        return Articles.Addresses.CanonicalUrl.TryParse(absolute, out var url) ? url.Value : null;
    }

    private static string? AmpOf(IDocument document, Uri? address)
    {
        var declared = document.QuerySelector("link[rel~='amphtml' i]")?.GetAttribute("href")?.Trim();
        if (string.IsNullOrEmpty(declared) || declared.Length > Articles.Addresses.CanonicalUrl.CharactersMax)
        {
            return null;
        }

        var isUri = address is null ? Uri.TryCreate(declared, UriKind.Absolute, out var version) : Uri.TryCreate(address, declared, out version);
        // Its parameters stay, unlike those of a canonical address: "outputType=amp" is what makes it the AMP version.
        return isUri && (version!.Scheme == Uri.UriSchemeHttp || version.Scheme == Uri.UriSchemeHttps) ? version.AbsoluteUri : null;
    }

    private static string Line(IElement? element) => Line(element?.TextContent);

    private static string Line(string? text) => text is null ? "" : WhiteSpace().Replace(text.Length > 2000 ? text[..2000] : text, " ").Trim();

    [GeneratedRegex(@"\s+", RegexOptions.CultureInvariant)]
    private static partial Regex WhiteSpace();

    [GeneratedRegex(@"^(written |posted )?(by|von|par|por|di|door)\s*:?\s+", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex ByPrefix();
}
