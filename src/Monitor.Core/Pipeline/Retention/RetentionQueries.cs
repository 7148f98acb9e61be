using Microsoft.EntityFrameworkCore;
using Monitor.Articles;
using Monitor.AttributionEvents;
using Monitor.Backtests;
using Monitor.Config;
using Monitor.Digests;
using Monitor.Feeds;
using Monitor.Feeds.Polling;
using Monitor.Search;
using Monitor.Storage;
using Monitor.Stories;
using Monitor.Stories.Copies;
using Monitor.Stories.Keeping;

namespace Monitor.Pipeline.Retention;

/// <summary>What may go, and the statements by which it goes. Each changes the rows of a list of ids, inside the caller's transaction.</summary>
internal static class RetentionQueries
{
    // A clock that was set ahead shows a time before which nothing was collected; what comes in while it is wrong says nothing for it.
    private static readonly TimeSpan BearsOutFrom = TimeSpan.FromDays(7);
    private static readonly TimeSpan BearsOutUntil = TimeSpan.FromDays(1);

    /// <summary>Whether Monitor was at work in the days before an instant: then the clock that shows it has not jumped there.</summary>
    public static async Task<bool> BearsOutAsync(this MonitorDbContext db, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var (from, until) = (now - BearsOutFrom, now - BearsOutUntil);
        return await db.Set<Article>().AnyAsync(article => article.CollectedAt >= from && article.CollectedAt <= until, cancellationToken)
            || !await db.Set<Article>().AnyAsync(article => article.CollectedAt < from, cancellationToken);
    }

    /// <summary>Grouped articles whose texts nobody needs any more: not labelled, and no longer compared with new ones.</summary>
    /// <param name="neededFrom">The order of the first article that the story index would take up again.</param>
    public static IQueryable<Article> ToForget(this MonitorDbContext db, DateTimeOffset before, long neededFrom) =>
        db.Unlabelled().Where(article => article.CollectedAt < before && article.TextForgottenAt == null
            && article.ReadAt != null && article.GroupedAt != null
            && !db.Set<ArticleSignature>().Any(signature => signature.ArticleId == article.Id && signature.Order >= neededFrom));

    /// <summary>Articles without text that carry no label, and no attribution that counts.</summary>
    public static IQueryable<Article> ToDelete(this MonitorDbContext db, DateTimeOffset before) =>
        db.Unlabelled().Where(article => article.CollectedAt < before && article.TextForgottenAt != null
            && !db.Set<Attribution>().Any(attribution => attribution.ArticleId == article.Id && !attribution.IsLikely));

    /// <summary>Lets texts go: of the articles, of their revisions, and what only the texts give a meaning to.</summary>
    public static async Task ForgetTextsAsync(this MonitorDbContext db, List<long> ids, DateTimeOffset now, CancellationToken cancellationToken)
    {
        // One may have been labelled, or is to be read again, since they were looked for.
        ids = await db.Unlabelled()
            .Where(article => ids.Contains(article.Id) && article.ReadAt != null && article.GroupedAt != null && article.TextForgottenAt == null)
            .Select(article => article.Id)
            .ToListAsync(cancellationToken);
        IReadOnlyList<AlignedPassage> none = [];
        await db.Set<ArticleRevision>().Where(revision => ids.Contains(revision.ArticleId)).ExecuteDeleteAsync(cancellationToken);
        await db.Set<ArticleSignature>().Where(signature => ids.Contains(signature.ArticleId)).ExecuteDeleteAsync(cancellationToken);
        await db.Set<StoryArticle>().Where(placed => ids.Contains(placed.ArticleId))
            .ExecuteUpdateAsync(set => set.SetProperty(placed => placed.Passages, none), cancellationToken);
        await db.Set<Article>().Where(article => ids.Contains(article.Id)).ExecuteUpdateAsync(
            set => set
                .SetProperty(article => article.Text, "")
                .SetProperty(article => article.FeedSummary, (string?)null)
                .SetProperty(article => article.FeedContent, (string?)null)
                .SetProperty(article => article.TextForgottenAt, (DateTimeOffset?)now),
            cancellationToken);
        await IndexRun.PutAsync(db, ids, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
    }

    /// <summary>Deletes articles. Their stories keep title, counts and dates; the ledger keeps their entries from coming back.</summary>
    public static async Task DeleteArticlesAsync(this MonitorDbContext db, List<long> ids, CancellationToken cancellationToken)
    {
        // One may have been labelled, or what it likely says confirmed, since they were looked for.
        ids = await db.Unlabelled()
            .Where(article => ids.Contains(article.Id) && !db.Set<Attribution>().Any(one => one.ArticleId == article.Id && !one.IsLikely))
            .Select(article => article.Id)
            .ToListAsync(cancellationToken);
        await db.Set<ArticleListing>().Where(listing => ids.Contains(listing.ArticleId)).ExecuteDeleteAsync(cancellationToken);
        await db.Set<SetAsideArticle>().Where(aside => ids.Contains(aside.ArticleId)).ExecuteDeleteAsync(cancellationToken);
        await db.Set<StoryArticle>().Where(placed => ids.Contains(placed.ArticleId)).ExecuteDeleteAsync(cancellationToken);
        await db.Set<Attribution>().Where(likely => ids.Contains(likely.ArticleId) && likely.IsLikely).ExecuteDeleteAsync(cancellationToken);
        var keys = await db.Set<Article>().Where(article => ids.Contains(article.Id) && article.SearchKey != null)
            .Select(article => article.SearchKey!.Value).ToListAsync(cancellationToken);
        await ArticleIndex.RemoveAsync(db, keys, cancellationToken);
        await db.Set<Article>().Where(article => ids.Contains(article.Id)).ExecuteDeleteAsync(cancellationToken);
    }

    /// <summary>Past digests that still say what they told.</summary>
    public static IQueryable<ComposedDigest> ToForget(this DbSet<ComposedDigest> digests, DateTimeOffset before) =>
        digests.Where(digest => digest.ComposedAt < before && digest.Content != null);

    /// <summary>Versions of the config that a later one replaced before an instant.</summary>
    public static IQueryable<ConfigVersion> ToDelete(this DbSet<ConfigVersion> versions, DateTimeOffset before) =>
        versions.Where(version => versions.Any(later =>
            later.File == version.File && later.Item == version.Item && later.Number > version.Number && later.At < before));

    /// <summary>Feeds that nobody has polled since an instant and whose polls are still listed.</summary>
    public static IQueryable<Feed> ToForgetPolls(this MonitorDbContext db, DateTimeOffset before) =>
        db.Set<Feed>().Where(feed => feed.LastPolledAt < before && db.Set<FeedFetch>().Any(fetch => fetch.FeedId == feed.Id));

    private static IQueryable<Article> Unlabelled(this MonitorDbContext db) =>
        db.Set<Article>().Where(article =>
            !db.Set<RuleLabel>().Any(label => label.ArticleId == article.Id)
            && !db.Set<StoryLabel>().Any(label => label.FirstArticleId == article.Id)
            && !db.Set<StoryLabel>().Any(label => label.SecondArticleId == article.Id)
            && !db.Set<CopyLabel>().Any(label => label.FirstArticleId == article.Id)
            && !db.Set<CopyLabel>().Any(label => label.SecondArticleId == article.Id));
}
