using System.Buffers;
using System.Text.RegularExpressions;

namespace Monitor.Articles.Walls;

/// <summary>
/// How many of the telling words of an entry (names, numbers, nouns; no function words, not the outlet's own name) a page's text has too.
/// Inflected forms count as the same word; scripts without spaces count pairs of characters.
/// </summary>
/// <param name="Told">The entry's telling words.</param>
/// <param name="Shared">How many of them the page has.</param>
public readonly partial record struct SharedWords(int Told, int Shared)
{
    private const int EntryCharactersMax = 3_000;
    private const int PageCharactersMax = 20_000;
    private const int WordLettersMin = 3;
    private const int StemLettersMin = 4;
    private const double StemShare = 0.7;

    private const int ClearMin = 2;
    private const double ClearShareMin = 0.4;
    private const int ManyMin = 5;
    private const double ManyShareMin = 0.25;
    private const double HardlyShareMax = 0.15;
    private const int FewMax = 6;

    /// <summary>Fewer words tell nothing either way.</summary>
    private const int TellingMin = 3;

    /// <summary>Chinese characters, kana, Thai, Lao, Burmese, Khmer.</summary>
    private static readonly SearchValues<char> WithoutSpaces = SearchValues.Create(
        [.. Range('\u0E00', '\u0EFF'), .. Range('\u1000', '\u109F'), .. Range('\u1780', '\u17FF'), .. Range('\u3040', '\u30FF'), .. Range('\u3400', '\u9FFF')]);

    /// <summary>The page plainly tells of what the entry announces.</summary>
    public bool IsClear => (Shared >= ClearMin && Shared >= ClearShareMin * Told) || (Shared >= ManyMin && Shared >= ManyShareMin * Told);

    /// <summary>Hardly a word in common, though there were words to have.</summary>
    public bool IsHardlyAny => Told >= TellingMin && (Told < FewMax ? Shared == 0 : Shared <= 1 || Shared < HardlyShareMax * Told);

    /// <summary>No word at all, of many.</summary>
    public bool IsNone => Told >= FewMax && Shared == 0;

    /// <param name="entry">Title and summary.</param>
    /// <param name="page">The page's text.</param>
    /// <param name="outlet">Its name: it stands on each of its pages.</param>
    /// <param name="host">Its host, which is often its name written together: "ellerylamp.example".</param>
    public static SharedWords Between(string entry, string page, string outlet, string host)
    {
        ArgumentNullException.ThrowIfNull(entry);
        ArgumentNullException.ThrowIfNull(page);
        ArgumentNullException.ThrowIfNull(outlet);
        ArgumentNullException.ThrowIfNull(host);
        var own = Words(outlet).ToHashSet(StringComparer.Ordinal);
        bool IsOwn(string word) => own.Contains(word) || (word.Length >= StemLettersMin && host.Contains(word, StringComparison.OrdinalIgnoreCase));
        var told = Words(Beginning(entry, EntryCharactersMax)).Where(word => !IsOwn(word)).Select(Stem).ToHashSet(StringComparer.Ordinal);
        return new SharedWords(told.Count, CountIn(Beginning(page, PageCharactersMax), told));
    }

    /// <summary>How many of the stems the page has, as words or as beginnings of words.</summary>
    private static int CountIn(string page, HashSet<string> stems)
    {
        var missing = new HashSet<string>(stems, StringComparer.Ordinal);
        var lookup = missing.GetAlternateLookup<ReadOnlySpan<char>>();
        var lower = page.ToLowerInvariant();
        foreach (var match in Word().EnumerateMatches(lower))
        {
            var word = lower.AsSpan(match.Index, match.Length);
            if (word.ContainsAny(WithoutSpaces))
            {
                for (var i = 0; i + 1 < word.Length; i++)
                {
                    lookup.Remove(word.Slice(i, 2));
                }
            }
            else if (IsTelling(word))
            {
                for (var letters = StemLettersMin; letters < word.Length; letters++)
                {
                    lookup.Remove(word[..letters]);
                }

                lookup.Remove(word);
            }
        }

        return stems.Count - missing.Count;
    }

    private static string Beginning(string text, int charactersMax) => text.Length > charactersMax ? text[..charactersMax] : text;

    private static string Stem(string word) =>
        word.Length <= StemLettersMin ? word : word[..Math.Max(StemLettersMin, (int)Math.Ceiling(StemShare * word.Length))];

    private static IEnumerable<string> Words(string text)
    {
        foreach (Match match in Word().Matches(text.ToLowerInvariant()))
        {
            var word = match.Value;
            if (word.AsSpan().ContainsAny(WithoutSpaces))
            {
                for (var i = 0; i + 1 < word.Length; i++)
                {
                    yield return word.Substring(i, 2);
                }
            }
            else if (IsTelling(word))
            {
                yield return word;
            }
        }
    }

    private static bool IsTelling(ReadOnlySpan<char> word) =>
        word.Length >= WordLettersMin ? !FunctionWords.Contains(word) : word.Length == 2 && char.IsAsciiDigit(word[0]);

    private static IEnumerable<char> Range(char first, char last) => Enumerable.Range(first, last - first + 1).Select(one => (char)one);

    [GeneratedRegex(@"[\p{L}\p{M}\p{N}]+", RegexOptions.CultureInvariant)]
    private static partial Regex Word();
}
