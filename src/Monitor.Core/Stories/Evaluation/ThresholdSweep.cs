using Monitor.Stories.Terms;

namespace Monitor.Stories.Evaluation;

/// <summary>A labelled pair with the score it got. Pairs of one <c>Group</c> share articles: they are never trained and tested on against each other.</summary>
public readonly record struct ScoredPair(string Group, bool Wanted, double Score);

/// <summary>What a threshold gives on labelled pairs.</summary>
public readonly record struct SweptThreshold(double Threshold, Counts Counts);

/// <summary>Which threshold would serve some labels best, and how well one that was chosen on other labels serves them.</summary>
public static class ThresholdSweep
{
    public const int Folds = 5;

    /// <summary>The curve: each threshold with what it finds, from the lowest on.</summary>
    public static IReadOnlyList<SweptThreshold> Curve(IReadOnlyCollection<ScoredPair> pairs, IEnumerable<double> thresholds)
    {
        ArgumentNullException.ThrowIfNull(pairs);
        ArgumentNullException.ThrowIfNull(thresholds);
        return [.. thresholds.Order().Select(threshold => new SweptThreshold(threshold, At(pairs, threshold)))];
    }

    /// <summary>The threshold with the best F1; of several in a row that are alike the one in the middle, which is the safest for other pairs.</summary>
    public static SweptThreshold Best(IReadOnlyList<SweptThreshold> curve)
    {
        ArgumentNullException.ThrowIfNull(curve);
        ArgumentOutOfRangeException.ThrowIfZero(curve.Count);
        var best = curve.Max(one => one.Counts.F1);
        var first = 0;
        while (curve[first].Counts.F1 < best)
        {
            first++;
        }

        var last = first;
        while (last + 1 < curve.Count && curve[last + 1].Counts.F1 >= best)
        {
            last++;
        }

        return curve[(first + last) / 2];
    }

    /// <summary>Each fifth of the groups under the threshold that is best for the other four: what to expect of pairs that nobody has seen.</summary>
    public static Measured CrossValidated(IReadOnlyCollection<ScoredPair> pairs, IReadOnlyCollection<double> thresholds)
    {
        ArgumentNullException.ThrowIfNull(pairs);
        var tested = new List<Counts>();
        for (var fold = 0; fold < Folds; fold++)
        {
            var (test, train) = (pairs.Where(pair => FoldOf(pair) == fold).ToList(), pairs.Where(pair => FoldOf(pair) != fold).ToList());
            var threshold = Best(Curve(train, thresholds)).Threshold;
            tested.AddRange(test.Select(pair => Unit(pair, threshold)));
        }

        return Bootstrap.Measure($"chosen on the other folds of {Folds}", tested);
    }

    /// <summary>Names the groups of pairs that are connected by articles, in the order of the pairs.</summary>
    public static IReadOnlyList<string> Groups(IEnumerable<(string First, string Second)> pairs)
    {
        ArgumentNullException.ThrowIfNull(pairs);
        var parents = new Dictionary<string, string>();
        var all = pairs.ToList();
        foreach (var (first, second) in all)
        {
            parents[Root(first)] = Root(second);
        }

        return all.ConvertAll(pair => Root(pair.First));

        string Root(string id)
        {
            while (parents.TryGetValue(id, out var parent) && parent != id)
            {
                id = parent;
            }

            return parents[id] = id;
        }
    }

    // Not string.GetHashCode: that one changes with every process.
    private static int FoldOf(ScoredPair pair) => (int)(StableHash.Of(pair.Group) % Folds);

    private static Counts At(IEnumerable<ScoredPair> pairs, double threshold) =>
        pairs.Aggregate(default(Counts), (sum, pair) => sum + Unit(pair, threshold));

    private static Counts Unit(ScoredPair pair, double threshold)
    {
        var found = pair.Score >= threshold;
        var right = found && pair.Wanted ? 1 : 0;
        return new Counts(right, found ? 1 : 0, right, pair.Wanted ? 1 : 0);
    }
}
