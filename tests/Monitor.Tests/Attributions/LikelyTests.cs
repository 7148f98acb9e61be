using Monitor.Attributions;
using Monitor.Attributions.Weighed;
using Monitor.Text;

namespace Monitor.Tests.Attributions;

/// <summary>What no rule understood and weights hold for likely: marked as such, bounded, and never where the tables say that nothing is stated.</summary>
public sealed class LikelyTests
{
    /// <summary>Of the rows that state nothing, so many may hold something likely.</summary>
    private const double LikelyShareMax = 0.04;

    public static TheoryData<string, string> Likely => CaseFile.Read("likely.cases");

    [Theory, MemberData(nameof(Likely))]
    public void What_is_likely_is_told_apart_from_what_was_understood(string text, string expected) =>
        Assert.Equal(Attributed.Sorted(expected), Attributed.Written(Attributed.LikelyIn(text)));

    [Theory]
    [InlineData("attributions.cases"), InlineData("deeds.cases"), InlineData("sources.cases"), InlineData("answers.cases"), InlineData("roles.cases")]
    public void Where_nothing_is_stated_hardly_anything_is_likely(string file)
    {
        var silent = CaseFile.Read(file).Where(row => row.Data.Item2.Length == 0).Select(row => row.Data.Item1).ToList();
        var fired = silent.FindAll(text => Attributed.LikelyIn(text).Count > 0);

        Assert.True(fired.Count <= Math.Max(1, silent.Count * LikelyShareMax), $"{fired.Count} of {silent.Count}: {string.Join(" | ", fired)}");
    }

    [Fact]
    public void An_explanation_names_the_three_features_that_decided()
    {
        const string Text = "\"The drone came from across the river. Ugandan soldiers flew it,\" the mayor of Bukavu told reporters.";
        var tokenized = TokenizedText.Of(Text);
        var outcomes = Attributed.Detector
            .Explain(tokenized, Attributed.Tagger.Tag(tokenized, language: "en"), OutletVoice.Unknown, published: null, "en")
            .SelectMany(sentence => sentence.Outcomes).Where(outcome => outcome.Cue.StartsWith("weighed", StringComparison.Ordinal)).ToList();

        Assert.NotEmpty(outcomes);
        Assert.All(outcomes, outcome => Assert.Equal(3, outcome.Outcome.Split('(')[1].Split(", ").Length));
    }

    [Fact]
    public void A_line_of_the_weights_that_is_none_is_named()
    {
        var fault = Assert.Throws<InvalidDataException>(() => FeatureWeights.Read(["word=drone accuses 0.4"]));

        Assert.Contains("word=drone", fault.Message, StringComparison.Ordinal);
    }
}
