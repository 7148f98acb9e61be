using System.IO.Compression;

namespace Monitor.Net.Bodies;

/// <summary>Undoes the content encodings of a complete body, within limits.</summary>
internal static class BodyDecoding
{
    public const string Accepted = "gzip, br, deflate";

    /// <summary>Feeds shrink to a tenth, repetitive ones to a fiftieth; beyond a hundredth it is a bomb.</summary>
    public const int RatioMax = 100;

    // A short body may well be one repeated line.
    private const int RatioFreeBytes = 256 * 1024;
    private const int LayersMax = 2;
    private const int PlainBytes = 64;

    // What servers name that is no encoding of the body: nothing, a charset, the way an object store was written to.
    private static readonly HashSet<string> NoEncodings = new(StringComparer.OrdinalIgnoreCase)
    {
        "identity", "none", "utf-8", "utf8", "iso-8859-1", "binary", "8bit", "7bit", "chunked", "aws-chunked", "text", "plain",
    };

    /// <summary>The decoded body, or why there is none.</summary>
    public static (byte[]? Body, WebTrouble Trouble, string Reason) Decode(byte[] raw, string? contentEncoding, int bytesMax)
    {
        var layers = (contentEncoding ?? "")
            .Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Where(layer => !NoEncodings.Contains(layer))
            .Reverse()
            .ToList();
        if (layers.Count == 0 && IsGzip(raw))
        {
            // A file that was packed on the server and is sent as it lies there.
            layers.Add("gzip");
        }

        if (layers.Count > LayersMax)
        {
            return (null, WebTrouble.BadEncoding, $"the body is encoded {layers.Count} times");
        }

        var body = raw;
        foreach (var layer in layers)
        {
            var (decoded, trouble, reason) = Undo(layer, body, raw.Length, bytesMax);
            if (decoded is null)
            {
                return (null, trouble, reason);
            }

            body = decoded;
        }

        return (body, default, "");
    }

    private static (byte[]? Body, WebTrouble Trouble, string Reason) Undo(string layer, byte[] body, int received, int bytesMax)
    {
        // Servers and caches that name an encoding and send the plain body, or another encoding, are common enough.
        if (IsPlain(body))
        {
            return (body, default, "");
        }

        var packed = new MemoryStream(body, writable: false);
        switch (IsGzip(body) ? "gzip" : layer.ToLowerInvariant())
        {
            case "gzip" or "x-gzip":
                return IsGzip(body) ? Unpack(new GZipStream(packed, CompressionMode.Decompress), layer, received, bytesMax) : (body, default, "");
            case "deflate":
                var isZlib = body.Length > 1 && (body[0] & 0x0f) == 8 && ((body[0] << 8) | body[1]) % 31 == 0;
                return Unpack(
                    isZlib ? new ZLibStream(packed, CompressionMode.Decompress) : new DeflateStream(packed, CompressionMode.Decompress),
                    layer, received, bytesMax);
            case "br":
                return Unpack(new BrotliStream(packed, CompressionMode.Decompress), layer, received, bytesMax);
            default:
                return (null, WebTrouble.BadEncoding, $"the content encoding \"{layer}\" is unknown");
        }
    }

    private static (byte[]? Body, WebTrouble Trouble, string Reason) Unpack(Stream unpacking, string layer, int received, int bytesMax)
    {
        using var stream = unpacking;
        using var unpacked = new MemoryStream();
        var buffer = new byte[81_920];
        try
        {
            while (true)
            {
                var count = stream.Read(buffer);
                if (count == 0)
                {
                    return (unpacked.ToArray(), default, "");
                }

                unpacked.Write(buffer, 0, count);
                if (unpacked.Length > RatioFreeBytes && unpacked.Length > (long)received * RatioMax)
                {
                    return (null, WebTrouble.TooLarge, $"{received} bytes unpack to more than {RatioMax} times as many");
                }

                if (unpacked.Length > bytesMax)
                {
                    return (null, WebTrouble.TooLarge, $"the body unpacks to more than {bytesMax} bytes");
                }
            }
        }
        catch (Exception fault) when (fault is InvalidDataException or IOException or InvalidOperationException)
        {
            if (DocumentEnd.IsReached(unpacked.GetBuffer().AsSpan(0, (int)unpacked.Length)))
            {
                // Only the checksum behind the document is missing, or broken.
                return (unpacked.ToArray(), default, "");
            }

            return (null, WebTrouble.BadEncoding, $"the body is no complete {layer} data: {fault.Message}");
        }
    }

    // What can be read as it is: packed data holds controls from its first bytes on, and begins like markup or JSON only by chance.
    private static bool IsPlain(ReadOnlySpan<byte> body)
    {
        var start = body.StartsWith("\uFEFF"u8) ? 3 : 0;
        var head = body[start..Math.Min(body.Length, start + PlainBytes)];
        foreach (var sign in head)
        {
            if (sign < ' ' && sign is not ((byte)'\t' or (byte)'\r' or (byte)'\n'))
            {
                return false;
            }
        }

        var text = head.TrimStart(" \t\r\n"u8);
        return text.Length > 1 && ((char)text[0] switch
        {
            '<' => char.IsAsciiLetter((char)text[1]) || text[1] is (byte)'?' or (byte)'!',
            '{' or '[' => "{[\"]} \t\r\n".Contains((char)text[1], StringComparison.Ordinal),
            _ => head.Length == PlainBytes && System.Text.Ascii.IsValid(head),
        });
    }

    private static bool IsGzip(byte[] body) => body.Length > 2 && body[0] == 0x1f && body[1] == 0x8b && body[2] == 8;
}
