using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Monitor.Articles;
using Monitor.Delivery;
using Monitor.Feeds;
using Monitor.Net;
using Monitor.Storage;

namespace Monitor.Pipeline;

/// <summary>
/// What a worker held that is no more. The only worker on a database knows at its start that all claims there are such, and need not wait until they
/// run out. Their fences stay: should the dead one write after all, it writes nothing.
/// </summary>
public static class OldClaims
{
    /// <summary>Frees all claims; to be called by who is the only worker.</summary>
    /// <returns>How many there were.</returns>
    public static async Task<int> FreeAsync(MonitorDbContextFactory contexts, ILogger logger, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(contexts);
        await using var db = contexts.CreateDbContext();
        var (now, free) = (await db.NowAsync(cancellationToken), DateTimeOffset.UnixEpoch);
        DateTimeOffset? over = free;
        var freed = await db.Set<Lease>().Where(lease => lease.ExpiresAt > now)
            .ExecuteUpdateAsync(set => set.SetProperty(lease => lease.ExpiresAt, free), cancellationToken);
        freed += await db.Set<Feed>().Where(feed => feed.LeaseUntil != null)
            .ExecuteUpdateAsync(set => set.SetProperty(feed => feed.LeaseUntil, (DateTimeOffset?)null), cancellationToken);
        // By the index of what waits to be read: of all, each start read a year's texts.
        freed += await db.Set<Article>().Where(article => article.ReadAt == null && article.ReadLeaseUntil != null)
            .ExecuteUpdateAsync(set => set.SetProperty(article => article.ReadLeaseUntil, (DateTimeOffset?)null), cancellationToken);
        freed += await db.Set<WebHost>().Where(host => host.FirstLeasedUntil > now || host.SecondLeasedUntil > now)
            .ExecuteUpdateAsync(
                set => set.SetProperty(host => host.FirstLeasedUntil, free).SetProperty(host => host.SecondLeasedUntil, free), cancellationToken);
        // What was being sent is of unknown outcome, which Deliver says of every message whose lease has run out.
        freed += await db.Set<OutboxMessage>().Where(message => message.LeaseExpiresAt > now)
            .ExecuteUpdateAsync(set => set.SetProperty(message => message.LeaseExpiresAt, over), cancellationToken);
        if (freed > 0)
        {
            logger.ClaimsFreed(freed);
        }

        return freed;
    }
}
