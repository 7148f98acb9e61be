using Monitor.AttributionEvents;
using Monitor.Tagging;
using Monitor.Text;

namespace Monitor.Tests.AttributionEvents;

public sealed class ArticleFindingsTests
{
    private static readonly TextSpan Report = new(0, 10);
    private static readonly TextSpan Boilerplate = new(20, 30);

    [Fact]
    public void Without_boilerplate_nothing_is_taken_out()
    {
        var findings = Found(Report);

        Assert.Same(findings, findings.Without(span => span == Boilerplate));
    }

    [Fact]
    public void A_topic_goes_with_its_last_hit_and_one_without_hits_stays_whatever_else_goes()
    {
        var kept = Found(Boilerplate).Without(span => span == Boilerplate);

        Assert.Empty(kept.Actors);
        Assert.Equal(["by outlet", "by both"], kept.Topics.Select(topic => topic.TopicId));
        Assert.Equal([Report], kept.Topics[1].Hits);
    }

    private static ArticleFindings Found(TextSpan other) => new(
        [new FoundActor("country:US", default, other)],
        [new TopicTag("by outlet", "outlet", 1, []), new TopicTag("by word", "word", 1, [other]), new TopicTag("by both", "both", 1, [Report, other])],
        []);
}
