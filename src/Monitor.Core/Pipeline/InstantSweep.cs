using System.Diagnostics;
using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Monitor.Alerts;
using Monitor.Articles;
using Monitor.Delivery;
using Monitor.Feeds;
using Monitor.Net;
using Monitor.Runs;
using Monitor.Storage;
using Monitor.Subscribers;

namespace Monitor.Pipeline;

/// <summary>
/// Sets instants anew that lie further ahead than their rule allows (<see cref="InstantRules"/>), at start, hourly and when the clock has moved. By the
/// database's clock: one worker's wrong clock must not move what all share.
/// </summary>
public sealed class InstantSweep(MonitorDbContextFactory contexts, ILogger<InstantSweep> logger)
{
    private const string Leases = "leases";
    private const string Hosts = "hosts";
    private const string Polls = "polls";
    private const string Readings = "articles to read";
    private const string Messages = "messages";
    private const string Digests = "digests";
    private const string Ways = "ways out";
    private const string Alerts = "alerts";

    private static readonly OutboxState[] Tried =
        [OutboxState.Sent, OutboxState.Deferred, OutboxState.Rejected, OutboxState.Unknown, OutboxState.Parked, OutboxState.Withdrawn];

    public async Task<RunReport> RunAsync(CancellationToken cancellationToken)
    {
        var started = Stopwatch.GetTimestamp();
        var tally = new RunTally(RunNames.Clock, [], Leases, Hosts, Polls, Readings, Messages, Digests, Ways, Alerts);
        await using var db = contexts.CreateDbContext();
        var now = await db.NowAsync(cancellationToken);
        await LeasesAsync(db, now, tally, cancellationToken);
        await HostsAsync(db, now, tally, cancellationToken);
        await PollsAsync(db, now, tally, cancellationToken);
        await ReadingsAsync(db, now, tally, cancellationToken);
        await MessagesAsync(db, now, tally, cancellationToken);
        await DigestsAsync(db, now, tally, cancellationToken);
        await WaysAsync(db, now, tally, cancellationToken);
        await DoneAsync(db, now, tally, cancellationToken);
        var report = tally.Report(Stopwatch.GetElapsedTime(started));
        if (report.DidWork)
        {
            logger.InstantsSetAnew(string.Join(", ", report.Counts.Select(count => $"{count.Value} {count.Key}")), now);
        }

        return report;
    }

    private static async Task LeasesAsync(MonitorDbContext db, DateTimeOffset now, RunTally tally, CancellationToken cancellationToken)
    {
        var longest = now + LeaseTimes.Duration + InstantRules.Skew;
        DateTimeOffset until = now + LeaseTimes.Duration;
        tally.Count(Leases, await db.Set<Lease>().Where(lease => lease.ExpiresAt > longest)
            .ExecuteUpdateAsync(set => set.SetProperty(lease => lease.ExpiresAt, until), cancellationToken));
        tally.Count(Leases, await db.Set<Feed>().Where(feed => feed.LeaseUntil > longest)
            .ExecuteUpdateAsync(set => set.SetProperty(feed => feed.LeaseUntil, (DateTimeOffset?)until), cancellationToken));
        // Of what waits to be read, by its index: of all, each start and each hour read a year's texts, and nobody wrote meanwhile.
        tally.Count(Leases, await db.Set<Article>().Where(article => article.ReadAt == null && article.ReadLeaseUntil > longest)
            .ExecuteUpdateAsync(set => set.SetProperty(article => article.ReadLeaseUntil, (DateTimeOffset?)until), cancellationToken));
    }

