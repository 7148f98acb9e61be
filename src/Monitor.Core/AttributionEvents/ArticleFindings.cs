using System.Text.Json;
using Monitor.Actors;
using Monitor.Articles;
using Monitor.Attributions;
using Monitor.Attributions.Learnt;
using Monitor.Tagging;
using Monitor.Text;

namespace Monitor.AttributionEvents;

/// <summary>An actor found in an article, by id: the book that explains it may have changed since.</summary>
public sealed record FoundActor(string Id, AliasRole Role, TextSpan Span);

/// <summary>
/// What Read found in an article, as it is kept with it: Read writes it, Group drops what lies in page boilerplate, pages show it.
/// </summary>
public sealed record ArticleFindings(IReadOnlyList<FoundActor> Actors, IReadOnlyList<TopicTag> Topics, IReadOnlyList<Statement> Statements)
{
    private static readonly JsonSerializerOptions Json = JsonSerializerOptions.Web;

    /// <summary>The stamp of the config that the tags were made with; 0 where nobody knows.</summary>
    public long TagStamp { get; init; }

    /// <summary>Who it says holds which office; kept until Group has taken it up.</summary>
    public IReadOnlyList<OfficeLesson> Lessons { get; init; } = [];

    public static ArticleFindings None { get; } = new([], [], []);

    public static ArticleFindings Of(ArticleTags tags, IReadOnlyList<Statement> statements)
    {
        ArgumentNullException.ThrowIfNull(tags);
        return new ArticleFindings(
            [.. tags.Mentions.Select(mention => new FoundActor(mention.Actor.Id, mention.Role, mention.Span))], tags.Topics, statements);
    }

    /// <summary>What is kept with an article; nothing where it was not read.</summary>
    public static ArticleFindings In(Article article)
    {
        ArgumentNullException.ThrowIfNull(article);
        var tags = article.Tags is null ? null : JsonSerializer.Deserialize<KeptTags>(article.Tags, Json);
        var statements = article.Statements is null ? null : JsonSerializer.Deserialize<List<Statement>>(article.Statements, Json);
        var lessons = article.Lessons is null ? null : JsonSerializer.Deserialize<List<OfficeLesson>>(article.Lessons, Json);
        return new ArticleFindings(tags?.Actors ?? [], tags?.Topics ?? [], statements ?? []) { TagStamp = article.TagStamp, Lessons = lessons ?? [] };
    }

    public void PutInto(Article article)
    {
        ArgumentNullException.ThrowIfNull(article);
        article.Tags = TagsAsKept();
        article.TagStamp = TagStamp;
        article.Statements = JsonSerializer.Serialize(Statements, Json);
        article.Lessons = Lessons.Count == 0 ? null : JsonSerializer.Serialize(Lessons, Json);
    }

    /// <summary>Actors and topics as the article keeps them.</summary>
    internal string TagsAsKept() => JsonSerializer.Serialize(new KeptTags(Actors, Topics), Json);

    /// <summary>
    /// Without what lies in ranges that are no part of the report: itself where nothing does. A topic that loses all its hits was not earned; one that
    /// has none, by outlet or language alone, loses nothing.
    /// </summary>
    public ArticleFindings Without(Func<TextSpan, bool> isBoilerplate)
    {
        ArgumentNullException.ThrowIfNull(isBoilerplate);
        var isWhole = !Actors.Any(actor => isBoilerplate(actor.Span)) && !Topics.Any(topic => topic.Hits.Any(isBoilerplate))
            && !Statements.Any(statement => isBoilerplate(statement.Evidence)) && !Lessons.Any(lesson => isBoilerplate(lesson.Evidence));
        return isWhole ? this : this with
        {
            Actors = [.. Actors.Where(actor => !isBoilerplate(actor.Span))],
            Topics =
            [
                .. Topics.Where(topic => topic.Hits.Count == 0 || !topic.Hits.All(isBoilerplate))
                    .Select(topic => topic with { Hits = [.. topic.Hits.Where(hit => !isBoilerplate(hit))] }),
            ],
            Statements = [.. Statements.Where(statement => !isBoilerplate(statement.Evidence))],
            Lessons = [.. Lessons.Where(lesson => !isBoilerplate(lesson.Evidence))],
        };
    }

    private sealed record KeptTags(IReadOnlyList<FoundActor> Actors, IReadOnlyList<TopicTag> Topics);
}
