using System.Globalization;
using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Monitor.Articles;
using Monitor.Feeds;
using Monitor.Net;
using Monitor.Pipeline;
using Monitor.Runs;
using Monitor.Storage;
using Monitor.Subscribers;
using Monitor.Worker.Hosting;

namespace Monitor.Benchmarks.Pipeline;

/// <summary>
/// The whole way: how many articles a second go from feeds on loopback to committed groups and composed mails, with the shipped rules and 20 subscribers.
/// A round to warm up, as a worker that has run for a minute; then stage after stage, with what each cost; then all at once, as a worker runs them.
/// </summary>
internal sealed class PipelineRun
{
    private const int Subscribers = 20;
    private const int EntriesAFeed = 40;

    private readonly ServiceProvider _services;
    private readonly MonitorDbContextFactory _contexts;

    private PipelineRun(MonitorDbContextFactory contexts, string config)
    {
        _contexts = contexts;
        var settings = new ConfigurationBuilder().AddInMemoryCollection([KeyValuePair.Create("Net:PrivateNetworks", (string?)"127.0.0.0/8")]).Build();
        var services = new ServiceCollection().AddLogging(logging => logging.SetMinimumLevel(LogLevel.Warning).AddConsole());
        services.AddSingleton<ResolveName>((_, _) => Task.FromResult<IPAddress[]>([IPAddress.Loopback]));
        services.AddMonitor(settings, contexts, TimeProvider.System, config);
        services.AddSingleton<IHostBudget>(new AnyPace(new StoredHostBudget(contexts, TimeProvider.System)));
        _services = services.BuildServiceProvider();
    }

    /// <summary>Arguments: [postgresql://… of an empty database] [--articles N] [--pages FOLDER] [--config FOLDER] [--commands].</summary>
    public static async Task<int> RunAsync(string[] arguments)
    {
        var articles = int.Parse(Argument(arguments, "--articles") ?? "4000", CultureInfo.InvariantCulture);
        var folder = Directory.CreateTempSubdirectory("monitor-pipeline-").FullName;
        var (sites, port) = await PipelineSites.StartAsync(EntriesAFeed, Argument(arguments, "--pages"));
        try
        {
            var contexts = await ContextsAsync(arguments, folder);
            var run = new PipelineRun(contexts, Argument(arguments, "--config") ?? "config");
            await run.MeasureAsync(port, articles / EntriesAFeed, arguments.Contains("--commands"));
            return 0;
        }
        finally
        {
            sites.StandardInput.Close();
            await sites.WaitForExitAsync();
            sites.Dispose();
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>An empty database: that of the arguments, or a file in the folder.</summary>
    internal static async Task<MonitorDbContextFactory> ContextsAsync(string[] arguments, string folder)
    {
        var named = arguments.FirstOrDefault(argument => argument.StartsWith("postgres", StringComparison.Ordinal));
        var address = DatabaseAddress.TryParse(named ?? $"sqlite:{Path.Combine(folder, "monitor.db")}", out var parsed)
            ? parsed
            : throw new ArgumentException($"{named} is no address of a database");
        var contexts = new MonitorDbContextFactory(address, TimeSpan.FromSeconds(30));
        await DatabaseSetup.MigrateAsync(contexts, CancellationToken.None);
        return contexts;
    }

    internal static string? Argument(string[] arguments, string name) =>
        Array.IndexOf(arguments, name) is >= 0 and var at ? arguments.ElementAtOrDefault(at + 1) : null;

    private async Task MeasureAsync(int port, int feeds, bool printsCommands)
    {
        await ConfigAtStart.ApplyAsync(_services, "config", CancellationToken.None);
        await FillAsync(port, feeds);
        await StagesAsync((_, run) => run());
        await DueAgainAsync();
        using var meter = new StageMeter(_contexts, await ServerClock.OfAsync(_contexts)) { KeepsTexts = printsCommands };
        Console.WriteLine($"{feeds * EntriesAFeed} articles of {feeds} feeds, {Subscribers} subscribers, {_contexts.Address.GetType().Name}");
        StageMeter.PrintHead();
        var total = TimeSpan.Zero;
        await StagesAsync(async (stage, run) =>
        {
            total += await meter.MeasureAsync(stage, feeds * EntriesAFeed, run);
            meter.PrintCommands(14);
        });
        var before = await GroupedAsync();
        await DueAgainAsync();
        var together = await meter.MeasureAsync("together", feeds * EntriesAFeed, () => TogetherAsync(before + (feeds * EntriesAFeed)));
        var grouped = await GroupedAsync() - before;
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"stage after stage {feeds * EntriesAFeed / total.TotalSeconds:0} articles/s; together {grouped / together.TotalSeconds:0} articles/s; "
                + $"{Environment.WorkingSet / 1_000_000} MB resident"));
    }

