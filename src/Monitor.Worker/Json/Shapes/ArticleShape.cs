using Monitor.Articles;
using Monitor.AttributionEvents;
using Monitor.Search;
using Monitor.Stories;

namespace Monitor.Worker.Json.Shapes;

/// <summary>An article: one published piece.</summary>
/// <param name="AppearedAt">When it was published, or collected where it does not say; lists are in this order.</param>
/// <param name="State">waiting (to be read), read, or grouped.</param>
/// <param name="ReadNote">What was wrong with its page; null for nothing.</param>
/// <param name="Story">Its story; null while it is not grouped, and where it was set aside.</param>
/// <param name="Relation">What it is in its story.</param>
/// <param name="Kind">Of a copy, how; of a report that it is a round-up.</param>
/// <param name="Topics">Those that it earned.</param>
/// <param name="Actors">Ids of those whom it names, the most named first; in a list of what was found five at most.</param>
/// <param name="Passages">The sentences that a search hit, or its beginning; null where nothing was searched.</param>
/// <param name="Text">In a list null; an article by its id has it.</param>
public sealed record ArticleShape(
    long Id, string Outlet, string Title, string? Url, string? Language, DateTimeOffset? Published, DateTimeOffset AppearedAt, DateTimeOffset CollectedAt,
    string State, string? ReadNote, long? Story, StoryRelation? Relation, CopyKind? Kind, IReadOnlyList<string> Topics, IReadOnlyList<string> Actors,
    string? Byline, IReadOnlyList<string>? Passages, string? Text)
{
    public static ArticleShape Of(FoundArticle found)
    {
        ArgumentNullException.ThrowIfNull(found);
        return new ArticleShape(
            found.Id, found.Outlet, found.Title.Text, found.Url, found.Language, found.PublishedAt, found.AppearedAt, found.CollectedAt,
            StateOf(isRead: true, found.GroupedAt), found.ReadNote, found.StoryId, found.Relation, found.Kind, found.Topics, found.Actors, found.Byline,
            [.. found.Passages.Select(passage => passage.Text)], null);
    }

    /// <param name="placed">Its place in a story; null while it has none.</param>
    public static ArticleShape Of(Article article, StoryArticle? placed)
    {
        ArgumentNullException.ThrowIfNull(article);
        var findings = ArticleFindings.In(article);
        return new ArticleShape(
            article.Id, article.Outlet, article.Title, article.Url, article.Language, article.PublishedAt, article.AppearedAt, article.CollectedAt,
            StateOf(article.ReadAt is not null, article.GroupedAt), article.ReadNote, placed?.StoryId, placed?.Relation, placed?.Kind,
            [.. findings.Topics.Select(topic => topic.TopicId).Distinct()],
            [.. findings.Actors.CountBy(actor => actor.Id).OrderByDescending(actor => actor.Value).Select(actor => actor.Key)], article.Byline, null,
            article.Text);
    }

    private static string StateOf(bool isRead, DateTimeOffset? groupedAt) => groupedAt is not null ? "grouped" : isRead ? "read" : "waiting";
}
