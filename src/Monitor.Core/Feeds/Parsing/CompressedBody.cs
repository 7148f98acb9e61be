using System.IO.Compression;

namespace Monitor.Feeds.Parsing;

/// <summary>A document that came as gzip without the header that says so; unpacked within bounds, so that a bomb stays small.</summary>
internal static class CompressedBody
{
    // Below this a high ratio is harmless and common: a feed of blanks packs a thousand times.
    private const int FreeBytes = 1_000_000;

    public static bool IsGzip(ReadOnlySpan<byte> body) => body is [0x1F, 0x8B, 0x08, ..];

    /// <summary>The unpacked bytes; null with the reason when they are too many or the archive is broken.</summary>
    public static (ReadOnlyMemory<byte>? Body, FeedParseResult? Refused) Unpack(ReadOnlyMemory<byte> body, FeedLimits limits)
    {
        var bytesMax = Math.Min(limits.BytesMax, Math.Max(FreeBytes, (long)body.Length * limits.ExpansionMax));
        using var unpacked = new MemoryStream();
        try
        {
            using var gzip = new GZipStream(new MemoryStream(body.ToArray(), writable: false), CompressionMode.Decompress);
            var buffer = new byte[81_920];
            int count;
            while ((count = gzip.Read(buffer)) > 0)
            {
                if (unpacked.Length + count > bytesMax)
                {
                    return (null, new FeedParseResult.TooLarge(
                        $"more than {bytesMax} bytes when unpacked from {body.Length} (at most {limits.BytesMax}, and {limits.ExpansionMax} times its size)"));
                }

                unpacked.Write(buffer, 0, count);
            }
        }
        catch (InvalidDataException)
        {
            return (null, new FeedParseResult.NotAFeed("a broken gzip archive"));
        }

        return (unpacked.GetBuffer().AsMemory(0, (int)unpacked.Length), null);
    }
}
