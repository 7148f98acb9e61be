using Monitor.Search;
using Monitor.Stories;

namespace Monitor.Worker.Json.Shapes;

/// <summary>A story: the articles that report one event.</summary>
/// <param name="Members">In a list null; a story by its id has them.</param>
public sealed record StoryShape(
    long Id, string Title, string Language, DateTimeOffset FirstSeenAt, DateTimeOffset LastSeenAt, int Articles, int Outlets, int Copies,
    int IndependentReports, long LeadArticle, IReadOnlyList<StoryMember>? Members)
{
    public static StoryShape Of(FoundStory found)
    {
        ArgumentNullException.ThrowIfNull(found);
        return Of(found.Story, null);
    }

    public static StoryShape Of(Story story, IReadOnlyList<StoryMember>? members)
    {
        ArgumentNullException.ThrowIfNull(story);
        return new StoryShape(
            story.Id, story.Title, story.Language, story.FirstSeenAt, story.LastSeenAt, story.Articles, story.Outlets, story.Copies, story.IndependentReports,
            story.LeadArticleId, members);
    }
}
