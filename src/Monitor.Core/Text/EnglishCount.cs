using System.Globalization;

namespace Monitor.Text;

/// <summary>A number with its noun: "1 report", "12 copies". English, for commands, pages and logs; mails have their language's words.</summary>
public static class EnglishCount
{
    /// <param name="noun">In the singular; one that ends in y behind a consonant has its plural in ies.</param>
    public static string Of(long count, string noun) => string.Create(CultureInfo.InvariantCulture, $"{count:N0} {NounOf(count, noun)}");

    /// <param name="what">With its noun in the plural, as reports name what they count: "feeds polled", "new articles"; what has none stays.</param>
    public static string OfMany(long count, string what) => string.Create(CultureInfo.InvariantCulture, $"{count:N0} {(count == 1 ? Singular(what) : what)}");

    /// <summary>The noun alone, as the number wants it.</summary>
    public static string NounOf(long count, string noun)
    {
        ArgumentNullException.ThrowIfNull(noun);
        return count == 1 ? noun : noun is [.., not ('a' or 'e' or 'o' or 'u'), 'y'] ? noun[..^1] + "ies" : noun + "s";
    }

    private static string Singular(string what)
    {
        var words = what.Split(' ');
        var noun = Array.FindIndex(words, word => word is [.., not 's', 's']);
        if (noun >= 0)
        {
            words[noun] = words[noun] is [.., 'i', 'e', 's'] ? words[noun][..^3] + "y" : words[noun][..^1];
        }

        return string.Join(' ', words);
    }
}
