using Microsoft.EntityFrameworkCore;
using Monitor.Articles;
using Monitor.Storage;

namespace Monitor.Stories.Keeping;

/// <summary>What is stored of an article that was grouped before.</summary>
/// <param name="Former">Its text before the last change; null where there was none.</param>
public sealed record KnownPlace(StoryArticle Placed, ArticleSignature Signature, ArticleRevision? Former);

/// <summary>Named questions about stories.</summary>
public static class StoryQueries
{
    /// <summary>The places of some articles; those not grouped have none.</summary>
    public static IQueryable<StoryArticle> OfArticles(this IQueryable<StoryArticle> places, IEnumerable<Article> articles)
    {
        var ids = articles.Select(article => article.Id).ToList();
        return places.Where(placed => ids.Contains(placed.ArticleId));
    }

    /// <summary>What is stored of those articles that were grouped before and come again with a changed text.</summary>
    public static async Task<IReadOnlyDictionary<long, KnownPlace>> KnownPlacesAsync(
        this MonitorDbContext db, IReadOnlyList<Article> articles, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        var placed = await db.Set<StoryArticle>().OfArticles(articles).ToListAsync(cancellationToken);
        var ids = placed.ConvertAll(one => one.ArticleId);
        if (ids.Count == 0)
        {
            return new Dictionary<long, KnownPlace>();
        }

        var signatures = await db.Set<ArticleSignature>().Where(signature => ids.Contains(signature.ArticleId))
            .ToDictionaryAsync(signature => signature.ArticleId, cancellationToken);
        var revisions = await db.Set<ArticleRevision>().Where(revision => ids.Contains(revision.ArticleId)).ToListAsync(cancellationToken);
        var former = revisions.GroupBy(revision => revision.ArticleId).ToDictionary(group => group.Key, group => group.MaxBy(revision => revision.Number));
        return placed.ToDictionary(one => one.ArticleId, one => new KnownPlace(one, signatures[one.ArticleId], former.GetValueOrDefault(one.ArticleId)));
    }

    /// <summary>The articles of a story with their texts, in the order in which they appeared.</summary>
    public static IQueryable<StoryArticle> OfStory(this IQueryable<StoryArticle> places, long storyId) =>
        places.Include(placed => placed.Article)
              .Where(placed => placed.StoryId == storyId)
              .OrderBy(placed => placed.Article!.AppearedAt)
              .ThenBy(placed => placed.ArticleId);

    /// <summary>Stories that stand, the latest first.</summary>
    public static IQueryable<Story> Standing(this IQueryable<Story> stories) =>
        stories.Where(story => story.MergedIntoId == null).OrderByDescending(story => story.LastSeenAt).ThenByDescending(story => story.Id);

    /// <summary>The decisions of analysts that were not carried out yet, in their order.</summary>
    public static IQueryable<StoryLabel> ToCarryOut(this IQueryable<StoryLabel> labels) =>
        labels.Where(label => label.CarriedOutAt == null).OrderBy(label => label.Id);

    /// <inheritdoc cref="ToCarryOut(IQueryable{StoryLabel})"/>
    public static IQueryable<CopyLabel> ToCarryOut(this IQueryable<CopyLabel> labels) =>
        labels.Where(label => label.CarriedOutAt == null).OrderBy(label => label.Id);

    /// <summary>What was said about two articles, whichever was named first.</summary>
    public static IQueryable<CopyLabel> OfTwo(this IQueryable<CopyLabel> labels, long one, long other) =>
        labels.Where(label => (label.FirstArticleId == one && label.SecondArticleId == other)
            || (label.FirstArticleId == other && label.SecondArticleId == one));

    /// <summary>A story, or the one that it became part of; null where there never was one.</summary>
    public static async Task<Story?> FindStoryAsync(this IQueryable<Story> stories, long id, CancellationToken cancellationToken)
    {
        var story = await stories.SingleOrDefaultAsync(found => found.Id == id, cancellationToken);
        while (story?.MergedIntoId is { } next)
        {
            story = await stories.SingleAsync(found => found.Id == next, cancellationToken);
        }

        return story;
    }
}