    private async Task StagesAsync(Func<string, Func<Task>, Task> stage)
    {
        await stage(RunNames.Collect, () => _services.GetRequiredService<CollectRun>().RunAsync(CancellationToken.None));
        await stage(RunNames.Read, () => _services.GetRequiredService<ReadRun>().RunAsync());
        await stage(RunNames.Group, () => _services.GetRequiredService<GroupRun>().RunAsync());
        await stage(RunNames.Notify, () => _services.GetRequiredService<NotifyRun>().RunAsync(CancellationToken.None));
    }

    /// <summary>Each run by itself, again and again, somewhat more often than a worker's ticks do it; until all is grouped.</summary>
    private async Task TogetherAsync(int grouped)
    {
        using var end = new CancellationTokenSource();
        var runs = new List<Task>
        {
            Task.Run(() => _services.GetRequiredService<CollectRun>().RunAsync(CancellationToken.None)),
            AgainAsync(TimeSpan.FromMilliseconds(200), () => _services.GetRequiredService<ReadRun>().RunAsync()),
            AgainAsync(TimeSpan.FromSeconds(5), () => _services.GetRequiredService<NotifyRun>().RunAsync(CancellationToken.None)),
            AgainAsync(TimeSpan.FromSeconds(1), async () =>
            {
                await _services.GetRequiredService<GroupRun>().RunAsync();
                if (await GroupedAsync() >= grouped)
                {
                    await end.CancelAsync();
                }
            }),
        };
        await Task.WhenAll(runs);

        // On a thread of its own: SQLite answers within the call.
        Task AgainAsync(TimeSpan every, Func<Task> run) => Task.Run(async () =>
        {
            while (!end.IsCancellationRequested)
            {
                await run();
                await Task.WhenAny(Task.Delay(every), Task.Delay(Timeout.Infinite, end.Token));
            }
        });
    }

    private async Task<int> GroupedAsync()
    {
        await using var db = _contexts.CreateDbContext();
        return await db.Set<Article>().CountAsync(article => article.GroupedAt != null);
    }

    private async Task DueAgainAsync()
    {
        await using var db = _contexts.CreateDbContext();
        var now = TimeProvider.System.GetUtcNow();
        await db.Set<Feed>().ExecuteUpdateAsync(set => set
            .SetProperty(feed => feed.NextPollAt, (DateTimeOffset?)now).SetProperty(feed => feed.NotBefore, (DateTimeOffset?)null)
            .SetProperty(feed => feed.LastPolledAt, (DateTimeOffset?)now));
    }

    private async Task FillAsync(int port, int feeds)
    {
        await using var db = _contexts.CreateDbContext();
        var now = TimeProvider.System.GetUtcNow();
        // The shipped list is for people.
        await db.Set<Feed>().ExecuteDeleteAsync();
        for (var number = 0; number < feeds; number++)
        {
            db.Add(Feed.Of(new Uri($"http://site{number}.test:{port}/feed/{number}"), $"Feed {number}", new Outlet { Name = $"Outlet {number}" }, now));
        }

        await db.SaveChangesAsync();
        var settings = new SubscriberSettings
        {
            TimeZone = "Europe/Berlin",
            Digests = [new DigestSlot(new TimeOnly(7, 0), [])],
            Alerts = [new AlertRule { Name = "all" }],
        };
        await db.ApplyAsync(
            [.. Enumerable.Range(1, Subscribers).Select(number => new SubscriberEntry($"reader-{number}", $"reader-{number}@example.org", settings))],
            now, CancellationToken.None);
        await db.SaveChangesAsync();
    }

    /// <summary>
    /// The stored budget with all that it costs, but each request as if to a host of its own: here the pace of hosts would be all that is measured.
    /// </summary>
    private sealed class AnyPace(IHostBudget budget) : IHostBudget
    {
        private int _number;

        public Task<HostTurn> EnterAsync(string host, CancellationToken cancellationToken) =>
            budget.EnterAsync($"{Interlocked.Increment(ref _number)}.{host}", cancellationToken);

        public Task LeaveAsync(HostTurn.Granted turn, CancellationToken cancellationToken) => budget.LeaveAsync(turn, cancellationToken);

        public Task RestAsync(string host, DateTimeOffset until, CancellationToken cancellationToken) => budget.RestAsync(host, until, cancellationToken);
    }
}
