using System.Diagnostics;
using System.Net;
using Microsoft.EntityFrameworkCore;
using Monitor.Articles;
using Monitor.Feeds;
using Monitor.Feeds.Polling;
using Monitor.Net;
using Monitor.Worker.Settings;

namespace Monitor.IntegrationTests.Collecting;

/// <summary>The real process, killed with SIGKILL while it collects: no entry is lost, none is stored twice.</summary>
public sealed class CrashTests
{
    // Hundreds of kills: tests/long.sh chaos.
    private const int Kills = 5;
    private const int FeedsCount = 8;

    public static TheoryData<DatabaseKind> Kinds => TestDatabase.Kinds;

    [Theory, MemberData(nameof(Kinds))]
    public async Task Killed_five_times_while_it_collects_it_loses_nothing_and_stores_nothing_twice(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var sites = new Sites();
        await sites.StartAsync(FeedsCount);
        await AddAsync(database, sites);

        var killedAtWork = 0;
        for (var kill = 0; kill < Kills; kill++)
        {
            sites.Publish();
            await MakeDueAsync(database);
            using var worker = Start(database);

            // Killed after another number of requests each time, so that it is met at different stages of its work.
            await sites.WaitForRequestsAsync(1 + (kill * 3 % FeedsCount), worker);
            killedAtWork += worker.HasExited ? 0 : 1;
            worker.Kill(entireProcessTree: true);
            await worker.WaitForExitAsync();
        }

        await MakeDueAsync(database);
        using (var last = Start(database))
        {
            var said = await last.StandardOutput.ReadToEndAsync() + await last.StandardError.ReadToEndAsync();
            await last.WaitForExitAsync();
            Assert.True(last.ExitCode == 0, said);
        }

        await using var db = database.Contexts.CreateDbContext();
        var urls = await db.Set<Article>().Select(article => article.Url!).ToListAsync();
        Assert.Equal(Kills, killedAtWork);
        Assert.Equal(sites.Published.Order(StringComparer.Ordinal), urls.Order(StringComparer.Ordinal));
        Assert.Equal(urls.Count, await db.Set<SeenEntry>().CountAsync());
        Assert.Equal(urls.Count, await db.Set<ArticleListing>().CountAsync());
    }

    private static async Task AddAsync(TestDatabase database, Sites sites)
    {
        await using var db = database.Contexts.CreateDbContext();
        var outlet = new Outlet { Name = "Harbour News" };
        db.AddRange(sites.Addresses.Select(address => Feed.Of(address, address.Host, outlet, TimeProvider.System.GetUtcNow())));
        await db.SaveChangesAsync();
    }

    /// <summary>Lets the time pass that a feed waits for its next poll, and a claim for the death of its holder to be noticed.</summary>
    private static async Task MakeDueAsync(TestDatabase database)
    {
        await using var db = database.Contexts.CreateDbContext();
        var past = TimeProvider.System.GetUtcNow().AddMinutes(-10);
        await db.Set<Feed>().ExecuteUpdateAsync(set => set
            .SetProperty(feed => feed.NextPollAt, past)
            .SetProperty(feed => feed.LeaseUntil, feed => feed.LeaseUntil == null ? null : past));
        await db.Set<WebHost>().ExecuteUpdateAsync(set => set
            .SetProperty(host => host.NextRequestAt, past)
            .SetProperty(host => host.FirstLeasedUntil, past)
            .SetProperty(host => host.SecondLeasedUntil, past));
    }

    private static Process Start(TestDatabase database) => Process.Start(new ProcessStartInfo(
        "dotnet", [typeof(MonitorSettings).Assembly.Location, "collect", "--once", "--database", database.Url])
    {
        WorkingDirectory = Path.GetDirectoryName(typeof(MonitorSettings).Assembly.Location),
        Environment = { ["MONITOR_Net__PrivateNetworks"] = "127.0.0.0/8" },
        RedirectStandardOutput = true,
        RedirectStandardError = true,
    })!;

    /// <summary>Publishers at loopback addresses of their own, so that each is a host to the budget.</summary>
    private sealed class Sites : IAsyncDisposable
    {
        private readonly List<LoopbackSite> _sites = [];
        private readonly SemaphoreSlim _asked = new(0);
        private int _newest = 30;

        public IEnumerable<Uri> Addresses => _sites.Select((site, number) => new Uri($"http://127.0.2.{number + 1}:{site.Port}/feed"));

        /// <summary>The addresses of everything published so far.</summary>
        public IEnumerable<string> Published =>
            from number in Enumerable.Range(0, _sites.Count)
            from entry in Enumerable.Range(1, _newest)
            select $"http://outlet{number}.test/{entry}";

        public async Task StartAsync(int count)
        {
            for (var number = 0; number < count; number++)
            {
                var site = await LoopbackSite.StartAsync(TimeProvider.System, address: IPAddress.Parse($"127.0.2.{number + 1}"));
                var outlet = number;
                site.Serve($"127.0.2.{number + 1}/feed", Manners.Honest(() => Document(outlet), _ => _asked.Release()));
                _sites.Add(site);
            }
        }

        public void Publish() => _newest += 3;

        /// <summary>Waits until so many requests came in, or the worker is done.</summary>
        public async Task WaitForRequestsAsync(int count, Process worker)
        {
            while (_asked.CurrentCount > 0)
            {
                await _asked.WaitAsync();
            }

            using var ended = new CancellationTokenSource();
            var exit = worker.WaitForExitAsync(ended.Token);
            for (var request = 0; request < count; request++)
            {
                var next = _asked.WaitAsync(ended.Token);
                if (await Task.WhenAny(next, exit) == exit)
                {
                    break;
                }
            }

            await ended.CancelAsync();
        }

        public async ValueTask DisposeAsync()
        {
            foreach (var site in _sites)
            {
                await site.DisposeAsync();
            }

            _asked.Dispose();
        }

        private string Document(int outlet) => Rss.Of("", Enumerable.Range(1, _newest).Reverse().Select(entry =>
            $"<item><guid>{outlet}-{entry}</guid><link>http://outlet{outlet}.test/{entry}</link><title>Report {entry}</title></item>"));
    }
}
