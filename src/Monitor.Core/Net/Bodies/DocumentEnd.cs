using System.Buffers;
using System.Text;
using System.Text.Json;

namespace Monitor.Net.Bodies;

/// <summary>
/// Tells whether bytes whose transport broke off are a whole document all the same: markup whose first element is closed at its very end,
/// or JSON that is complete. A wrong Content-Length, a missing last chunk or checksum then cost nothing.
/// </summary>
internal static class DocumentEnd
{
    private static readonly SearchValues<byte> NameEnds = SearchValues.Create(" \t\r\n>/"u8);

    private const int PrologBytesMax = 4_096;

    public static bool IsReached(ReadOnlySpan<byte> body)
    {
        var text = body.Trim(" \t\r\n\0"u8);
        text = text.StartsWith("\uFEFF"u8) ? text[3..] : text;
        return text.Length > 1 && text[0] switch
        {
            (byte)'<' => text[^1] == '>' && IsClosed(text),
            (byte)'{' or (byte)'[' => IsWholeJson(text),
            _ => false,
        };
    }

    private static bool IsClosed(ReadOnlySpan<byte> text)
    {
        var name = FirstElement(text[..Math.Min(text.Length, PrologBytesMax)]);
        var end = text.LastIndexOf("</"u8);
        return name.Length > 0 && end >= 0
            && Encoding.Latin1.GetString(text[(end + 2)..^1]).Trim().Equals(Encoding.Latin1.GetString(name), StringComparison.OrdinalIgnoreCase);
    }

    private static ReadOnlySpan<byte> FirstElement(ReadOnlySpan<byte> head)
    {
        while (head.IndexOf((byte)'<') is >= 0 and var start)
        {
            head = head[(start + 1)..];
            var isComment = head.StartsWith("!--"u8);
            if (head.Length > 0 && head[0] is not ((byte)'?' or (byte)'!'))
            {
                var end = head.IndexOfAny(NameEnds);
                return end < 0 ? default : head[..end];
            }

            var close = isComment ? head.IndexOf("-->"u8) : head.IndexOf((byte)'>');
            head = close < 0 ? default : head[(close + 1)..];
        }

        return default;
    }

    private static bool IsWholeJson(ReadOnlySpan<byte> text)
    {
        try
        {
            var options = new JsonReaderOptions { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip, MaxDepth = 512 };
            var reader = new Utf8JsonReader(text, options);
            while (reader.Read())
            {
            }

            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
