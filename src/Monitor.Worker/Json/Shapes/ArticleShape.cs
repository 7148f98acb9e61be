using Monitor.Articles;
using Monitor.AttributionEvents;
using Monitor.Search;
using Monitor.Stories;

namespace Monitor.Worker.Json.Shapes;

/// <summary>An article: one published piece.</summary>
/// <param name="Story">Its story; null while it is not grouped, and where it was set aside.</param>
/// <param name="Relation">What it is in its story.</param>
/// <param name="Kind">Of a copy, how; of a report that it is a round-up.</param>
/// <param name="Topics">Those that it earned.</param>
/// <param name="Actors">Ids of those whom it names, the most named first.</param>
/// <param name="Text">In a list null; an article by its id has it.</param>
public sealed record ArticleShape(
    long Id, string Outlet, string Title, string? Url, string? Language, DateTimeOffset? PublishedAt, DateTimeOffset AppearedAt, long? Story,
    StoryRelation? Relation, CopyKind? Kind, IReadOnlyList<string> Topics, IReadOnlyList<string> Actors, string? Byline, string? Text)
{
    public static ArticleShape Of(FoundArticle found)
    {
        ArgumentNullException.ThrowIfNull(found);
        return new ArticleShape(
            found.Id, found.Outlet, found.Title.Text, found.Url, found.Language, found.PublishedAt, found.AppearedAt, found.StoryId, found.Relation, found.Kind,
            found.Topics, found.Actors, null, null);
    }

    /// <param name="placed">Its place in a story; null while it has none.</param>
    public static ArticleShape Of(Article article, StoryArticle? placed)
    {
        ArgumentNullException.ThrowIfNull(article);
        var findings = ArticleFindings.In(article);
        return new ArticleShape(
            article.Id, article.Outlet, article.Title, article.Url, article.Language, article.PublishedAt, article.AppearedAt, placed?.StoryId,
            placed?.Relation, placed?.Kind, [.. findings.Topics.Select(topic => topic.TopicId).Distinct()],
            [.. findings.Actors.CountBy(actor => actor.Id).OrderByDescending(actor => actor.Value).Select(actor => actor.Key)], article.Byline, article.Text);
    }
}
