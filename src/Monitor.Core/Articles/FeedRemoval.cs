using Microsoft.EntityFrameworkCore;
using Monitor.Audit;
using Monitor.Feeds;
using Monitor.Feeds.Polling;
using Monitor.Storage;

namespace Monitor.Articles;

/// <summary>Forgets a feed: its ledger, its history, and which articles it listed. The articles stay.</summary>
public static class FeedRemoval
{
    /// <summary>In one commit; a poll that is under way finds its claim gone and writes nothing.</summary>
    /// <returns>How many articles it had listed.</returns>
    public static async Task<int> RemoveAsync(MonitorDbContext db, Feed feed, string author, DateTimeOffset now, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(feed);
        var feedId = feed.Id;
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var articles = await db.Set<ArticleListing>().Where(listing => listing.FeedId == feedId).ExecuteDeleteAsync(cancellationToken);
        await db.Set<SeenEntry>().Where(seen => seen.FeedId == feedId).ExecuteDeleteAsync(cancellationToken);
        await db.Set<FeedFetch>().Where(fetch => fetch.FeedId == feedId).ExecuteDeleteAsync(cancellationToken);
        await db.Set<Feed>().Where(feed => feed.Id == feedId).ExecuteDeleteAsync(cancellationToken);
        db.Record(Deed.FeedRemoved, author, $"feed {feedId}", now, from: $"{feed.Title} at {feed.Url}");
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return articles;
    }
}