    private static async Task HostsAsync(MonitorDbContext db, DateTimeOffset now, RunTally tally, CancellationToken cancellationToken)
    {
        var longest = now + HostTurn.LeaseMax + InstantRules.Skew;
        var rest = now + InstantRules.WaitMax + InstantRules.Skew;
        var hosts = await db.Set<WebHost>().AsNoTracking()
            .Where(host => host.NextRequestAt > rest || host.FirstLeasedUntil > longest || host.SecondLeasedUntil > longest)
            .ToListAsync(cancellationToken);
        foreach (var host in hosts)
        {
            var next = InstantRules.Planned(host.NextRequestAt, null, now) ?? host.NextRequestAt;
            var first = InstantRules.Lease(host.FirstLeasedUntil, HostTurn.LeaseMax, now) ?? host.FirstLeasedUntil;
            var second = InstantRules.Lease(host.SecondLeasedUntil, HostTurn.LeaseMax, now) ?? host.SecondLeasedUntil;
            tally.Count(Hosts, await db.Set<WebHost>()
                .Where(row => row.Name == host.Name && row.NextRequestAt == host.NextRequestAt
                    && row.FirstLeasedUntil == host.FirstLeasedUntil && row.SecondLeasedUntil == host.SecondLeasedUntil)
                .ExecuteUpdateAsync(
                    set => set
                        .SetProperty(row => row.NextRequestAt, next)
                        .SetProperty(row => row.FirstLeasedUntil, first)
                        .SetProperty(row => row.SecondLeasedUntil, second),
                    cancellationToken));
        }
    }

    private static async Task PollsAsync(MonitorDbContext db, DateTimeOffset now, RunTally tally, CancellationToken cancellationToken)
    {
        var (latest, longest) = (now + InstantRules.Skew, now + InstantRules.WaitMax + InstantRules.Skew);
        var feeds = await db.Set<Feed>().AsNoTracking()
            .Where(feed => (feed.NextPollAt > longest && feed.NextPollAt < InstantRules.Never) || feed.NotBefore > longest || feed.LastPolledAt > latest)
            .Select(feed => new { feed.Id, feed.Attempt, feed.NextPollAt, feed.NotBefore, feed.LastPolledAt })
            .ToListAsync(cancellationToken);
        foreach (var feed in feeds)
        {
            var next = feed.NextPollAt is { } due ? InstantRules.Planned(due, feed.LastPolledAt, now) ?? due : (DateTimeOffset?)null;
            var notBefore = feed.NotBefore is { } rest ? InstantRules.Planned(rest, feed.LastPolledAt, now) ?? rest : (DateTimeOffset?)null;
            var polledAt = feed.LastPolledAt is { } at ? InstantRules.Done(at, now) ?? at : (DateTimeOffset?)null;
            tally.Count(Polls, await db.Set<Feed>().Where(row => row.Id == feed.Id && row.Attempt == feed.Attempt && row.NextPollAt == feed.NextPollAt)
                .ExecuteUpdateAsync(
                    set => set
                        .SetProperty(row => row.NextPollAt, next)
                        .SetProperty(row => row.NextPollReason, "set anew: a clock was ahead")
                        .SetProperty(row => row.NotBefore, notBefore)
                        .SetProperty(row => row.LastPolledAt, polledAt),
                    cancellationToken));
        }
    }

    private static async Task ReadingsAsync(MonitorDbContext db, DateTimeOffset now, RunTally tally, CancellationToken cancellationToken)
    {
        var (latest, longest) = (now + InstantRules.Skew, now + InstantRules.WaitMax + InstantRules.Skew);
        Expression<Func<Article, bool>> isAhead = article =>
            article.ReadAt == null && (article.ReadDueAt > longest || (article.CollectedAt > latest && article.ReadDueAt > now));
        var articles = await db.Set<Article>().AsNoTracking().Where(isAhead)
            .Select(article => new { article.Id, article.ReadDueAt, article.CollectedAt }).ToListAsync(cancellationToken);
        foreach (var article in articles)
        {
            var due = InstantRules.Planned(article.ReadDueAt, article.CollectedAt, now) ?? article.ReadDueAt;
            tally.Count(Readings, await db.Set<Article>().Where(row => row.Id == article.Id && row.ReadDueAt == article.ReadDueAt)
                .ExecuteUpdateAsync(set => set.SetProperty(row => row.ReadDueAt, due), cancellationToken));
        }
    }

