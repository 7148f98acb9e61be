using Monitor.Stories.Keeping;

namespace Monitor.Worker.Json.Deeds;

/// <summary>What an analyst said about stories or texts, as it was written down.</summary>
/// <param name="Story">The story that stays; null where a verdict was taken back.</param>
/// <param name="Labels">How many pairs of articles were labelled.</param>
/// <param name="A">The first article of a verdict that was taken back; null for all else.</param>
/// <param name="B">The second one.</param>
public sealed record StoryDecisionShape(long? Story, int Labels, long? A, long? B, string Says)
{
    public static StoryDecisionShape Of(StoryDecision.Recorded recorded)
    {
        ArgumentNullException.ThrowIfNull(recorded);
        return new StoryDecisionShape(
            recorded.Story, recorded.Labels, null, null,
            $"story {recorded.Story}: {recorded.Labels} pairs of articles labelled; the next group run carries it out");
    }

    public static StoryDecisionShape Of(StoryDecision.TakenBack back)
    {
        ArgumentNullException.ThrowIfNull(back);
        return new StoryDecisionShape(
            null, 0, back.FirstArticle, back.SecondArticle,
            $"articles {back.FirstArticle} and {back.SecondArticle}: taken back; the next group run puts them where they stood");
    }
}
