using System.Diagnostics;
using System.Globalization;
using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using Monitor.Actors;
using Monitor.Articles;
using Monitor.Articles.Extraction;
using Monitor.Attributions;
using Monitor.Feeds;
using Monitor.Feeds.Polling;
using Monitor.Net;
using Monitor.Net.Robots;
using Monitor.Pipeline;
using Monitor.Storage;
using Monitor.Tagging;

namespace Monitor.Benchmarks.Feeds;

/// <summary>
/// How many pages a week of 200 feeds asks for, of which 20 carry counters in their descriptions and 20 change their ids at each fetch,
/// beside the same week without: the real Collect and Read against a loopback server, under a simulated clock.
/// </summary>
internal static class PageFetchWeek
{
    // The week is thinned: collecting looks every eight hours for what is due, and each feed brings an entry as often.
    private static readonly TimeSpan Step = TimeSpan.FromHours(8);
    private static readonly DateTimeOffset Monday = new(2026, 11, 23, 0, 0, 0, TimeSpan.Zero);

    public static async Task<int> RunAsync()
    {
        Console.WriteLine($"a week of {WeekOutlets.Count} feeds, thinned: an entry and a look every {Step.TotalHours:0} hours");
        var calm = await PagesAsync("calm", isRestless: false);
        var restless = await PagesAsync($"{WeekOutlets.Restless} with counters, {WeekOutlets.Restless} with changing ids", isRestless: true);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"difference {100.0 * (restless - calm) / calm:+0.00;-0.00;0.00} %"));
        return 0;
    }

    private static async Task<int> PagesAsync(string name, bool isRestless)
    {
        var started = Stopwatch.GetTimestamp();
        var folder = Directory.CreateTempSubdirectory("monitor-week");
        try
        {
            var contexts = new MonitorDbContextFactory(new DatabaseAddress.Sqlite(Path.Combine(folder.FullName, "week.db")), TimeSpan.FromSeconds(30));
            await DatabaseSetup.MigrateAsync(contexts, CancellationToken.None);
            var clock = new SimulatedClock(Monday);
            await using var outlets = await WeekOutlets.StartAsync(clock, isRestless);
            await AddFeedsAsync(contexts, outlets);
            await LiveAsync(contexts, clock);
            await using var db = contexts.CreateDbContext();
            var (articles, unread) = (await db.Set<Article>().CountAsync(), await db.Set<Article>().CountAsync(article => article.ReadAt == null));
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{name}: {outlets.PagesAsked} pages asked for, {outlets.Polls} polls, {articles} articles, {unread} unread, {Stopwatch.GetElapsedTime(started).TotalSeconds:0} s"));
            return outlets.PagesAsked;
        }
        finally
        {
            Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
            folder.Delete(recursive: true);
        }
    }

    private static async Task AddFeedsAsync(MonitorDbContextFactory contexts, WeekOutlets outlets)
    {
        await using var db = contexts.CreateDbContext();
        db.AddRange(Enumerable.Range(0, WeekOutlets.Count)
            .Select(number => Feed.Of(outlets.FeedOf(number), $"Outlet {number}", new Outlet { Name = $"Outlet {number}" }, Monday)));
        await db.SaveChangesAsync();
    }

    private static async Task LiveAsync(MonitorDbContextFactory contexts, SimulatedClock clock)
    {
        var net = new NetOptions
        {
            PrivateNetworks = "127.0.0.0/8",
        };
        using var http = new OutgoingHttp(net, new OpenHosts(clock), clock, (_, _) => Task.FromResult<IPAddress[]>([IPAddress.Loopback]));
        var collect = new CollectRun(contexts, new FeedFetcher(http, clock), new CollectOptions(), clock, NullLogger<CollectRun>.Instance);
        using var taggers = new CurrentTagger(() => new Tagger(new ActorBook([], [])));
        var read = new ReadRun(
            contexts, new ArticlePages(http, new RobotsRules(http, clock)), new TextExtractor(), taggers,
            (_, _, _) => Task.FromResult<StatementFinder>((_, _, _, _, _) => Detected.Nothing), new ReadOptions(), clock, NullLogger<ReadRun>.Instance);
        for (var at = Monday; at < Monday + TimeSpan.FromDays(7); at += Step)
        {
            clock.AdvanceTo(at);
            await collect.RunAsync(CancellationToken.None);
            await read.RunAsync();
        }
    }

    /// <summary>Each host has a turn at once: the clock stands while the runs work, so that nobody would ever be waited for.</summary>
    private sealed class OpenHosts(TimeProvider clock) : IHostBudget
    {
        public Task<HostTurn> EnterAsync(string host, CancellationToken cancellationToken) =>
            Task.FromResult<HostTurn>(new HostTurn.Granted(host, 1, clock.GetUtcNow() + HostTurn.LeaseMax));

        public Task LeaveAsync(HostTurn.Granted turn, CancellationToken cancellationToken) => Task.CompletedTask;

        public Task RestAsync(string host, DateTimeOffset until, CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
