using System.Diagnostics;
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
using Monitor.Pipeline.Retention;
using Monitor.Runs;
using Monitor.Storage;
using Monitor.Stories;
using Monitor.Subscribers;
using Monitor.Worker.Hosting;

namespace Monitor.Benchmarks.Pipeline;

/// <summary>
/// Days, months and years under a simulated clock: 1,000 feeds with two articles a day each go through the five runs, and what retention lets go goes each
/// night. Prints as it goes what an article costs in each stage, and how database and memory grow.
/// </summary>
internal sealed class GrowthRun : IDisposable
{
    private const int Feeds = 1000;

    /// <summary>A feed is asked every fifth day and lists ten new entries: two a day, as its publisher writes them.</summary>
    private const int DaysBetweenPolls = 5;
    private const int EntriesAPoll = 10;
    private const int ArticlesADay = Feeds / DaysBetweenPolls * EntriesAPoll;

    private const int ArticlesBetweenLines = 10_000;
    private const int DaysAMonth = 30;
    private const int Subscribers = 2;

    private static readonly string[] Stages = [RunNames.Collect, RunNames.Read, RunNames.Group, RunNames.Notify, RunNames.Deliver, RunNames.Retention];

    private readonly string _folder;
    private readonly MonitorDbContextFactory _contexts;
    private readonly SimulatedClock _clock;
    private readonly ServiceProvider _services;
    private readonly Dictionary<string, Usage> _used = [];
    private ServerClock _server = null!;

    private GrowthRun(string folder, MonitorDbContextFactory contexts, DateTimeOffset startAt, RetentionOptions keeps)
    {
        (_folder, _contexts, _clock) = (folder, contexts, new SimulatedClock(startAt));
        var settings = new ConfigurationBuilder()
            .AddInMemoryCollection(new Dictionary<string, string?> { ["Net:PrivateNetworks"] = "127.0.0.0/8", ["Storage:DataFolder"] = folder }).Build();
        var services = new ServiceCollection().AddLogging(logging => logging.SetMinimumLevel(LogLevel.Warning).AddConsole());
        services.AddSingleton<ResolveName>((_, _) => Task.FromResult<IPAddress[]>([IPAddress.Loopback]));
        services.AddMonitor(settings, contexts, _clock, "config");
        services.AddSingleton(provider => new RetentionRun(contexts, keeps, provider.GetRequiredService<StoriesOptions>(), _clock) { Rest = 0 });
        _services = services.BuildServiceProvider();
    }

    /// <summary>Arguments: FOLDER [postgresql://… of an empty database] [--articles N] [--text-days N] [--article-days N]. The folder keeps the file.</summary>
    public static async Task<int> RunAsync(string[] arguments)
    {
        var days = (Number("--articles", 1_000_000) + ArticlesADay - 1) / ArticlesADay;
        var keeps = new RetentionOptions();
        keeps.TextDays = Number("--text-days", keeps.TextDays);
        keeps.ArticleDays = Number("--article-days", keeps.ArticleDays);
        var folder = Directory.CreateDirectory(arguments[0]).FullName;
        var (sites, port) = await PipelineSites.StartAsync(EntriesAPoll, null);
        try
        {
            var contexts = await PipelineRun.ContextsAsync(arguments, folder);
            // It ends today, so that a worker can go on from there.
            using var run = new GrowthRun(folder, contexts, new DateTimeOffset(DateTime.UtcNow.Date.AddDays(-days), TimeSpan.Zero), keeps);
            await run.GrowAsync(port, days);
            return 0;
        }
        finally
        {
            sites.StandardInput.Close();
            await sites.WaitForExitAsync();
            sites.Dispose();
        }

        int Number(string name, int otherwise) => PipelineRun.Argument(arguments, name) is { } given ? int.Parse(given, CultureInfo.InvariantCulture) : otherwise;
    }

    public void Dispose() => _services.Dispose();

