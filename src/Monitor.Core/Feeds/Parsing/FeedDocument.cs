using System.Buffers;
using Monitor.Feeds.Markup;

namespace Monitor.Feeds.Parsing;

/// <summary>The bytes of a document made ready for a reader: within the limits, unpacked and decoded. Either markup or JSON.</summary>
/// <param name="Markup">The text of a document that is not JSON.</param>
/// <param name="Json">A JSON document in UTF-8 without byte order mark.</param>
/// <param name="Encoding">What it was written in.</param>
/// <param name="Address">Where it came from; null when that is not known.</param>
/// <param name="Faults">What was wrong so far.</param>
internal sealed record FeedDocument(
    string? Markup, ReadOnlyMemory<byte>? Json, string Encoding, string? Address, FeedFaults Faults, FeedLimits Limits)
{
    private static readonly SearchValues<char> Blanks = SearchValues.Create(" \t\r\n\u00A0\uFEFF\0");

    /// <summary>The document, or the result that it has without being read: it is empty, too large or a broken archive.</summary>
    public static (FeedDocument? Document, FeedParseResult? Refused) Open(
        ReadOnlyMemory<byte> body, string? contentType, Uri? baseAddress, FeedLimits? limits)
    {
        limits ??= FeedLimits.Default;
        if (body.Length > limits.BytesMax)
        {
            return (null, new FeedParseResult.TooLarge($"{body.Length} bytes, at most {limits.BytesMax} are read"));
        }

        var faults = new FeedFaults();
        if (CompressedBody.IsGzip(body.Span))
        {
            var (unpacked, refused) = CompressedBody.Unpack(body, limits);
            if (refused is not null)
            {
                return (null, refused);
            }

            faults.Add(FeedFaultKind.Compressed, "compressed without saying so", default);
            body = unpacked!.Value;
        }

        var address = baseAddress?.IsAbsoluteUri == true ? baseAddress.AbsoluteUri : null;
        if (JsonFeed.Begins(body.Span) is { } start)
        {
            return (new FeedDocument(null, body[start..], "utf-8", address, faults, limits), null);
        }

        var (text, encoding) = FeedEncoding.Decode(body.Span, contentType, faults);
        var first = text.AsSpan().IndexOfAnyExcept(Blanks);
        if (first < 0)
        {
            return (null, new FeedParseResult.Empty());
        }

        var document = text[first] is '{' or '['
            ? new FeedDocument(null, System.Text.Encoding.UTF8.GetBytes(text[first..]), encoding, address, faults, limits)
            : new FeedDocument(text, null, encoding, address, faults, limits);
        return (document, null);
    }
}
