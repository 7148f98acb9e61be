using System.Buffers;
using System.Text;

namespace Monitor.Feeds.Parsing;

/// <summary>Characters that may not stand in a text: controls and halves of surrogate pairs go, the C1 controls are read as windows-1252.</summary>
internal static class TextRepair
{
    /// <summary>Controls but tab and line ends, and the two noncharacters: what XML forbids.</summary>
    public static readonly SearchValues<char> Forbidden = SearchValues.Create(
        "\0\u0001\u0002\u0003\u0004\u0005\u0006\u0007\u0008\u000B\u000C\u000E\u000F\u0010\u0011\u0012\u0013\u0014\u0015\u0016\u0017"
        + "\u0018\u0019\u001A\u001B\u001C\u001D\u001E\u001F\uFFFE\uFFFF");

    private static readonly SearchValues<char> Suspicious = SearchValues.Create(
        [.. Range('\0', '\u0008'), '\u000B', '\u000C', .. Range('\u000E', '\u001F'), .. Range('\u0080', '\u009F'), .. Range('\uD800', '\uDFFF'), '\uFFFE', '\uFFFF']);

    // The windows-1252 letters of 80 to 9F; the five that it leaves open stand for nothing.
    private const string C1 = "\u20AC\0\u201A\u0192\u201E\u2026\u2020\u2021\u02C6\u2030\u0160\u2039\u0152\0\u017D\0\0\u2018\u2019\u201C\u201D\u2022\u2013\u2014\u02DC\u2122\u0161\u203A\u0153\0\u017E\u0178";

    public static char FromWindows1252(char control) => C1[control - '\u0080'] is var letter && letter != '\0' ? letter : ' ';

    /// <summary>The text without what may not stand in one; the same object where nothing is wrong.</summary>
    public static string Clean(string text)
    {
        var first = text.AsSpan().IndexOfAny(Suspicious);
        if (first < 0)
        {
            return text;
        }

        var clean = new StringBuilder(text.Length).Append(text, 0, first);
        for (var i = first; i < text.Length; i++)
        {
            var character = text[i];
            if (char.IsHighSurrogate(character) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
            {
                clean.Append(character).Append(text[++i]);
            }
            else if (character is >= '\u0080' and <= '\u009F')
            {
                clean.Append(FromWindows1252(character));
            }
            else if (!Suspicious.Contains(character))
            {
                clean.Append(character);
            }
        }

        return clean.ToString();
    }

    private static IEnumerable<char> Range(char first, char last) => Enumerable.Range(first, last - first + 1).Select(code => (char)code);
}
