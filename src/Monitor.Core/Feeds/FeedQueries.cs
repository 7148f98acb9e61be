using Microsoft.EntityFrameworkCore;
using Monitor.Net;
using Monitor.Storage;

namespace Monitor.Feeds;

/// <summary>Named questions about feeds, and their claims.</summary>
public static class FeedQueries
{
    /// <summary>What a poll says of a feed is committed within this time of the instant that it notes.</summary>
    public static readonly TimeSpan KeptWithin = TimeSpan.FromMinutes(3);

    /// <summary>Looked at for one claim: enough to find a free host behind a crowd of feeds of one host.</summary>
    private const int CandidatesMax = 500;

    /// <summary>About the pace of 100,000 feeds polled hourly.</summary>
    private const int PollsPerSecondAfterStop = 25;

    private const int SpreadStep = 250;

    /// <summary>No poll of any feed for longer than this: Monitor stood still.</summary>
    private static readonly TimeSpan StopMin = TimeSpan.FromMinutes(15);

    /// <summary>The feeds to poll at <paramref name="now"/>.</summary>
    public static IQueryable<Feed> DueForPoll(this IQueryable<Feed> feeds, DateTimeOffset now) =>
        feeds.Where(feed => feed.NextPollAt <= now).OrderBy(feed => feed.NextPollAt);

    /// <summary>The feeds that are shown in a state (<see cref="Feed.ShownState"/>).</summary>
    public static IQueryable<Feed> ShownIn(this IQueryable<Feed> feeds, FeedState state) => state switch
    {
        FeedState.Healthy => feeds.Where(feed => feed.State == FeedState.Healthy && feed.FailuresInARow == 0),
        FeedState.Failing => feeds.Where(feed => feed.State == FeedState.Failing || (feed.State == FeedState.Healthy && feed.FailuresInARow > 0)),
        _ => feeds.Where(feed => feed.State == state),
    };

    /// <summary>The feeds that began to fail, fell silent, went or began to refuse us in a span of time, and still do, newest first.</summary>
    public static IQueryable<Feed> InTroubleSince(this IQueryable<Feed> feeds, DateTimeOffset after, DateTimeOffset until) =>
        feeds.Where(feed => feed.StateChangedAt > after && feed.StateChangedAt <= until
                && (feed.State == FeedState.Failing || feed.State == FeedState.Partial
                    || feed.State == FeedState.Silent || feed.State == FeedState.Gone || feed.State == FeedState.Blocked))
            .OrderByDescending(feed => feed.StateChangedAt)
            .ThenBy(feed => feed.Id);

    /// <summary>
    /// Claims feeds that are due, longest overdue first, one a host, and only of hosts that may be asked now. Each claim counts the
    /// feed's attempt number up: only its holder writes. Answers the claimed feeds with their outlets.
    /// </summary>
    public static async Task<IReadOnlyList<Feed>> ClaimDueAsync(
        this MonitorDbContext db, DateTimeOffset now, int feedsMax, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        var leaseNow = await db.NowAsync(cancellationToken);
        var leaseUntil = leaseNow + LeaseTimes.Duration;
        var ids = db is SqliteMonitorDbContext
            ? await ClaimOnSqliteAsync(
                db, UtcTextConverter.Format(now), UtcTextConverter.Format(leaseNow), UtcTextConverter.Format(leaseUntil), feedsMax, cancellationToken)
            : await ClaimOnPostgresAsync(db, now, leaseNow, leaseUntil, feedsMax, cancellationToken);
        return await ClaimedAsync(db, ids, cancellationToken);
    }

    /// <summary>Claims one feed, due or not; null while another worker polls it.</summary>
    public static async Task<Feed?> ClaimAsync(this MonitorDbContext db, int feedId, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        var leaseNow = await db.NowAsync(cancellationToken);
        var leaseUntil = leaseNow + LeaseTimes.Duration;
        var claimed = await db.Set<Feed>()
            .Where(feed => feed.Id == feedId && (feed.LeaseUntil == null || feed.LeaseUntil < leaseNow))
            .ExecuteUpdateAsync(
                set => set.SetProperty(feed => feed.Attempt, feed => feed.Attempt + 1).SetProperty(feed => feed.LeaseUntil, leaseUntil),
                cancellationToken);
        return claimed == 0 ? null : (await ClaimedAsync(db, [feedId], cancellationToken)).Single();
    }