    private async Task GrowAsync(int port, int days)
    {
        await ConfigAtStart.ApplyAsync(_services, "config", CancellationToken.None);
        await FillAsync(port);
        _server = await ServerClock.OfAsync(_contexts);
        using var sites = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}") };
        Console.WriteLine("ms an article (retention: a night), processor + the server's, and by the clock, since the last line");
        Console.WriteLine($"day articles {string.Join(' ', Stages.Select(stage => $"{stage} wall"))} database-MB resident-MB heap-MB");
        var (lastDay, lastTotal) = (0, 0L);
        for (var day = 1; day <= days; day++)
        {
            await DayAsync(sites, day);
            var total = await ArticlesAsync();
            if (day == 1 || total / ArticlesBetweenLines > lastTotal / ArticlesBetweenLines || day == days)
            {
                await PrintLineAsync(day, total, total - lastTotal, day - lastDay);
                (lastDay, lastTotal) = (day, total);
            }

            if (day % DaysAMonth == 0 || day == days)
            {
                await PrintRowsAsync(day);
            }
        }
    }

    private async Task DayAsync(HttpClient sites, int day)
    {
        _clock.Advance(TimeSpan.FromHours(12));
        var noon = _clock.GetUtcNow();
        (await sites.GetAsync(new Uri($"/at/{noon.ToUnixTimeSeconds()}", UriKind.Relative))).Dispose();
        await using (var db = _contexts.CreateDbContext())
        {
            await db.Set<Feed>().Where(feed => feed.NextPollAt != null).ExecuteUpdateAsync(set => set
                .SetProperty(feed => feed.NextPollAt, feed => feed.Id % DaysBetweenPolls == day % DaysBetweenPolls ? noon : noon.AddDays(1))
                .SetProperty(feed => feed.NotBefore, (DateTimeOffset?)null));
        }

        await MeasureAsync(RunNames.Collect, () => _services.GetRequiredService<CollectRun>().RunAsync(CancellationToken.None));
        await MeasureAsync(RunNames.Read, () => _services.GetRequiredService<ReadRun>().RunAsync());
        await MeasureAsync(RunNames.Group, () => _services.GetRequiredService<GroupRun>().RunAsync());
        _clock.Advance(TimeSpan.FromMinutes(2));
        await MeasureAsync(RunNames.Notify, () => _services.GetRequiredService<NotifyRun>().RunAsync(CancellationToken.None));
        await MeasureAsync(RunNames.Deliver, () => _services.GetRequiredService<DeliverRun>().RunAsync());
        _clock.AdvanceTo(noon.AddHours(11));
        await MeasureAsync(RunNames.Retention, () => _services.GetRequiredService<RetentionRun>().RunAsync(CancellationToken.None));
        _clock.AdvanceTo(noon.AddHours(12));
        if (Directory.Exists(Path.Combine(_folder, "mail")))
        {
            Directory.Delete(Path.Combine(_folder, "mail"), recursive: true);
        }
    }

    private async Task MeasureAsync(string stage, Func<Task> work)
    {
        var (cpu, server, began) = (Environment.CpuUsage.TotalTime, _server.Seconds, Stopwatch.GetTimestamp());
        await work();
        var used = _used.GetValueOrDefault(stage);
        _used[stage] = new Usage(
            used.Cpu + (Environment.CpuUsage.TotalTime - cpu).TotalSeconds, used.Server + _server.Seconds - server,
            used.Wall + Stopwatch.GetElapsedTime(began).TotalSeconds);
    }

    private async Task PrintLineAsync(int day, long total, long articles, int days)
    {
        var stages = Stages.Select(stage =>
        {
            var (used, by) = (_used[stage], stage == RunNames.Retention ? days : articles);
            return string.Create(
                CultureInfo.InvariantCulture, $"{used.Cpu * 1000 / by:0.000}+{used.Server * 1000 / by:0.000} {used.Wall * 1000 / by:0.000}");
        }).ToList();
        _used.Clear();
        var (database, resident) = (await DatabaseBytesAsync(), Environment.WorkingSet);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{day} {total} {string.Join(' ', stages)} {database / 1e6:0} {resident / 1e6:0} {GC.GetTotalMemory(true) / 1e6:0}"));
    }

    private async Task PrintRowsAsync(int day)
    {
        await using var db = _contexts.CreateDbContext();
        var connection = db.Database.GetDbConnection();
        await connection.OpenAsync();
        var rows = new List<(string Table, long Count)>();
        foreach (var table in db.Model.GetEntityTypes().Select(type => type.GetTableName()).OfType<string>().Distinct())
        {
            await using var command = connection.CreateCommand();
            command.CommandText = $"SELECT count(*) FROM \"{table}\"";
            rows.Add((table, Convert.ToInt64(await command.ExecuteScalarAsync(), CultureInfo.InvariantCulture)));
        }

        var shown = rows.Where(one => one.Count > 0).OrderByDescending(one => one.Count).Select(one => $"{one.Table} {one.Count}");
        Console.WriteLine($"rows, day {day}: {string.Join(", ", shown)}");
    }

    /// <summary>How many there ever were: ids are given in order.</summary>
    private async Task<long> ArticlesAsync()
    {
        await using var db = _contexts.CreateDbContext();
        return await db.Set<Article>().MaxAsync(article => (long?)article.Id) ?? 0;
    }

    private async Task<long> DatabaseBytesAsync()
    {
        if (_contexts.Address is DatabaseAddress.Sqlite file)
        {
            return new[] { file.File, file.File + "-wal" }.Where(File.Exists).Sum(one => new FileInfo(one).Length);
        }

        await using var db = _contexts.CreateDbContext();
        return await db.Database.SqlQuery<long>($"""SELECT pg_database_size(current_database()) AS "Value" """).SingleAsync();
    }

    private async Task FillAsync(int port)
    {
        await using var db = _contexts.CreateDbContext();
        var now = _clock.GetUtcNow();
        // The shipped list is for people.
        await db.Set<Feed>().ExecuteDeleteAsync();
        for (var number = 0; number < Feeds; number++)
        {
            db.Add(Feed.Of(new Uri($"http://site{number}.test:{port}/feed/{number}"), $"Feed {number}", new Outlet { Name = $"Outlet {number}" }, now));
        }

        var settings = new SubscriberSettings { TimeZone = "UTC", Digests = [new DigestSlot(new TimeOnly(7, 0), [])], Alerts = [new AlertRule { Name = "all" }] };
        await db.ApplyAsync(
            [.. Enumerable.Range(1, Subscribers).Select(number => new SubscriberEntry($"reader-{number}", $"reader-{number}@example.org", settings))],
            now, CancellationToken.None);
        await db.SaveChangesAsync();
    }

    private readonly record struct Usage(double Cpu, double Server, double Wall);
}
