using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Monitor.Articles;
using Monitor.Feeds;
using Monitor.Feeds.Polling;
using Monitor.Net;
using Monitor.Runs;
using Monitor.Storage;
using Monitor.Storage.Machine;

namespace Monitor.Pipeline;

/// <summary>
/// The first run: fetches the feeds that are due and keeps their new entries as pending articles. The unit of work is one poll of one
/// feed: claim, fetch and parse without a transaction, one fenced commit.
/// </summary>
public sealed class CollectRun(
    MonitorDbContextFactory contexts, FeedFetcher fetcher, CollectOptions options, TimeProvider clock, ILogger<CollectRun> logger)
{
    private const string Polled = "feeds polled";
    private const string Unchanged = "unchanged";
    private const string Failed = "failed";
    private const string Postponed = "postponed";
    private const string NewArticles = "new articles";
    private const string ListedAgain = "listed again";
    private const string ChangedArticles = "changed articles";

    // A run ends some time even when there is always something due, so that it is reported.
    private static readonly TimeSpan RunMax = TimeSpan.FromMinutes(10);

    // While fetches are under way: how often to look for more that is due. Real time, whatever clock the feeds live by.
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(250);

    private static readonly TimeSpan AfterMachineFault = TimeSpan.FromMinutes(1);

    // What one poll brings takes many times the length of its document until it is committed; the others wait as bytes. A database takes few at a time.
    private static readonly SemaphoreSlim Readings = new(8);

    private readonly NetworkWatch _network = new();
    private readonly PollKeeper _keeper = new(contexts, clock, logger);
    private volatile MachineFault? _networkFault;

    /// <summary>Polls everything that is due, until nothing is.</summary>
    public async Task<RunReport> RunAsync(CancellationToken cancellationToken)
    {
        await SpreadAfterStopAsync(cancellationToken);
        var tally = NewTally();
        var begun = clock.GetTimestamp();
        var running = new List<Task>();
        var sinceLook = new Stopwatch();
        while (true)
        {
            // A large document that waits for its place keeps no small one waiting.
            var free = options.FetchesAtOnce - running.Count + Math.Min(LargeDocuments.Waiting, options.FetchesAtOnce);
            if (free > 0 && (running.Count == 0 || sinceLook.Elapsed >= LookEvery) && clock.GetElapsedTime(begun) < RunMax)
            {
                sinceLook.Restart();
                var claimed = await DatabaseRetry.RunAsync(() => ClaimAsync(free, cancellationToken), cancellationToken);
                running.AddRange(claimed.Select(feed => PollAsync(feed, tally, cancellationToken)));
            }

            if (running.Count == 0)
            {
                if (clock.GetElapsedTime(begun) >= RunMax || !await WaitForHostAsync(cancellationToken))
                {
                    if (_network.IsDown && _networkFault is { } fault)
                    {
                        tally.Broke(fault);
                    }

                    return tally.Report(clock.GetElapsedTime(begun));
                }

                continue;
            }

            await Task.WhenAny([.. running, Task.Delay(LookEvery, TimeProvider.System, cancellationToken)]);
            cancellationToken.ThrowIfCancellationRequested();
            running.RemoveAll(poll => poll.IsCompleted);
        }
    }

    /// <summary>Polls one feed now, still conditionally, unless it was just polled or its server wants rest.</summary>
    /// <returns>What stands in its history now, or why it was not polled.</returns>
    public async Task<(FeedFetch? Fetch, string? Refusal)> PollNowAsync(int feedId, CancellationToken cancellationToken)
    {
        await using var db = contexts.CreateDbContext();
        var feed = await db.Set<Feed>().AsNoTracking().SingleOrDefaultAsync(feed => feed.Id == feedId, cancellationToken);
        if (feed is null)
        {
            return (null, $"there is no feed {feedId}");
        }

        if (FeedMemory.PollNowRefusal(feed, clock.GetUtcNow()) is { } refusal)
        {
            return (null, refusal);
        }

        if (await db.ClaimAsync(feedId, cancellationToken) is not { } claimed)
        {
            return (null, "another worker is polling it right now");
        }

        var tally = NewTally();
        await PollAsync(claimed, tally, cancellationToken);
        var latest = await db.Set<FeedFetch>().AsNoTracking()
            .Where(fetch => fetch.FeedId == feedId && fetch.Number > feed.PollCount)
            .OrderByDescending(fetch => fetch.Number)
            .FirstOrDefaultAsync(cancellationToken);
        return (latest, latest is null ? await WhyNotKeptAsync(db, claimed, tally, cancellationToken) : null);
    }

    /// <summary>A poll without a line in the history: it came to grief, was put off with the reason it left on the feed, or was fenced off.</summary>
    private static async Task<string> WhyNotKeptAsync(MonitorDbContext db, Feed claimed, RunTally tally, CancellationToken cancellationToken)
    {
        if (tally.Skipped is [var skipped, ..])
        {
            return skipped;
        }

        if (tally.Fault is { } fault)
        {
            return fault.ToString();
        }

        var feed = await db.Set<Feed>().AsNoTracking().SingleOrDefaultAsync(feed => feed.Id == claimed.Id, cancellationToken);
        return feed is null ? "it was removed meanwhile"
            : feed.Attempt == claimed.Attempt && feed.NextPollReason is { Length: > 0 } reason ? reason
            : "another worker has polled it";
    }

    /// <summary>Keeps what was fetched already when the feed was added, so that adding it costs its publisher one request.</summary>
    public async Task<FeedFetch?> AdoptAsync(int feedId, FetchResult fetched, CancellationToken cancellationToken)
    {
        await using var db = contexts.CreateDbContext();
        if (await db.ClaimAsync(feedId, cancellationToken) is not { } feed || FeedReading.Of(feed, fetched, options.Reader) is not { } reading)
        {
            return null;
        }

        await _keeper.KeepAsync(feed, reading, cancellationToken);
        return await db.Set<FeedFetch>().AsNoTracking().Where(fetch => fetch.FeedId == feedId)
            .OrderByDescending(fetch => fetch.Number).FirstOrDefaultAsync(cancellationToken);
    }

    private async Task SpreadAfterStopAsync(CancellationToken cancellationToken)
    {
        await using var db = contexts.CreateDbContext();
        var spread = await db.SpreadOverdueAsync(clock.GetUtcNow(), cancellationToken);
        if (spread > 0)
        {
            logger.Spread(spread);
        }
    }

    private async Task<IReadOnlyList<Feed>> ClaimAsync(int feedsMax, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        if (now < _network.PausedUntil)
        {
            return [];
        }

        await using var db = contexts.CreateForgetful();
        return await db.ClaimDueAsync(now, _network.IsDown ? 1 : feedsMax, cancellationToken);
    }

    /// <summary>Waits for the next host that keeps a due feed waiting; false when none does, or not for long.</summary>
    private async Task<bool> WaitForHostAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        if (now < _network.PausedUntil)
        {
            return false;
        }

        await using var db = contexts.CreateDbContext();
        if (await db.HostFreeAtAsync(now, cancellationToken) is not { } freeAt || freeAt - now > HostTurn.WaitMax)
        {
            return false;
        }

        await clock.WaitAsync(freeAt > now ? freeAt - now : LookEvery, cancellationToken);
        return true;
    }

    private async Task PollAsync(Feed feed, RunTally tally, CancellationToken cancellationToken)
    {
        try
        {
            var validators = FeedReading.DoubtsValidators(feed, clock.GetUtcNow()) ? null : feed.Validators;
            using var place = new LargeDocuments.Place();
            await using var renewal = new LeaseRenewal(contexts, (db, token) => db.RenewClaimAsync(feed, token));
            // Network: no transaction is open.
            var credentials = feed.CredentialsBy(contexts.Secrets);
            var result = await fetcher.FetchAsync(new Uri(feed.Url), validators, credentials, cancellationToken, feed.UserAgent, place);
            if (result is FetchResult.Postponed later)
            {
                await _keeper.PostponeAsync(feed, later.Until, later.Reason, cancellationToken);
                tally.Count(Postponed);
                return;
            }

            if (result is not FetchResult.Fetched)
            {
                await KeepAsync(feed, FeedReading.Of(feed, result, options.Reader)!, tally, cancellationToken);
                return;
            }

            await Readings.WaitAsync(cancellationToken);
            try
            {
                await KeepAsync(feed, FeedReading.Of(feed, result, options.Reader)!, tally, cancellationToken);
            }
            finally
            {
                Readings.Release();
            }
        }
        catch (Exception exception) when (exception is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            await GiveUpAsync(feed, exception, tally, cancellationToken);
        }
    }

    private async Task KeepAsync(Feed feed, FeedReading reading, RunTally tally, CancellationToken cancellationToken)
    {
        if (_network.IsOurs(clock.GetUtcNow(), feed.Host, feed.Id, reading.Outcome, out var takeBack))
        {
            await _keeper.TakeBackAsync(feed, reading, takeBack, _network.PausedUntil, cancellationToken);
            _networkFault = new MachineFault(MachineFaultKind.Network, $"no host answers, feed {feed.Id}: {reading.Note}");
            return;
        }

        var kept = await _keeper.KeepAsync(feed, reading, cancellationToken);                                             // one commit, fenced by the claim
        Count(tally, reading.Outcome, kept);
    }

    /// <summary>A poll that came to nothing. Where the machine failed, the feed waits a minute and not its hour: it is not to blame.</summary>
    private async Task GiveUpAsync(Feed feed, Exception exception, RunTally tally, CancellationToken cancellationToken)
    {
        var fault = MachineFault.Of(exception);
        var nextPollAt = clock.GetUtcNow() + (fault.IsOfTheMachine ? AfterMachineFault : PollSchedule.IntervalAtFirst);
        if (fault.IsOfTheMachine)
        {
            tally.Broke(fault);
        }
        else
        {
            logger.FeedSkipped(exception, feed.Id, nextPollAt);
            tally.Skip($"feed {feed.Id}: {exception.Message}");
        }

        try
        {
            await _keeper.FailAsync(feed, exception, nextPollAt, cancellationToken);
        }
        catch (Exception again) when (MachineFault.Of(again) is { IsOfTheMachine: true } still)
        {
            // Nothing can be noted now: the claim runs out by itself, and the feed is due as before.
            tally.Broke(still);
        }
    }

    private static RunTally NewTally() => new(RunNames.Collect, [Polled, Unchanged, Failed, Postponed, NewArticles, ListedAgain, ChangedArticles]);

    private static void Count(RunTally tally, PollOutcome outcome, IntakeCounts? kept)
    {
        tally.Count(Polled);
        tally.Count(Unchanged, outcome is PollOutcome.NotModified or PollOutcome.SameBody ? 1 : 0);
        tally.Count(Failed, outcome.IsSuccess ? 0 : 1);
        tally.Count(NewArticles, kept?.Created ?? 0);
        tally.Count(ListedAgain, kept?.Linked ?? 0);
        tally.Count(ChangedArticles, kept?.Changed ?? 0);
    }
}
