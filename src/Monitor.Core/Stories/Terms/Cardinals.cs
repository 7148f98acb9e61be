using System.Collections.Frozen;
using System.Globalization;
using Monitor.Languages;
using Monitor.Text;

namespace Monitor.Stories.Terms;

/// <summary>Numbers written as words (words.yaml), to be read as numbers: "fourteen sailors" and "14 sailors" say the same.</summary>
internal static class Cardinals
{
    private static readonly Lazy<FrozenDictionary<string, string>> ByWord = new(Build);

    /// <summary>The number in digits; null where the word is none.</summary>
    public static string? DigitsOf(ReadOnlySpan<char> folded) =>
        ByWord.Value.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(folded, out var digits) ? digits : null;

    /// <summary>All numbers that are written as words.</summary>
    public static IEnumerable<string> Digits => ByWord.Value.Values.Distinct();

    private static FrozenDictionary<string, string> Build()
    {
        const int first = 2;
        var numbers = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var language in LanguageBook.InForce.Words)
        {
            for (var i = 0; i < language.Cardinals.Count; i++)
            {
                if (language.Cardinals[i] != "-")
                {
                    numbers.TryAdd(Folding.Fold(language.Cardinals[i]), (i + first).ToString(CultureInfo.InvariantCulture));
                }
            }
        }

        return numbers.ToFrozenDictionary(StringComparer.Ordinal);
    }
}
