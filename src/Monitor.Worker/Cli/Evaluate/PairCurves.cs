using System.Globalization;
using Monitor.Stories;
using Monitor.Stories.Evaluation;
using Monitor.Stories.Index;
using Spectre.Console;

namespace Monitor.Worker.Cli.Evaluate;

/// <summary>How a threshold does on labelled pairs, over all its values.</summary>
/// <param name="Present">The threshold in force.</param>
/// <param name="Best">The best for these very pairs: too good to be true for others.</param>
/// <param name="CrossValidated">What a threshold gives that was chosen on other pairs: to be expected of others.</param>
internal sealed record PairCurve(string Name, double Present, double Best, Measured CrossValidated, IReadOnlyList<PairCurvePoint> Points);

internal sealed record PairCurvePoint(double Threshold, double Precision, double Recall, double F1);

/// <summary>The sweep of <c>monitor evaluate pairs --sweep</c>: of the copy score, and of the story evidence where stories are labelled.</summary>
internal static class PairCurves
{
    private const double EvidenceStep = 0.25;

    public static IReadOnlyList<PairCurve> Of(
        IReadOnlyList<LabelledPair> wanted, IReadOnlyDictionary<(string First, string Second), JudgedPair> found, StoriesOptions options)
    {
        var groups = ThresholdSweep.Groups(wanted.Select(pair => (pair.First, pair.Second)));
        var judged = wanted.Select((pair, place) => (Pair: pair, Group: groups[place], Found: PairMeasures.Verdict(pair, found))).ToList();
        var copies = judged.Where(one => one.Pair.Relation is not null)
            .Select(one => new ScoredPair(one.Group, one.Pair.Relation == "copy", one.Found?.Score ?? 0))
            .ToList();
        var stories = judged.Where(one => one.Pair.SameStory is not null)
            .Select(one => new ScoredPair(one.Group, one.Pair.SameStory == true, one.Found is null ? -StoryLikeness.EvidenceMax : EvidenceOf(one.Found)))
            .ToList();
        var curves = new List<PairCurve>();
        if (copies.Count > 0)
        {
            curves.Add(Curve("copy score", copies, options.CopyScoreMin, [.. Enumerable.Range(1, 99).Select(percent => percent / 100d)]));
        }

        if (stories.Count > 0)
        {
            curves.Add(Curve("story evidence", stories, options.JoinEvidenceMin, [.. Enumerable.Range(-16, 33).Select(step => step * EvidenceStep)]));
        }

        return curves;
    }

    /// <summary>A row for every fifth percent of a score, the present value and the best one.</summary>
    public static void Print(IReadOnlyList<PairCurve> curves)
    {
        foreach (var curve in curves)
        {
            var table = new Table().AddColumns(curve.Name, "precision", "recall", "F1", "");
            foreach (var point in curve.Points)
            {
                var mark = (point.Threshold == curve.Present ? "present " : "") + (point.Threshold == curve.Best ? "best here" : "");
                if (mark.Length > 0 || Math.Abs((point.Threshold * 20) - Math.Round(point.Threshold * 20)) < 1e-9)
                {
                    table.AddRow(Shown(point.Threshold, "0.00"), Shown(point.Precision), Shown(point.Recall), Shown(point.F1), mark);
                }
            }

            Results.Write(table);
            Console.WriteLine($"{curve.Name}, expected of other pairs (the threshold chosen on the other folds, pairs that share articles kept together):");
            MeasureTable.Write([curve.CrossValidated]);
        }
    }

    private static PairCurve Curve(string name, List<ScoredPair> pairs, double present, IReadOnlyList<double> thresholds)
    {
        var curve = ThresholdSweep.Curve(pairs, thresholds.Append(present).Distinct());
        return new PairCurve(
            name, present, ThresholdSweep.Best(curve).Threshold, ThresholdSweep.CrossValidated(pairs, [.. curve.Select(one => one.Threshold)]),
            [.. curve.Select(one => new PairCurvePoint(one.Threshold, one.Counts.Precision, one.Counts.Recall, one.Counts.F1))]);
    }

    /// <summary>The log-odds behind a share; a pair of copies is in one story whatever its words say.</summary>
    private static double EvidenceOf(JudgedPair found) =>
        found.Relation == "copy" ? StoryLikeness.EvidenceMax
        : found.StoryScore is <= 0 or >= 1 ? Math.Sign(found.StoryScore - 0.5) * StoryLikeness.EvidenceMax
        : Math.Log(found.StoryScore / (1 - found.StoryScore));

    private static string Shown(double value, string format = "0.000") => value.ToString(format, CultureInfo.InvariantCulture);
}
