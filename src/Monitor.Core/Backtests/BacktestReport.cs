using Monitor.Rules;
using Monitor.Text;

namespace Monitor.Backtests;

/// <summary>An article as a backtest reads it.</summary>
public sealed record BacktestArticle(
    string Id, string Outlet, string? Url, string Title, string Text, DateTimeOffset? Published, string? Language, string? Author);

/// <summary>What the draft, the saved rule and the rules beside it found in one article.</summary>
/// <param name="Text">Null where no word of the rules occurs.</param>
public sealed record BacktestFinding(
    BacktestArticle Article, TokenizedText? Text, IReadOnlyList<TokenRange>? Draft, IReadOnlyList<TokenRange>? Saved, IReadOnlyList<string> Others);

/// <summary>How many articles two rules share. Jaccard: shared by all that either hits.</summary>
/// <param name="Other">How many articles the other rule hits.</param>
/// <param name="Relation">Whether one's hits are all the other's, in words; null where they are not.</param>
public sealed record RuleOverlap(string RuleId, int Shared, int Other, double Jaccard, string? Relation);

/// <summary>How many of the labelled hits are right, with Wilson's 95 % interval.</summary>
public sealed record LabelledPrecision(int Right, int Labelled, double Precision, double Low, double High);

/// <summary>A word or pair of words that stands near wrong hits more often than near right ones.</summary>
/// <param name="Z">
/// The log-odds in standard deviations, with the words around all hits as prior (Monroe, Colaresi, Quinn 2008): from 1.96 on it is hardly chance.
/// </param>
/// <param name="Suggestion">What to add to the rule, as it is written there.</param>
public sealed record SeparatingTerm(string Term, int WrongHits, int RightHits, double Z, string Suggestion);

/// <summary>What a draft does to the articles read: plain numbers and texts, for a page as for the command line.</summary>
/// <param name="Hits">Articles that the draft hits; so are the counts per week (2026-W05) and per outlet.</param>
/// <param name="Gained">Articles that the draft hits and the saved rule does not.</param>
/// <param name="HitSample">Drawn evenly from all hits that nobody judged: what to label for a precision that holds for the whole rule.</param>
/// <param name="Precision">Null where no hit is labelled.</param>
/// <param name="RightMissed">Articles that were judged right and that the draft does not hit.</param>
public sealed record BacktestReport(
    int Articles, int Hits, int Gained, int Lost, IReadOnlyDictionary<string, int> PerWeek, IReadOnlyDictionary<string, int> PerOutlet,
    IReadOnlyList<RuleOverlap> Overlaps, IReadOnlyList<BacktestHit> GainedSample, IReadOnlyList<BacktestHit> LostSample,
    IReadOnlyList<BacktestHit> HitSample, LabelledPrecision? Precision, int RightMissed, IReadOnlyList<SeparatingTerm> Terms)
{
    /// <summary>What is probably not as meant.</summary>
    public IReadOnlyList<string> Advice => Articles > 0 && Hits == 0 ? [$"the rule never hits: not one of {EnglishCount.Of(Articles, "article")}"] : [];
}

/// <summary>How far a backtest has come.</summary>
/// <param name="Share">0 to 1; null where nobody knows how many articles there are.</param>
public sealed record BacktestProgress(int Articles, double? Share);
