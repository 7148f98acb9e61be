using Monitor.Rules;
using Monitor.Text;

namespace Monitor.Backtests;

/// <summary>
/// Counts the words around hits and tells which stand near the wrong ones: log-odds with an informative Dirichlet prior (Monroe, Colaresi,
/// Quinn: Fightin' Words, Political Analysis 2008), so that a word seen once does not outweigh one seen often.
/// </summary>
internal sealed class SeparatingTerms
{
    private const int WordsAround = 6;
    private const int TermsMax = 10;
    private const int WrongHitsMin = 2;

    /// <summary>Below one standard deviation nothing is worth a look.</summary>
    private const double ZMin = 1;

    /// <summary>The weight of the prior, in terms.</summary>
    private const double PriorTerms = 10;

    /// <summary>The prior is known well enough after so many hits.</summary>
    private const int PriorHitsMax = 2_000;

    private readonly Dictionary<string, Count> _terms = new(StringComparer.Ordinal);
    private int _hits;

    private sealed class Count
    {
        public int All { get; set; }

        public int Wrong { get; set; }

        public int Right { get; set; }

        /// <summary>Whether the term holds a part of a hit, so that "suppress" can veto it.</summary>
        public bool HoldsHit { get; set; }
    }

    /// <param name="isRight">What an analyst judged; null where nobody did.</param>
    public void Add(TokenizedText text, IReadOnlyList<TokenRange> places, bool? isRight)
    {
        if (isRight is null && ++_hits > PriorHitsMax)
        {
            return;
        }

        foreach (var (term, holdsHit) in TermsAround(text, places))
        {
            if (!_terms.TryGetValue(term, out var count))
            {
                _terms.Add(term, count = new Count());
            }

            count.All++;
            count.Wrong += isRight is false ? 1 : 0;
            count.Right += isRight is true ? 1 : 0;
            count.HoldsHit |= holdsHit;
        }
    }

    public IReadOnlyList<SeparatingTerm> Telling()
    {
        var (all, wrong, right) = (0.0, 0.0, 0.0);
        foreach (var count in _terms.Values)
        {
            (all, wrong, right) = (all + count.All, wrong + count.Wrong, right + count.Right);
        }

        return [.. _terms.Where(term => term.Value.Wrong >= WrongHitsMin)
            .Select(term => (term.Key, term.Value, Z: Math.Round(Z(term.Value, all, wrong, right), 2)))
            .Where(term => term.Z >= ZMin)
            // Of equals, what vetoes single hits before what vetoes whole articles.
            .OrderByDescending(term => term.Z).ThenByDescending(term => term.Value.HoldsHit)
                .ThenByDescending(term => term.Key.Length).ThenBy(term => term.Key, StringComparer.Ordinal)
            .Take(TermsMax)
            .Select(term => new SeparatingTerm(term.Key, term.Value.Wrong, term.Value.Right, term.Z, SuggestionFor(term.Key, term.Value)))];
    }

    private static double Z(Count count, double all, double wrong, double right)
    {
        var prior = PriorTerms * count.All / all;
        var ofWrong = Math.Log((count.Wrong + prior) / (wrong + PriorTerms - count.Wrong - prior));
        var ofRight = Math.Log((count.Right + prior) / (right + PriorTerms - count.Right - prior));
        return (ofWrong - ofRight) / Math.Sqrt((1 / (count.Wrong + prior)) + (1 / (count.Right + prior)));
    }

    // A phrase vetoes hits that it overlaps; a word that only stands near must be a condition of the article.
    private static string SuggestionFor(string term, Count count) =>
        count.HoldsHit ? $"suppress: [\"{term}\"]"
        : term.Contains(' ', StringComparison.Ordinal) ? $"AND NOT \"{term}\""
        : $"AND NOT {term}";

    /// <summary>Words and pairs of words within a few words of the hits; a pair may hold the hit itself ("cobalt strike").</summary>
    private static Dictionary<string, bool> TermsAround(TokenizedText text, IReadOnlyList<TokenRange> places)
    {
        var terms = new Dictionary<string, bool>(StringComparer.Ordinal);
        foreach (var place in places)
        {
            var end = Math.Min(text.Tokens.Length, place.End + WordsAround);
            for (var i = Math.Max(0, place.First - WordsAround); i < end; i++)
            {
                if (i < place.First || i >= place.End)
                {
                    terms.TryAdd(text.Folded(i).ToString(), false);
                }

                if (i + 1 < end && !(i >= place.First && i + 1 < place.End))
                {
                    var pair = $"{text.Folded(i)} {text.Folded(i + 1)}";
                    terms[pair] = terms.GetValueOrDefault(pair) || (i + 1 >= place.First && i < place.End);
                }
            }
        }

        return terms;
    }
}