    /// <summary>Renews a claim; false when a later attempt has the feed.</summary>
    public static async Task<bool> RenewClaimAsync(this MonitorDbContext db, Feed claimed, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(claimed);
        DateTimeOffset? leaseUntil = await db.NowAsync(cancellationToken) + LeaseTimes.Duration;
        return await db.Set<Feed>()
            .Where(feed => feed.Id == claimed.Id && feed.Attempt == claimed.Attempt && feed.LeaseUntil != null)
            .ExecuteUpdateAsync(set => set.SetProperty(feed => feed.LeaseUntil, leaseUntil), cancellationToken) == 1;
    }

    /// <summary>
    /// Gives the claim back inside the transaction that is about to commit; false when a later attempt has the feed, and nothing of this
    /// one may be written. The row stays locked until the commit.
    /// </summary>
    public static async Task<bool> EndClaimAsync(this MonitorDbContext db, Feed claimed, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(claimed);
        return await db.Set<Feed>()
            .Where(feed => feed.Id == claimed.Id && feed.Attempt == claimed.Attempt && feed.LeaseUntil != null)
            .ExecuteUpdateAsync(set => set.SetProperty(feed => feed.LeaseUntil, (DateTimeOffset?)null), cancellationToken) == 1;
    }

    /// <summary>
    /// The claimed feed with its outlet, to be changed and saved in the transaction under way, which gives the claim back; null when a later attempt has
    /// the feed, and nothing of this one may be written. The row stays locked until the commit: SQLite's transactions begin with the right to write. On
    /// PostgreSQL it is locked as an update locks it, so that whoever adds a row that names the feed need not wait.
    /// </summary>
    public static async Task<Feed?> TakeClaimedAsync(this MonitorDbContext db, Feed claimed, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(claimed);
        var (id, attempt) = (claimed.Id, claimed.Attempt);
        var held = db is SqliteMonitorDbContext
            ? db.Set<Feed>().Where(feed => feed.Id == id && feed.Attempt == attempt && feed.LeaseUntil != null)
            : db.Set<Feed>().FromSql(
                $"""
                 SELECT * FROM "Feeds" WHERE "Id" = {id} AND "Attempt" = {attempt} AND "LeaseUntil" IS NOT NULL
                 FOR NO KEY UPDATE
                 """);
        var feed = await held.Include(feed => feed.Outlet).SingleOrDefaultAsync(cancellationToken);
        feed?.LeaseUntil = null;
        return feed;
    }

    /// <summary>When the first of the hosts is free that keep due feeds waiting; null when none waits for its host.</summary>
    public static async Task<DateTimeOffset?> HostFreeAtAsync(this MonitorDbContext db, DateTimeOffset now, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        var hosts = await (
            from feed in db.Set<Feed>().AsNoTracking().DueForPoll(now).Where(feed => feed.LeaseUntil == null).Take(CandidatesMax)
            join host in db.Set<WebHost>() on feed.Host equals host.Name
            select host).ToListAsync(cancellationToken);
        return hosts.Count == 0 ? null : hosts.Min(host => host.Use.FreeAt);
    }

    /// <summary>When the next feed is due; null when none is planned.</summary>
    public static Task<DateTimeOffset?> NextPollAtAsync(this MonitorDbContext db, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        return db.Set<Feed>().MinAsync(feed => feed.NextPollAt, cancellationToken);
    }

    /// <summary>
    /// After a long stop all would be due at once: spreads them, longest overdue first, at 25 a second. A feed that was never polled is not late, and
    /// whoever adds many wants to see them. Answers how many were moved.
    /// </summary>
    public static async Task<int> SpreadOverdueAsync(this MonitorDbContext db, DateTimeOffset now, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        var feeds = db.Set<Feed>();
        var lastPolledAt = await feeds.MaxAsync(feed => feed.LastPolledAt, cancellationToken);
        if (lastPolledAt is null || lastPolledAt > now - StopMin)
        {
            return 0;
        }

        var overdue = await feeds.Where(feed => feed.LastPolledAt != null).DueForPoll(now).Select(feed => feed.Id).Skip(SpreadStep)
            .ToListAsync(cancellationToken);
        var at = now;
        foreach (var step in overdue.Chunk(SpreadStep))
        {
            at += TimeSpan.FromSeconds((double)SpreadStep / PollsPerSecondAfterStop);
            await feeds.Where(feed => step.Contains(feed.Id)).ExecuteUpdateAsync(
                set => set.SetProperty(feed => feed.NextPollAt, at).SetProperty(feed => feed.NextPollReason, "spread out after a stop"), cancellationToken);
        }

        return overdue.Count;
    }

