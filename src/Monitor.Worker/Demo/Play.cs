using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Monitor.Alerts;
using Monitor.Feeds;
using Monitor.Net;
using Monitor.Pipeline;
using Monitor.Runs;
using Monitor.Storage;
using Monitor.Subscribers;
using Monitor.Worker.Jobs;

namespace Monitor.Worker.Demo;

/// <summary>How far a play has come.</summary>
public sealed record PlayProgress(DateTimeOffset Now, double Share, int Articles, int Messages);

/// <summary>
/// Plays an archive through the real five runs under a simulated clock: outlets on loopback, each article at its own date. The clock stands
/// while the runs work, and then moves to the next instant at which something may happen.
/// </summary>
public sealed class Play(IServiceProvider services, MonitorDbContextFactory contexts, ReplayServer server, SimulatedClock clock)
{
    // Later than any archive: a feed that has nothing to come is not polled.
    private static readonly DateTimeOffset Never = InstantRules.Never;

    // The waiting time of alerts, and a little more.
    private static readonly TimeSpan AfterNews = TimeSpan.FromSeconds(35);

    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(2);

    private readonly PlayedRun[] _runs = [new("collect"), new("read"), new("group"), new("notify"), new("deliver")];
    private readonly PriorityQueue<DateTimeOffset, DateTimeOffset> _wakes = new();
    private readonly Dictionary<DateTimeOffset, List<string>> _appearances = [];

    public IReadOnlyList<PlayedRun> Runs => _runs;

    /// <param name="grid">
    /// Between two looks at the schedule of the feeds, which are polled as their publishers and their habits want; null to poll each feed just
    /// when something appears in it, which plays years in minutes.
    /// </param>
    public async Task RunAsync(DateTimeOffset endAt, TimeSpan? grid, IProgress<PlayProgress> progress, CancellationToken cancellationToken)
    {
        var startAt = clock.GetUtcNow();
        await SubscribeToFeedsAsync(startAt, cancellationToken);
        if (grid is null)
        {
            ListAppearances();
        }

        while (true)
        {
            var now = clock.GetUtcNow();
            cancellationToken.ThrowIfCancellationRequested();
            if (grid is null)
            {
                await PollWhatAppearsAsync(now, cancellationToken);
            }

            await RunAllAsync(cancellationToken);
            progress.Report(new PlayProgress(now, Math.Min(1, (now - startAt) / (endAt - startAt)), Total("read", "read"), Total("deliver", "sent")));
            if (now >= endAt)
            {
                return;
            }

            clock.AdvanceTo(await NextAsync(clock.GetUtcNow(), endAt, grid, cancellationToken));
        }
    }

    /// <summary>
    /// Goes on after the play while the pages are open, so that what is saved there happens: the clock walks with the real one from where the play ended,
    /// and the runs look every few seconds.
    /// </summary>
    /// <param name="bell">Starts each run, and notes for the pages how it fared.</param>
    public async Task GoOnAsync(RunBell bell, CancellationToken cancellationToken)
    {
        while (true)
        {
            var since = Stopwatch.GetTimestamp();
            await Task.Delay(LookEvery, cancellationToken);
            clock.Advance(Stopwatch.GetElapsedTime(since));
            await bell.RunAsync(RunNames.Collect, services.GetRequiredService<CollectRun>().RunAsync, cancellationToken);
            await bell.RunAsync(RunNames.Read, stop => services.GetRequiredService<ReadRun>().RunAsync(cancellationToken: stop), cancellationToken);
            await bell.RunAsync(RunNames.Group, stop => services.GetRequiredService<GroupRun>().RunAsync(cancellationToken: stop), cancellationToken);
            await bell.RunAsync(RunNames.Notify, services.GetRequiredService<NotifyRun>().RunAsync, cancellationToken);
            await bell.RunAsync(RunNames.Deliver, services.GetRequiredService<DeliverRun>().RunAsync, cancellationToken);
            await bell.RunAsync(RunNames.TagAgain, stop => services.GetRequiredService<TagAgainRun>().RunAsync(cancellationToken: stop), cancellationToken);
        }
    }

    private int Total(string run, string what) => _runs.First(one => one.Name == run).Counts.GetValueOrDefault(what);

