using System.Collections.Frozen;
using Monitor.Languages;
using Monitor.Text;

namespace Monitor.Stories.Terms;

/// <summary>
/// Numbers, ordinals and weekdays written as words (words.yaml): where one stands in place of another, the report is about another time or thing.
/// </summary>
internal static class NumberWords
{
    private static readonly Lazy<FrozenSet<uint>> Terms = new(() =>
        LanguageBook.InForce.Words.SelectMany(language => language.Numbers).Select(word => ArticleTerms.TermOf(Folding.Fold(word))).ToFrozenSet());

    public static bool Contains(uint term) => Terms.Value.Contains(term);
}
