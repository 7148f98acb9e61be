using System.Buffers;
using System.Text;
using Monitor.Feeds.Markup;

namespace Monitor.Feeds.Parsing;

/// <summary>
/// Reads a feed in any format that is in use: RSS 0.90 to 2.0, RDF, CDF, Atom 0.3 and 1.0, JSON Feed, news sitemaps. Well-formed documents
/// go through a strict XML reader, all others through a tolerant one, and what was wrong is reported. Never throws on any input, fetches
/// nothing, and takes time and memory in proportion to the document.
/// </summary>
public static class FeedParser
{
    private static readonly SearchValues<char> Blanks = SearchValues.Create(" \t\r\n\u00A0\uFEFF\0");
    private static readonly string[] NeverNested = ["item", "entry"];

    /// <param name="contentType">The Content-Type header the document came with.</param>
    /// <param name="baseAddress">Where the document came from: relative addresses in it start there.</param>
    public static FeedParseResult Parse(
        ReadOnlyMemory<byte> body, string? contentType = null, Uri? baseAddress = null, FeedLimits? limits = null)
    {
        limits ??= FeedLimits.Default;
        if (body.Length > limits.BytesMax)
        {
            return new FeedParseResult.TooLarge($"{body.Length} bytes, at most {limits.BytesMax} are read");
        }

        var faults = new FeedFaults();
        if (CompressedBody.IsGzip(body.Span))
        {
            var (unpacked, refused) = CompressedBody.Unpack(body, limits);
            if (refused is not null)
            {
                return refused;
            }

            faults.Add(FeedFaultKind.Compressed, "compressed without saying so", default);
            body = unpacked!.Value;
        }

        var address = baseAddress?.IsAbsoluteUri == true ? baseAddress.AbsoluteUri : null;
        if (JsonFeed.Begins(body.Span) is { } start)
        {
            return JsonFeed.Parse(body[start..], "utf-8", address, faults, limits);
        }

        var (text, encoding) = FeedEncoding.Decode(body.Span, contentType, faults);
        var first = text.AsSpan().IndexOfAnyExcept(Blanks);
        if (first < 0)
        {
            return new FeedParseResult.Empty();
        }

        return text[first] is '{' or '['
            ? JsonFeed.Parse(Encoding.UTF8.GetBytes(text[first..]), encoding, address, faults, limits)
            : ParseMarkup(text, encoding, address, faults, limits);
    }

    private static FeedParseResult ParseMarkup(string text, string encoding, string? address, FeedFaults faults, FeedLimits limits)
    {
        var prolog = Prolog.Read(text, faults);
        if (prolog.RootStart < 0)
        {
            return new FeedParseResult.NotAFeed("neither markup nor JSON");
        }

        var feed = new FeedBuilder(address, faults, limits.EntriesMax);
        var broken = StrictMarkup.Read(text, prolog.RootStart, prolog.Entities, faults, feed);
        if (broken is not null)
        {
            faults.Add(broken.Kind, broken.Message, new TextPosition(broken.Line, broken.Column));
            faults.ForgetContents();
            feed = new FeedBuilder(address, faults, limits.EntriesMax);
            new TolerantMarkup(text, prolog.RootStart, prolog.Entities, faults, feed, NeverNested).Read();
        }

        if (feed.Root is not null)
        {
            return new FeedParseResult.Parsed(feed.ToFeed(encoding));
        }

        return prolog.DocumentType == "html" || feed.FirstElement is "html" or "head" or "body"
            ? new FeedParseResult.HtmlPage()
            : new FeedParseResult.NotAFeed(feed.FirstElement == "sitemapindex"
                ? "a sitemap index: one of the sitemaps that it lists may be a feed"
                : $"<{feed.FirstElement}> is not the root of a feed");
    }
}
