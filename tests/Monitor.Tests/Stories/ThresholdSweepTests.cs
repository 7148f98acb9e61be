using FsCheck.Fluent;
using Monitor.Stories.Evaluation;

namespace Monitor.Tests.Stories;

public sealed class ThresholdSweepTests
{
    private static readonly double[] Tenths = [.. Enumerable.Range(1, 9).Select(tenth => tenth / 10d)];

    [Fact]
    public void Of_thresholds_that_are_alike_the_middle_one_is_the_best()
    {
        ScoredPair[] pairs = [new("a", true, 0.75), new("b", false, 0.25)];

        var curve = ThresholdSweep.Curve(pairs, Tenths);

        Assert.Equal(0.5, ThresholdSweep.Best(curve).Threshold);
        Assert.Equal(1, ThresholdSweep.Best(curve).Counts.F1);
    }

    [Fact]
    public void A_higher_threshold_never_finds_more() =>
        Prop.ForAll((bool[] wanted, byte[] scores) =>
        {
            var curve = ThresholdSweep.Curve(Pairs(wanted, scores), Tenths);

            Assert.All(curve.Zip(curve.Skip(1)), pair => Assert.True(pair.First.Counts.Recall >= pair.Second.Counts.Recall));
        }).Holds();

    [Fact]
    public void What_was_chosen_on_other_pairs_is_no_better_than_the_best_for_these() =>
        Prop.ForAll((bool[] wanted, byte[] scores) =>
        {
            var pairs = Pairs(wanted, scores);
            var best = ThresholdSweep.Curve(pairs, [.. pairs.Select(pair => pair.Score), .. Tenths]).Max(one => one.Counts.F1);

            // One threshold for all can be worse than one for each fold, but not where all folds choose the same.
            Assert.InRange(ThresholdSweep.CrossValidated(pairs, [0.5]).F1, 0, best + 1e-9);
        }).Holds();

    [Fact]
    public void Pairs_that_share_articles_are_one_group()
    {
        var groups = ThresholdSweep.Groups([("a", "b"), ("c", "d"), ("b", "e"), ("d", "f"), ("g", "h")]);

        Assert.Equal(groups[0], groups[2]);
        Assert.Equal(groups[1], groups[3]);
        Assert.Equal(3, groups.Distinct().Count());
    }

    private static ScoredPair[] Pairs(bool[] wanted, byte[] scores) =>
        [.. wanted.Zip(scores, (isWanted, score) => new ScoredPair($"{score % 7}", isWanted, score / 255d))];
}
