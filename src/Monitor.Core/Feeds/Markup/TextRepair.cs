using System.Buffers;
using System.Text;

namespace Monitor.Feeds.Markup;

/// <summary>Characters that may not stand in a text: controls and halves of surrogate pairs go, the C1 controls are read as windows-1252.</summary>
internal static class TextRepair
{
    /// <summary>What stops an XML reader: the ampersand, and what XML forbids, controls but tab and line ends and the two noncharacters.</summary>
    public static readonly SearchValues<char> Stopping =
        SearchValues.Create(['&', .. Range('\0', '\u0008'), '\u000B', '\u000C', .. Range('\u000E', '\u001F'), '\uFFFE', '\uFFFF']);

    private static readonly SearchValues<char> Suspicious = SearchValues.Create(
        [
            .. Range('\0', '\u0008'), '\u000B', '\u000C', .. Range('\u000E', '\u001F'), .. Range('\u0080', '\u009F'), .. Range('\uD800', '\uDFFF'),
            '\uFFFE', '\uFFFF',
        ]);

    // The windows-1252 letters of 80 to 9F; the five that it leaves open stand for nothing.
    private const string C1 = "\u20AC\0\u201A\u0192\u201E\u2026\u2020\u2021\u02C6\u2030\u0160\u2039\u0152\0\u017D\0"
        + "\0\u2018\u2019\u201C\u201D\u2022\u2013\u2014\u02DC\u2122\u0161\u203A\u0153\0\u017E\u0178";

    public static char FromWindows1252(char control) => C1[control - '\u0080'] is var letter && letter != '\0' ? letter : ' ';

    public static bool IsClean(ReadOnlySpan<char> text) => text.IndexOfAny(Suspicious) < 0;

    /// <summary>The text without what may not stand in one; the same object where nothing is wrong.</summary>
    public static string Clean(string text)
    {
        if (text.AsSpan().IndexOfAny(Suspicious) < 0)
        {
            return text;
        }

        var clean = new StringBuilder(text.Length);
        AppendClean(text, clean);
        return clean.ToString();
    }

    /// <summary>Appends the text without what may not stand in one.</summary>
    public static void AppendClean(ReadOnlySpan<char> text, StringBuilder clean)
    {
        while (text.IndexOfAny(Suspicious) is >= 0 and var suspect)
        {
            clean.Append(text[..suspect]);
            var character = text[suspect];
            text = text[(suspect + 1)..];
            if (char.IsHighSurrogate(character) && text.Length > 0 && char.IsLowSurrogate(text[0]))
            {
                clean.Append(character).Append(text[0]);
                text = text[1..];
            }
            else if (character is >= '\u0080' and <= '\u009F')
            {
                clean.Append(FromWindows1252(character));
            }
        }

        clean.Append(text);
    }

    private static IEnumerable<char> Range(char first, char last) => Enumerable.Range(first, last - first + 1).Select(code => (char)code);
}
