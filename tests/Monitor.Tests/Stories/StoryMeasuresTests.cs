using FsCheck;
using FsCheck.Fluent;
using Monitor.Stories.Evaluation;

namespace Monitor.Tests.Stories;

public sealed class StoryMeasuresTests
{
    [Fact]
    public void A_grouping_that_is_right_measures_one()
    {
        var measures = StoryMeasures.Of(Labels("aabbc"), Labels("xxyyz"));

        Assert.Equal(1, measures.BCubed.F1);
        Assert.Equal(1, measures.Pairs.F1);
        Assert.Equal(1, measures.AdjustedRand, 10);
    }

    [Fact]
    public void Joining_two_pairs_costs_precision_and_splitting_one_costs_recall()
    {
        // Worked by hand: of six found pairs two are right; each of four articles finds itself among four and one partner.
        var joined = StoryMeasures.Of(Labels("aabb"), Labels("xxxx"));
        Assert.Equal(2 / 6.0, joined.Pairs.Precision, 10);
        Assert.Equal(1, joined.Pairs.Recall, 10);
        Assert.Equal(0.5, joined.BCubed.Precision, 10);

        var split = StoryMeasures.Of(Labels("aabb"), Labels("xxyz"));
        Assert.Equal(1, split.Pairs.Precision, 10);
        Assert.Equal(0.5, split.Pairs.Recall, 10);
        Assert.Equal(0.75, split.BCubed.Recall, 10);
    }

    [Fact]
    public void An_article_that_was_not_grouped_stands_alone()
    {
        var measures = StoryMeasures.Of(Labels("aab"), new Dictionary<string, string> { ["0"] = "x", ["1"] = "x" });

        Assert.Equal(1, measures.BCubed.F1);
    }

    [Fact]
    public void No_grouping_measures_better_than_the_right_one() =>
        Prop.ForAll((NonEmptyArray<byte> wanted, NonEmptyArray<byte> found) =>
        {
            var length = Math.Min(wanted.Get.Length, found.Get.Length);
            var measures = StoryMeasures.Of(
                Labels(string.Concat(wanted.Get.Take(length).Select(label => (char)('a' + (label % 4))))),
                Labels(string.Concat(found.Get.Take(length).Select(label => (char)('a' + (label % 4))))));

            Assert.InRange(measures.BCubed.F1, 0, 1 + 1e-9);
            Assert.InRange(measures.Pairs.F1, 0, 1);
            Assert.InRange(measures.AdjustedRand, -1, 1 + 1e-9);
        }).Holds();

    [Fact]
    public void The_same_seed_gives_the_same_interval()
    {
        Counts[] units = [new(1, 1, 1, 1), new(0, 1, 0, 1), new(1, 2, 1, 1)];

        Assert.Equal(Bootstrap.Measure("x", units, seed: 7), Bootstrap.Measure("x", units, seed: 7));
    }

    private static Dictionary<string, string> Labels(string stories) =>
        stories.Select((story, number) => (number, story)).ToDictionary(pair => $"{pair.number}", pair => $"{pair.story}");
}