    private static async Task<IReadOnlyList<Feed>> ClaimedAsync(MonitorDbContext db, List<int> ids, CancellationToken cancellationToken) =>
        ids.Count == 0
            ? []
            : await db.Set<Feed>().AsNoTracking().Include(feed => feed.Outlet)
                .Where(feed => ids.Contains(feed.Id))
                .OrderBy(feed => feed.NextPollAt)
                .ToListAsync(cancellationToken);

    private static Task<List<int>> ClaimOnSqliteAsync(
        MonitorDbContext db, string now, string leaseNow, string leaseUntil, int feedsMax, CancellationToken cancellationToken) =>
        db.Database.SqlQuery<int>(
            $"""
             UPDATE "Feeds" SET "Attempt" = "Attempt" + 1, "LeaseUntil" = {leaseUntil}
             WHERE "Id" IN (
                 SELECT "Id" FROM (
                     SELECT "Id", "NextPollAt", row_number() OVER (PARTITION BY "Host" ORDER BY "NextPollAt") AS "Turn" FROM (
                         SELECT f."Id", f."Host", f."NextPollAt" FROM "Feeds" AS f
                         WHERE f."NextPollAt" <= {now} AND (f."LeaseUntil" IS NULL OR f."LeaseUntil" < {leaseNow})
                           AND NOT EXISTS (
                               SELECT 1 FROM "WebHosts" AS h WHERE h."Name" = f."Host"
                                 AND (h."NextRequestAt" > {now} OR (h."FirstLeasedUntil" > {now} AND h."SecondLeasedUntil" > {now})))
                         ORDER BY f."NextPollAt" LIMIT {CandidatesMax}))
                 WHERE "Turn" = 1 ORDER BY "NextPollAt" LIMIT {feedsMax})
             RETURNING "Id" AS "Value"
             """).ToListAsync(cancellationToken);

    private static Task<List<int>> ClaimOnPostgresAsync(
        MonitorDbContext db, DateTimeOffset now, DateTimeOffset leaseNow, DateTimeOffset leaseUntil, int feedsMax, CancellationToken cancellationToken) =>
        db.Database.SqlQuery<int>(
            $"""
             WITH due AS (
                 SELECT f."Id", f."Host", f."NextPollAt" FROM "Feeds" AS f
                 WHERE f."NextPollAt" <= {now} AND (f."LeaseUntil" IS NULL OR f."LeaseUntil" < {leaseNow})
                   AND NOT EXISTS (
                       SELECT 1 FROM "WebHosts" AS h WHERE h."Name" = f."Host"
                         AND (h."NextRequestAt" > {now} OR (h."FirstLeasedUntil" > {now} AND h."SecondLeasedUntil" > {now})))
                 ORDER BY f."NextPollAt" LIMIT {CandidatesMax}),
             turns AS (SELECT "Id", row_number() OVER (PARTITION BY "Host" ORDER BY "NextPollAt") AS "Turn" FROM due),
             free AS (
                 SELECT f."Id" FROM "Feeds" AS f JOIN turns ON turns."Id" = f."Id"
                 WHERE turns."Turn" = 1 AND (f."LeaseUntil" IS NULL OR f."LeaseUntil" < {leaseNow})
                 ORDER BY f."NextPollAt" LIMIT {feedsMax}
                 FOR UPDATE OF f SKIP LOCKED)
             UPDATE "Feeds" AS f SET "Attempt" = f."Attempt" + 1, "LeaseUntil" = {leaseUntil}
             FROM free WHERE f."Id" = free."Id"
             RETURNING f."Id" AS "Value"
             """).ToListAsync(cancellationToken);
}
