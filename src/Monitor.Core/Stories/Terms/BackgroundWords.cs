using System.Collections.Frozen;
using Monitor.Languages;

namespace Monitor.Stories.Terms;

/// <summary>
/// In what share of news articles a word stands, as counted beforehand (frequencies.tsv of a language's folder, made by tests/stories/frequencies.py), so that
/// the first article of a young database is weighed as the ten-thousandth.
/// </summary>
internal static class BackgroundWords
{
    private static readonly Lazy<FrozenDictionary<uint, float>> Shares = new(Build);

    /// <summary>0 for a word that was not counted.</summary>
    public static float Share(uint term) => Shares.Value.TryGetValue(term, out var share) ? share : 0;

    private static FrozenDictionary<uint, float> Build()
    {
        var shares = new Dictionary<uint, float>();
        foreach (var (documents, counts) in LanguageBook.InForce.Frequencies)
        {
            foreach (var (word, count) in counts)
            {
                // The forms of a word add up; an article that holds several was counted for each.
                var term = Cardinals.DigitsOf(word) is null ? ArticleTerms.TermOf(word) : 0;
                shares[term] = Math.Min(1, shares.GetValueOrDefault(term) + (count / (float)documents));
            }
        }

        return shares.ToFrozenDictionary();
    }
}
