using Microsoft.EntityFrameworkCore;
using Monitor.Articles;
using Monitor.Storage;
using Monitor.Stories.Copies;

namespace Monitor.Stories.Keeping;

/// <summary>Two articles that somebody decided about: whether they are in one story, or whether one copies the other.</summary>
public sealed record DecidedPair(long First, long Second, bool? SameStory, CopyRelation? Relation, string Author, DateTimeOffset DecidedAt);

/// <summary>
/// What analysts decided by hand, to evaluate with: the pairs, and the stories they looked at as these stand now. An article of such a story of which nothing
/// was said counts as rightly placed, since somebody saw it there.
/// </summary>
/// <param name="Articles">The articles of those stories with their texts, in the order in which they appeared.</param>
/// <param name="StoryOf">The story of each article.</param>
public sealed record LabelledStories(IReadOnlyList<DecidedPair> Pairs, IReadOnlyList<Article> Articles, IReadOnlyDictionary<long, long> StoryOf)
{
    /// <summary>Everything that was decided and carried out.</summary>
    public static async Task<LabelledStories> LoadAsync(MonitorDbContext db, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        var stories = db.Set<StoryLabel>().AsNoTracking().Where(label => label.CarriedOutAt != null);
        var copies = db.Set<CopyLabel>().AsNoTracking().Where(label => label.CarriedOutAt != null && !label.IsTakenBack);
        List<DecidedPair> pairs =
        [
            .. await stories.OrderBy(label => label.Id)
                .Select(label => new DecidedPair(label.FirstArticleId, label.SecondArticleId, label.SameStory, null, label.Author, label.DecidedAt))
                .ToListAsync(cancellationToken),
            .. await copies.OrderBy(label => label.Id)
                .Select(label => new DecidedPair(label.FirstArticleId, label.SecondArticleId, null, label.Relation, label.Author, label.DecidedAt))
                .ToListAsync(cancellationToken),
        ];
        var looked = db.Set<StoryArticle>()
            .Where(placed => stories.Any(label => label.FirstArticleId == placed.ArticleId || label.SecondArticleId == placed.ArticleId)
                || copies.Any(label => label.FirstArticleId == placed.ArticleId || label.SecondArticleId == placed.ArticleId))
            .Select(placed => placed.StoryId);
        var places = await db.Set<StoryArticle>()
            .AsNoTracking()
            .Include(placed => placed.Article)
            .Where(placed => looked.Contains(placed.StoryId) && placed.Article!.TextForgottenAt == null)
            .ToListAsync(cancellationToken);
        var known = places.ConvertAll(placed => placed.ArticleId).ToHashSet();
        return new LabelledStories(
            pairs.FindAll(pair => known.Contains(pair.First) && known.Contains(pair.Second)),
            [.. places.Select(placed => placed.Article!).OrderBy(article => article.AppearedAt).ThenBy(article => article.Id)],
            places.ToDictionary(placed => placed.ArticleId, placed => placed.StoryId));
    }
}
