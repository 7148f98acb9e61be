using Monitor.Feeds.Parsing;

namespace Monitor.Feeds.Readers;

/// <summary>Reads a document with the reader that was chosen. Both give the same <see cref="ParsedFeed"/> and never throw.</summary>
public static class FeedReaders
{
    /// <inheritdoc cref="FeedParser.Parse"/>
    public static FeedParseResult Parse(
        this FeedReaderKind reader, ReadOnlyMemory<byte> body, string? contentType = null, Uri? baseAddress = null, FeedLimits? limits = null) =>
        reader switch
        {
            FeedReaderKind.Monitor => FeedParser.Parse(body, contentType, baseAddress, limits),
            FeedReaderKind.CodeHollow => CodeHollowReader.Parse(body, contentType, baseAddress, limits),
            _ => throw new ArgumentOutOfRangeException(nameof(reader), reader, "no such reader"),
        };
}
