using System.Text;
using UtfUnknown;

namespace Monitor.Feeds.Markup;

/// <summary>A statistical guess at the encoding of a document that declares none.</summary>
internal static class GuessedEncoding
{
    private const double ConfidenceMin = 0.5;

    // Too few letters are like every encoding.
    private const int LettersMin = 8;

    /// <summary>Null where nothing is sure enough.</summary>
    public static Encoding? Of(ReadOnlySpan<byte> bytes)
    {
        var text = TextBytes(bytes);
        if (text.Count(letter => letter >= 0x80) < LettersMin
            || CharsetDetector.DetectFromBytes(text).Detected is not { Confidence: >= (float)ConfidenceMin } guess)
        {
            return null;
        }

        return EncodingLabels.Find(guess.EncodingName) is { } found && !found.GetString(text).Contains('\uFFFD', StringComparison.Ordinal) ? found : null;
    }

    // Tags and addresses are ASCII in every language and drown its letters.
    private static byte[] TextBytes(ReadOnlySpan<byte> bytes)
    {
        var text = new List<byte>(bytes.Length);
        var isTag = false;
        foreach (var letter in bytes)
        {
            isTag = letter == '<' || (isTag && letter != '>');
            if (!isTag && letter != '>')
            {
                text.Add(letter);
            }
        }

        return [.. text];
    }
}
