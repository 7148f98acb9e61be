using Monitor.Languages;
using Monitor.Text;

namespace Monitor.Feeds.Dates;

/// <summary>Month names and their abbreviations in all languages that have them (dates.yaml); accents and case do not matter.</summary>
internal sealed class MonthNames
{
    private const int AbbreviationMin = 3;

    private static readonly Lazy<MonthNames> InForce = new(() => new MonthNames(LanguageBook.InForce.Dates));

    private readonly Dictionary<string, int> _exact = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _prefixes = new(StringComparer.Ordinal);

    public MonthNames(IEnumerable<LanguageDates> languages)
    {
        foreach (var (name, month) in languages.SelectMany(language => language.Months.SelectMany((names, i) => names.Select(name => (Fold(name), i + 1)))))
        {
            // What is July here and October there tells nothing.
            _exact[name] = _exact.GetValueOrDefault(name, month) == month ? month : 0;
        }

        // Every beginning of a name, unless it begins names of two months.
        foreach (var (name, month) in _exact)
        {
            for (var length = AbbreviationMin; length < name.Length; length++)
            {
                var prefix = name[..length];
                _prefixes[prefix] = _prefixes.GetValueOrDefault(prefix, month) == month ? month : 0;
            }
        }
    }

    /// <summary>1 to 12; 0 when the word names no month, or could name two.</summary>
    public static int Of(string word) => InForce.Value.Find(word);

    public int Find(string word)
    {
        var folded = Fold(word);
        return _exact.TryGetValue(folded, out var exact) ? exact : _prefixes.GetValueOrDefault(folded);
    }

    private static string Fold(string word) => Folding.Fold(word).Replace('ς', 'σ');
}
