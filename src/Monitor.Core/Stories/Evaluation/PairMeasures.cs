namespace Monitor.Stories.Evaluation;

/// <summary>A pair as it is labelled.</summary>
/// <param name="Relation">"copy", "partial" or "none"; null where only the story is labelled.</param>
/// <param name="SameStory">Null where only the relation is labelled.</param>
/// <param name="Level">How a synthetic copy was made.</param>
public sealed record LabelledPair(string First, string Second, string? Relation, bool? SameStory, string? Level);

/// <summary>What was answered to a pair.</summary>
/// <param name="StoryScore">As a share between 0 and 1.</param>
public sealed record JudgedPair(string Relation, double Score, bool? SameStory, double StoryScore);

/// <summary>How well copy verdicts fit labelled pairs.</summary>
/// <param name="Missing">Labelled pairs without a verdict; they count as "none".</param>
/// <param name="Copy">Copies found.</param>
/// <param name="Reuse">Copies and partial reuse found, taken together.</param>
/// <param name="Story">Pairs in one story, of those labelled so; null where none are.</param>
/// <param name="CopyRecallByLevel">The share of synthetic copies found, by how they were made.</param>
/// <param name="Confusion">How many pairs of each label got each verdict.</param>
public sealed record PairMeasures(
    int Pairs,
    int Missing,
    Measured Copy,
    Measured Reuse,
    Measured? Story,
    IReadOnlyDictionary<string, double> CopyRecallByLevel,
    IReadOnlyDictionary<(string Wanted, string Found), int> Confusion)
{
    private const string NoRelation = "none";
    private const string CopyRelationName = "copy";

    public static PairMeasures Of(IReadOnlyList<LabelledPair> wanted, IReadOnlyDictionary<(string First, string Second), JudgedPair> found)
    {
        ArgumentNullException.ThrowIfNull(wanted);
        ArgumentNullException.ThrowIfNull(found);
        var judged = wanted.Select(pair => (Wanted: pair, Found: Verdict(pair, found))).ToList();
        var related = judged.Where(pair => pair.Wanted.Relation is not null).ToList();
        var placed = judged.Where(pair => pair.Wanted.SameStory is not null).ToList();
        return new PairMeasures(
            wanted.Count,
            judged.Count(pair => pair.Found is null),
            Bootstrap.Measure("copy", [.. related.Select(pair => Unit(pair.Wanted.Relation == CopyRelationName, pair.Found?.Relation == CopyRelationName))]),
            Bootstrap.Measure(
                "copy or partial", [.. related.Select(pair => Unit(pair.Wanted.Relation != NoRelation, pair.Found?.Relation is not null and not NoRelation))]),
            placed.Count == 0
                ? null
                : Bootstrap.Measure("same story", [.. placed.Select(pair => Unit(pair.Wanted.SameStory == true, pair.Found?.SameStory == true))]),
            related.Where(pair => pair.Wanted.Level is not null)
                .GroupBy(pair => pair.Wanted.Level!)
                .ToDictionary(level => level.Key, level => level.Count(pair => pair.Found?.Relation == pair.Wanted.Relation) / (double)level.Count()),
            related.CountBy(pair => (pair.Wanted.Relation!, pair.Found?.Relation ?? NoRelation)).ToDictionary());
    }

    /// <summary>What was answered to a labelled pair, in either order; null where nothing was.</summary>
    public static JudgedPair? Verdict(LabelledPair pair, IReadOnlyDictionary<(string First, string Second), JudgedPair> found)
    {
        ArgumentNullException.ThrowIfNull(pair);
        ArgumentNullException.ThrowIfNull(found);
        return found.GetValueOrDefault((pair.First, pair.Second)) ?? found.GetValueOrDefault((pair.Second, pair.First));
    }

    private static Counts Unit(bool wanted, bool found)
    {
        var right = wanted && found ? 1 : 0;
        return new Counts(right, found ? 1 : 0, right, wanted ? 1 : 0);
    }
}