    private static async Task MessagesAsync(MonitorDbContext db, DateTimeOffset now, RunTally tally, CancellationToken cancellationToken)
    {
        var (latest, longest, lease) = (now + InstantRules.Skew, now + InstantRules.WaitMax + InstantRules.Skew, now + LeaseTimes.Duration + InstantRules.Skew);
        var until = now + LeaseTimes.Duration;
        tally.Count(Messages, await db.Set<OutboxMessage>().Where(message => message.LeaseExpiresAt > lease)
            .ExecuteUpdateAsync(set => set.SetProperty(message => message.LeaseExpiresAt, (DateTimeOffset?)until), cancellationToken));
        var messages = await db.Set<OutboxMessage>().AsNoTracking()
            .Where(message => message.DueAt > longest || (message.DueAt > now && (message.CreatedAt > latest || message.EndedAt > latest)))
            .Select(message => new { message.Id, message.DueAt, message.CreatedAt, message.EndedAt }).ToListAsync(cancellationToken);
        foreach (var message in messages)
        {
            var due = InstantRules.Planned(message.DueAt!.Value, message.EndedAt ?? message.CreatedAt, now) ?? message.DueAt.Value;
            tally.Count(Messages, await db.Set<OutboxMessage>().Where(row => row.Id == message.Id && row.DueAt == message.DueAt)
                .ExecuteUpdateAsync(set => set.SetProperty(row => row.DueAt, (DateTimeOffset?)due), cancellationToken));
        }
    }

    private static async Task DigestsAsync(MonitorDbContext db, DateTimeOffset now, RunTally tally, CancellationToken cancellationToken)
    {
        var latest = now + InstantRules.Skew;
        // A pause puts the next digest off, by as much as the reader wants.
        var subscribers = db.Set<Subscriber>().AsNoTracking().Where(one => one.NextDigestAt > latest && (one.PausedUntil == null || one.PausedUntil <= now));
        foreach (var subscriber in await subscribers.ToListAsync(cancellationToken))
        {
            var due = subscriber.NextDigestAt!.Value;
            if (InstantRules.Digest(due, subscriber.Settings.Digests, subscriber.Settings.Zone(), now) is { } anew)
            {
                tally.Count(Digests, await db.Set<Subscriber>().Where(row => row.Id == subscriber.Id && row.NextDigestAt == due)
                    .ExecuteUpdateAsync(set => set.SetProperty(row => row.NextDigestAt, (DateTimeOffset?)anew), cancellationToken));
            }
        }
    }

    private static async Task WaysAsync(MonitorDbContext db, DateTimeOffset now, RunTally tally, CancellationToken cancellationToken)
    {
        var latest = now + HaltedWay.WaitMax + InstantRules.Skew;
        tally.Count(Ways, await db.Set<HaltedWay>().Where(way => way.NextTryAt > latest)
            .ExecuteUpdateAsync(set => set.SetProperty(way => way.NextTryAt, now), cancellationToken));
    }

    /// <summary>
    /// What was done in the future would count against the rates of mails and alerts, and what is to begin there would keep digests back. A pause
    /// that ends later is meant so.
    /// </summary>
    private static async Task DoneAsync(MonitorDbContext db, DateTimeOffset now, RunTally tally, CancellationToken cancellationToken)
    {
        var latest = now + InstantRules.Skew;
        tally.Count(Messages, await db.Set<OutboxMessage>().Where(message => Tried.Contains(message.State) && message.EndedAt > latest)
            .ExecuteUpdateAsync(set => set.SetProperty(message => message.EndedAt, (DateTimeOffset?)now), cancellationToken));
        tally.Count(Alerts, await db.Set<AlertEntry>().Where(entry => entry.EndedAt > latest)
            .ExecuteUpdateAsync(set => set.SetProperty(entry => entry.EndedAt, (DateTimeOffset?)now), cancellationToken));
        tally.Count(Digests, await db.Set<Subscriber>()
            .Where(one => one.DigestsFrom > latest && (one.PausedUntil == null || one.PausedUntil < one.DigestsFrom))
            .ExecuteUpdateAsync(set => set.SetProperty(one => one.DigestsFrom, (DateTimeOffset?)now), cancellationToken));
    }
}