    /// <summary>The outlets' feeds, due at once. A feed known from an earlier play of the same archive is kept.</summary>
    private async Task SubscribeToFeedsAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var db = contexts.CreateDbContext();
        var known = await db.Set<Feed>().ToDictionaryAsync(feed => feed.Url, StringComparer.Ordinal, cancellationToken);
        foreach (var outlet in server.Outlets)
        {
            if (known.TryGetValue(outlet.Feed.AbsoluteUri, out var feed))
            {
                feed.NextPollAt = now;
            }
            else if (!known.ContainsKey(new Uri(outlet.Site, ReplayOutlet.FeedPath).AbsoluteUri))
            {
                db.Add(Feed.Of(outlet.Feed, TitleOf(outlet), new Outlet { Name = outlet.Name, Site = outlet.Site.AbsoluteUri }, now));
            }
        }

        await db.SaveChangesAsync(cancellationToken);
    }

    /// <summary>Who looks at the pages sees which fault is a part of the play.</summary>
    private static string TitleOf(ReplayOutlet outlet) => outlet.Manner is ReplayManner.Broken ? $"{outlet.Name} (staged fault)" : outlet.Name;

    private void ListAppearances()
    {
        foreach (var outlet in server.Outlets)
        {
            foreach (var at in outlet.AppearancesAt)
            {
                if (!_appearances.TryGetValue(at, out var feeds))
                {
                    _appearances[at] = feeds = [];
                    _wakes.Enqueue(at, at);
                }

                feeds.Add(outlet.Feed.AbsoluteUri);
            }
        }
    }

    private async Task PollWhatAppearsAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var db = contexts.CreateDbContext();
        var feeds = new HashSet<string>(StringComparer.Ordinal);
        foreach (var at in _appearances.Keys.Where(at => at <= now).ToList())
        {
            feeds.UnionWith(_appearances[at]);
            _appearances.Remove(at);
        }

        await db.Set<Feed>()
            .Where(feed => feed.FirstFetchedAt != null)
            .ExecuteUpdateAsync(set => set.SetProperty(feed => feed.NextPollAt, Never), cancellationToken);
        foreach (var chunk in feeds.Chunk(500))
        {
            await db.Set<Feed>()
                .Where(feed => chunk.Contains(feed.Url))
                .ExecuteUpdateAsync(
                    set => set.SetProperty(feed => feed.NextPollAt, now).SetProperty(feed => feed.NotBefore, (DateTimeOffset?)null), cancellationToken);
        }
    }

    private async Task RunAllAsync(CancellationToken cancellationToken)
    {
        await RunAsync(0, () => services.GetRequiredService<CollectRun>().RunAsync(cancellationToken));
        await RunAsync(1, () => services.GetRequiredService<ReadRun>().RunAsync(cancellationToken: cancellationToken));
        if (await RunAsync(2, () => services.GetRequiredService<GroupRun>().RunAsync(cancellationToken: cancellationToken)))
        {
            var at = clock.GetUtcNow() + AfterNews;
            _wakes.Enqueue(at, at);
        }

        await RunAsync(3, () => services.GetRequiredService<NotifyRun>().RunAsync(cancellationToken));
        await RunAsync(4, () => services.GetRequiredService<DeliverRun>().RunAsync(cancellationToken: cancellationToken));
    }

    private async Task<bool> RunAsync(int run, Func<Task<RunReport>> start)
    {
        var started = Stopwatch.GetTimestamp();
        var report = await start();
        _runs[run].Add(report, Stopwatch.GetElapsedTime(started));
        return report.DidWork;
    }

    private async Task<DateTimeOffset> NextAsync(DateTimeOffset now, DateTimeOffset endAt, TimeSpan? grid, CancellationToken cancellationToken)
    {
        while (_wakes.TryPeek(out var passed, out _) && passed <= now)
        {
            _wakes.Dequeue();
        }

        var next = grid is { } step ? new DateTimeOffset((now.UtcTicks / step.Ticks + 1) * step.Ticks, TimeSpan.Zero) : endAt;
        if (_wakes.TryPeek(out var wake, out _) && wake < next)
        {
            next = wake;
        }

        await using var db = contexts.CreateDbContext();
        var digest = await db.Set<Subscriber>().Where(subscriber => subscriber.NextDigestAt > now)
            .MinAsync(subscriber => subscriber.NextDigestAt, cancellationToken);
        if (digest < next)
        {
            next = digest.Value;
        }

        // What is held back by quiet hours, by the hour's bound or by the interval is told when that ends, not when news comes next.
        var held = await db.Set<AlertEntry>().Where(entry => entry.State == AlertEntryState.Waiting && entry.WaitsUntil > now)
            .MinAsync(entry => entry.WaitsUntil, cancellationToken);
        if (held < next)
        {
            next = held.Value;
        }

        return next < endAt ? next : endAt;
    }
}
