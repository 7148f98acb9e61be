using System.Text;
using System.Text.Json;
using CodeHollow.FeedReader.Parser;
using Monitor.Feeds.Markup;
using Library = CodeHollow.FeedReader;

namespace Monitor.Feeds.Parsing;

/// <summary>
/// The second reader: CodeHollow.FeedReader. It has no limits of its own (1 MB of gzip or 0.7 MB of nested tags would stop a worker), so
/// that bytes, depth and counts are checked before it sees a document, and it is given the very text that was checked: already decoded,
/// without declaration and DOCTYPE. It reads well-formed documents only.
/// </summary>
public static class CodeHollowReader
{
    // Each costs it up to a kilobyte; real feeds of thousands of entries stay below a fifth of this.
    private const int NodesMax = 200_000;

    // Of these the newest are kept, as by our own reader.
    private const int EntriesReadMax = 20_000;

    private const int JsonDepthMax = 64;

    private static readonly JsonReaderOptions JsonOptions = new()
    {
        AllowTrailingCommas = true,
        CommentHandling = JsonCommentHandling.Skip,
        MaxDepth = JsonDepthMax,
    };

    /// <inheritdoc cref="FeedParser.Parse"/>
    public static FeedParseResult Parse(
        ReadOnlyMemory<byte> body, string? contentType = null, Uri? baseAddress = null, FeedLimits? limits = null)
    {
        var (document, refused) = FeedDocument.Open(body, contentType, baseAddress, limits);
        if (refused is not null)
        {
            return refused;
        }

        var (text, why) = document!.Json is { } json ? CheckedJson(json) : CheckedMarkup(document.Markup!, document.Faults);
        return why ?? Read(text!, document);
    }

    private static FeedParseResult Read(string text, FeedDocument document)
    {
        try
        {
            return new FeedParseResult.Parsed(new CodeHollowFields(document).ToFeed(Library.FeedReader.ReadFromString(text)));
        }
        catch (FeedTypeNotSupportedException)
        {
            return new FeedParseResult.NotAFeed("a format that CodeHollow.FeedReader does not know");
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            // Whatever a library of others throws at a document concerns this document alone.
            return new FeedParseResult.NotAFeed($"CodeHollow.FeedReader cannot read it: {fault.Message}");
        }
    }

    private static (string? Text, FeedParseResult? Why) CheckedMarkup(string text, FeedFaults faults)
    {
        var prolog = Prolog.Read(text, faults);
        if (prolog.RootStart < 0)
        {
            return (null, FeedParser.WithoutRoot(prolog, firstElement: null));
        }

        // What the strict reader mends on the way is no fault of a document that this one then reads as it is.
        var census = new MarkupCensus();
        var broken = StrictMarkup.Read(text, prolog.RootStart, prolog.Entities, new FeedFaults(), census);
        if (!census.IsFeed)
        {
            return (null, FeedParser.WithoutRoot(prolog, census.FirstElement));
        }

        return broken is not null ? (null, new FeedParseResult.NotAFeed($"not for this reader: {broken.Message} (line {broken.Line}, column {broken.Column})"))
            : census.Excess(NodesMax, EntriesReadMax) is { } excess ? (null, new FeedParseResult.TooLarge(excess))
            : (text[prolog.RootStart..], null);
    }

    private static (string? Text, FeedParseResult? Why) CheckedJson(ReadOnlyMemory<byte> utf8)
    {
        try
        {
            var reader = new Utf8JsonReader(utf8.Span, JsonOptions);
            for (var nodes = 0; reader.Read(); nodes++)
            {
                if (nodes > NodesMax)
                {
                    return (null, new FeedParseResult.TooLarge($"more than {NodesMax} values, at most so many are read"));
                }
            }
        }
        catch (JsonException broken)
        {
            return (null, new FeedParseResult.NotAFeed($"broken JSON at line {broken.LineNumber + 1}, byte {broken.BytePositionInLine + 1}"));
        }

        return (Encoding.UTF8.GetString(utf8.Span), null);
    }
}
