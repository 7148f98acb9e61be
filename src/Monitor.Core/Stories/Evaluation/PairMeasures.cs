namespace Monitor.Stories.Evaluation;

/// <summary>A pair as it is labelled. <c>Level</c> says how a synthetic copy was made.</summary>
public sealed record LabelledPair(string First, string Second, string Relation, string? Level);

/// <summary>How well copy verdicts fit labelled pairs.</summary>
/// <param name="Missing">Labelled pairs without a verdict; they count as "none".</param>
/// <param name="Copy">Copies found.</param>
/// <param name="Reuse">Copies and partial reuse found, taken together.</param>
/// <param name="CopyRecallByLevel">The share of synthetic copies found, by how they were made.</param>
/// <param name="Confusion">How many pairs of each label got each verdict.</param>
public sealed record PairMeasures(
    int Pairs,
    int Missing,
    Measured Copy,
    Measured Reuse,
    IReadOnlyDictionary<string, double> CopyRecallByLevel,
    IReadOnlyDictionary<(string Wanted, string Found), int> Confusion)
{
    private const string NoRelation = "none";
    private const string CopyRelationName = "copy";

    public static PairMeasures Of(IReadOnlyList<LabelledPair> wanted, IReadOnlyDictionary<(string First, string Second), string> found)
    {
        ArgumentNullException.ThrowIfNull(wanted);
        ArgumentNullException.ThrowIfNull(found);
        var judged = wanted.Select(pair => (pair.Relation, pair.Level, Found: Verdict(pair, found))).ToList();
        return new PairMeasures(
            wanted.Count,
            judged.Count(pair => pair.Found is null),
            Measure("copy", judged, relation => relation == CopyRelationName),
            Measure("copy or partial", judged, relation => relation is not null and not NoRelation),
            judged.Where(pair => pair.Level is not null)
                .GroupBy(pair => pair.Level!)
                .ToDictionary(level => level.Key, level => level.Count(pair => pair.Found == pair.Relation) / (double)level.Count()),
            judged.CountBy(pair => (pair.Relation, pair.Found ?? NoRelation)).ToDictionary());
    }

    private static string? Verdict(LabelledPair pair, IReadOnlyDictionary<(string, string), string> found) =>
        found.TryGetValue((pair.First, pair.Second), out var relation) || found.TryGetValue((pair.Second, pair.First), out relation) ? relation : null;

    private static Measured Measure(string name, List<(string Relation, string? Level, string? Found)> judged, Func<string?, bool> counts) =>
        Bootstrap.Measure(name, [.. judged.Select(pair => Unit(counts(pair.Relation), counts(pair.Found)))]);

    private static Counts Unit(bool wanted, bool found)
    {
        var right = wanted && found ? 1 : 0;
        return new Counts(right, found ? 1 : 0, right, wanted ? 1 : 0);
    }
}
