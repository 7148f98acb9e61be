using Microsoft.EntityFrameworkCore;
using Monitor.Accounts;
using Monitor.Audit;
using Monitor.Feeds;
using Monitor.Feeds.Polling;
using Monitor.Storage;

namespace Monitor.Articles;

/// <summary>Forgets a feed: its ledger, its history, and which articles it listed. The articles stay.</summary>
public static class FeedRemoval
{
    /// <summary>In one commit; a poll that is under way finds its claim gone and writes nothing.</summary>
    public static async Task<DeedOutcome> RemoveFeedAsync(
        this MonitorDbContext db, int feedId, string author, DateTimeOffset now, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        if (await db.Set<Feed>().AsNoTracking().SingleOrDefaultAsync(feed => feed.Id == feedId, cancellationToken) is not { } feed)
        {
            return new DeedOutcome.Missing($"there is no feed {feedId}");
        }

        await using var transaction = await DeedTransaction.BeginAsync(db, cancellationToken);
        var articles = await db.Set<ArticleListing>().Where(listing => listing.FeedId == feedId).ExecuteDeleteAsync(cancellationToken);
        await db.Set<SeenEntry>().Where(seen => seen.FeedId == feedId).ExecuteDeleteAsync(cancellationToken);
        await db.Set<FeedFetch>().Where(fetch => fetch.FeedId == feedId).ExecuteDeleteAsync(cancellationToken);
        await db.Set<Feed>().Where(one => one.Id == feedId).ExecuteDeleteAsync(cancellationToken);
        db.Record(Deed.FeedRemoved, author, $"feed {feedId}", now, from: $"{feed.Title} at {feed.Url}");
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return new DeedOutcome.Done($"removed with its history; {(articles == 0 ? "no" : $"{articles}")} articles that it listed stay");
    }
}
