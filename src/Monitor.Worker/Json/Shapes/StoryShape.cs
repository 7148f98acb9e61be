using Monitor.Search;
using Monitor.Stories;

namespace Monitor.Worker.Json.Shapes;

/// <summary>A story: the articles that report one event.</summary>
/// <param name="Story">Its number.</param>
/// <param name="LeadArticle">The article that stands for it.</param>
/// <param name="Past">It is no news: all of it was published long before it was collected.</param>
/// <param name="Members">In a list null; a story by its number has them.</param>
public sealed record StoryShape(
    long Story, string Title, string Language, DateTimeOffset FirstSeenAt, DateTimeOffset LastSeenAt, int Articles, int Outlets, int Copies,
    int IndependentReports, bool Past, long LeadArticle, IReadOnlyList<StoryMember>? Members)
{
    public static StoryShape Of(FoundStory found)
    {
        ArgumentNullException.ThrowIfNull(found);
        return Of(found.Story);
    }

    public static StoryShape Of(Story story, IReadOnlyList<StoryMember>? members = null)
    {
        ArgumentNullException.ThrowIfNull(story);
        return new StoryShape(
            story.Id, story.Title, story.Language, story.FirstSeenAt, story.LastSeenAt, story.Articles, story.Outlets, story.Copies, story.IndependentReports,
            story.Past, story.LeadArticleId, members);
    }
}
