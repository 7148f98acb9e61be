using Monitor.Feeds.Markup;

namespace Monitor.Feeds.Parsing;

/// <summary>
/// Reads a feed in any format that is in use: RSS 0.90 to 2.0, RDF, CDF, Atom 0.3 and 1.0, JSON Feed, news sitemaps. Well-formed documents
/// go through a strict XML reader, all others through a tolerant one, and what was wrong is reported. Never throws on any input, fetches
/// nothing, and takes time and memory in proportion to the document.
/// </summary>
public static class FeedParser
{
    private static readonly string[] NeverNested = ["item", "entry"];

    /// <param name="contentType">The Content-Type header the document came with.</param>
    /// <param name="baseAddress">Where the document came from: relative addresses in it start there.</param>
    public static FeedParseResult Parse(
        ReadOnlyMemory<byte> body, string? contentType = null, Uri? baseAddress = null, FeedLimits? limits = null)
    {
        var (document, refused) = FeedDocument.Open(body, contentType, baseAddress, limits);
        return refused ?? (document!.Json is { } json
            ? JsonFeed.Parse(json, document.Encoding, document.Address, document.Faults, document.Limits)
            : ParseMarkup(document.Markup!, document));
    }

    /// <summary>What a document is that has no feed's root: a page for people, or something else.</summary>
    internal static FeedParseResult WithoutRoot(Prolog prolog, string? firstElement) =>
        prolog.RootStart < 0 ? new FeedParseResult.NotAFeed("neither markup nor JSON")
        : prolog.DocumentType == "html" || firstElement is "html" or "head" or "body" ? new FeedParseResult.HtmlPage()
        : new FeedParseResult.NotAFeed(firstElement == "sitemapindex"
            ? "a sitemap index: one of the sitemaps that it lists may be a feed"
            : $"<{firstElement}> is not the root of a feed");

    private static FeedParseResult ParseMarkup(string text, FeedDocument document)
    {
        var faults = document.Faults;
        var prolog = Prolog.Read(text, faults);
        if (prolog.RootStart < 0)
        {
            return WithoutRoot(prolog, firstElement: null);
        }

        var feed = new FeedBuilder(document.Address, faults, document.Limits.EntriesMax);
        var broken = StrictMarkup.Read(text, prolog.RootStart, prolog.Entities, faults, feed);
        if (broken is not null)
        {
            faults.Add(broken.Kind, broken.Message, new TextPosition(broken.Line, broken.Column));
            faults.ForgetContents();
            feed = new FeedBuilder(document.Address, faults, document.Limits.EntriesMax);
            new TolerantMarkup(text, prolog.RootStart, prolog.Entities, faults, feed, NeverNested).Read();
        }

        return feed.Root is null ? WithoutRoot(prolog, feed.FirstElement) : new FeedParseResult.Parsed(feed.ToFeed(document.Encoding));
    }
}
