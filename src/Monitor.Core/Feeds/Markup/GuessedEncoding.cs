using System.Text;
using UtfUnknown;

namespace Monitor.Feeds.Markup;

/// <summary>A statistical guess at the encoding of a document that declares none, or a false one.</summary>
internal static class GuessedEncoding
{
    private const double ConfidenceMin = 0.5;

    // Too few letters are like every encoding.
    private const int LettersMin = 8;

    private const int SampleBytesMax = 100_000;

    /// <summary>Null where nothing is sure enough.</summary>
    public static Encoding? Of(ReadOnlySpan<byte> bytes)
    {
        var text = TextBytes(bytes);
        if (text.Count(IsBeyondAscii) < LettersMin
            || CharsetDetector.DetectFromBytes(text).Detected is not { Confidence: >= (float)ConfidenceMin } guess)
        {
            return null;
        }

        return EncodingLabels.Find(guess.EncodingName) is { } found && !found.GetString(text).Contains('\uFFFD', StringComparison.Ordinal) ? found : null;
    }

    /// <summary>
    /// Whether the text can be in a single-byte encoding of Latin letters. In every language that is written in these most letters are
    /// those of ASCII; in all others, read so, hardly any is.
    /// </summary>
    public static bool IsOfLatinLetters(ReadOnlySpan<byte> bytes)
    {
        var text = TextBytes(bytes);
        var beyond = text.Count(IsBeyondAscii);
        return beyond < LettersMin || beyond <= text.Count(letter => char.IsAsciiLetter((char)letter));
    }

    private static bool IsBeyondAscii(byte letter) => letter >= 0x80;

    /// <summary>
    /// The runs between tags that have letters beyond ASCII. Tags, addresses, scripts and styles are ASCII in every language and drown it.
    /// </summary>
    private static byte[] TextBytes(ReadOnlySpan<byte> bytes)
    {
        var text = new List<byte>(Math.Min(bytes.Length, SampleBytesMax));
        while (bytes.Length > 0 && text.Count < SampleBytesMax)
        {
            var end = bytes.IndexOf((byte)'<');
            var run = end < 0 ? bytes : bytes[..end];
            if (run.ContainsAnyExceptInRange((byte)0, (byte)0x7F))
            {
                text.AddRange(run[..Math.Min(run.Length, SampleBytesMax)]);
                text.Add((byte)' ');
            }

            bytes = bytes[run.Length..];
            var close = bytes.IndexOf((byte)'>');
            bytes = close < 0 ? [] : bytes[(close + 1)..];
        }

        return [.. text];
    }
}
