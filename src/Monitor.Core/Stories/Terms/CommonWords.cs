using System.Collections.Frozen;
using Monitor.Languages;
using Monitor.Text;

namespace Monitor.Stories.Terms;

/// <summary>
/// What is known of word frequencies before the first article: which words nearly every article of a language holds, and which a good share
/// does (words.yaml). It carries the term weights of a young index; with the stream's own counts its influence fades (<see cref="TermStatistics"/>).
/// </summary>
public static class CommonWords
{
    /// <summary>The share of articles that hold a function word, roughly.</summary>
    public const double FunctionShare = 0.6;

    /// <summary>The share of articles that hold one of the everyday words of news, roughly.</summary>
    public const double EverydayShare = 0.08;

    private static readonly Lazy<FrozenDictionary<uint, double>> Shares = new(Build);

    /// <summary>The share of articles that hold the term, as assumed before the first article; 0 for a word that is not known to be common.</summary>
    public static double Share(uint term) => Shares.Value.TryGetValue(term, out var share) ? share : 0;

    /// <summary>Whether the term is a word that carries grammar, not content.</summary>
    public static bool IsFunction(uint term) => Share(term) >= FunctionShare;

    private static FrozenDictionary<uint, double> Build()
    {
        var shares = new Dictionary<uint, double>();
        foreach (var word in LanguageBook.InForce.Words.SelectMany(language => language.Everyday))
        {
            shares[ArticleTerms.TermOf(Folding.Fold(word))] = EverydayShare;
        }

        foreach (var digits in Cardinals.Digits)
        {
            shares[StableHash.Term(StableHash.Of(digits))] = EverydayShare;
        }

        foreach (var word in LanguageBook.InForce.Words.SelectMany(language => language.Function))
        {
            shares[ArticleTerms.TermOf(Folding.Fold(word))] = FunctionShare;
        }

        return shares.ToFrozenDictionary();
    }
}
