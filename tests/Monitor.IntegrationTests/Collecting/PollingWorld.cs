using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using Monitor.Articles;
using Monitor.Feeds;
using Monitor.Feeds.Polling;
using Monitor.Net;
using Monitor.Pipeline;
using Monitor.Storage;

namespace Monitor.IntegrationTests.Collecting;

/// <summary>
/// The real fetcher, schedule and database against a real server on loopback; all live by one simulated clock. Every name that ends in
/// ".test" leads to the server.
/// </summary>
internal sealed class PollingWorld : IAsyncDisposable
{
    public static readonly DateTimeOffset Monday = new(2026, 11, 23, 8, 0, 0, TimeSpan.Zero);

    private readonly X509Certificate2Collection? _roots;
    private Outlet? _outlet;

    private PollingWorld(TestDatabase database, SimulatedClock clock, LoopbackSite site, int fetchesAtOnce, X509Certificate2Collection? roots)
    {
        Database = database;
        Clock = clock;
        Site = site;
        FetchesAtOnce = fetchesAtOnce;
        _roots = roots;
        (Http, Collect) = Worker();
    }

    public TestDatabase Database { get; }

    public SimulatedClock Clock { get; }

    public LoopbackSite Site { get; }

    public int FetchesAtOnce { get; }

    public OutgoingHttp Http { get; private set; }

    public CollectRun Collect { get; private set; }

    /// <summary>Every turn that the hosts' budget gave to any worker: each began <see cref="HostTurn.LeaseMax"/> before its lease ends.</summary>
    public ConcurrentQueue<HostTurn.Granted> Turns { get; } = new();

    /// <summary>What the name service answers for names other than ".test"; none by default.</summary>
    public Func<string, IPAddress[]>? Resolve { get; set; }

    public static async Task<PollingWorld> CreateAsync(
        DatabaseKind kind = DatabaseKind.Sqlite, int fetchesAtOnce = 4, X509Certificate2? certificate = null, X509Certificate2Collection? roots = null)
    {
        var clock = new SimulatedClock(Monday);
        return new PollingWorld(await TestDatabase.CreateAsync(kind), clock, await LoopbackSite.StartAsync(clock, certificate), fetchesAtOnce, roots);
    }

    /// <summary>One more worker on the same database.</summary>
    /// <param name="contexts">Its own way to the database, such as one that waits less for a lock.</param>
    public (OutgoingHttp Http, CollectRun Collect) Worker(MonitorDbContextFactory? contexts = null)
    {
        var http = new OutgoingHttp(
            new NetOptions
            {
                Contact = "operator@example.org",
                PrivateNetworks = "127.0.0.1/32",
            }, new NotedBudget(new StoredHostBudget(contexts ?? Database.Contexts, Clock), Turns), Clock, ResolveAsync, _roots);
        return (http, new CollectRun(
            contexts ?? Database.Contexts, new FeedFetcher(http, Clock), new CollectOptions { FetchesAtOnce = FetchesAtOnce }, Clock,
            NullLogger<CollectRun>.Instance));
    }

    public void Restart()
    {
        Http.Dispose();
        (Http, Collect) = Worker();
    }

    /// <param name="address">Such as "harbour.test/feed".</param>
    public async Task<int> AddAsync(string address, string scheme = "http", TimeSpan? every = null)
    {
        await using var db = Database.Contexts.CreateDbContext();
        _outlet = _outlet is null ? new Outlet { Name = "Harbour News" } : await db.Set<Outlet>().SingleAsync();
        var feed = Feed.Of(new Uri(Site.Url(address, scheme)), address, _outlet, Clock.GetUtcNow());
        feed.Every = every;
        db.Add(feed);
        await db.SaveChangesAsync();
        return feed.Id;
    }

    public async Task<Feed> FeedAsync(int id)
    {
        await using var db = Database.Contexts.CreateDbContext();
        return await db.Set<Feed>().AsNoTracking().SingleAsync(feed => feed.Id == id);
    }

    public async Task ChangeAsync(int id, Action<Feed> change)
    {
        await using var db = Database.Contexts.CreateDbContext();
        change(await db.Set<Feed>().SingleAsync(feed => feed.Id == id));
        await db.SaveChangesAsync();
    }

    /// <summary>Moves the clock to the feed's next poll, lets the run happen, and answers the line of the history that came of it.</summary>
    public async Task<FeedFetch> PollAsync(int id)
    {
        var feed = await FeedAsync(id);
        Clock.AdvanceTo(feed.NextPollAt ?? throw new InvalidOperationException($"the feed is not polled any more: {feed.NextPollReason}"));
        await Collect.RunAsync(CancellationToken.None);
        return await LastFetchAsync(id);
    }

    public async Task<FeedFetch> LastFetchAsync(int id)
    {
        await using var db = Database.Contexts.CreateDbContext();
        return await db.Set<FeedFetch>().AsNoTracking().Where(fetch => fetch.FeedId == id).OrderByDescending(fetch => fetch.Number).FirstAsync();
    }

    public async Task<IReadOnlyList<FeedFetch>> HistoryAsync(int id)
    {
        await using var db = Database.Contexts.CreateDbContext();
        return await db.Set<FeedFetch>().AsNoTracking().Where(fetch => fetch.FeedId == id).OrderBy(fetch => fetch.Number).ToListAsync();
    }

    public async Task<IReadOnlyList<Article>> ArticlesAsync()
    {
        await using var db = Database.Contexts.CreateDbContext();
        return await db.Set<Article>().AsNoTracking().OrderBy(article => article.Id).ToListAsync();
    }

    /// <summary>Runs whenever something is due, until the given span has passed.</summary>
    /// <param name="step">How far apart the runs are at least: one run polls all that became due in between.</param>
    public async Task LiveAsync(TimeSpan span, TimeSpan? step = null)
    {
        var end = Clock.GetUtcNow() + span;
        while (true)
        {
            await using var db = Database.Contexts.CreateDbContext();
            var next = await db.NextPollAtAsync(CancellationToken.None);
            if (next is null || next > end)
            {
                Clock.AdvanceTo(end);
                return;
            }

            // A worker looks for what is due every few seconds, not at the very instant.
            var soonest = Clock.GetUtcNow() + (step ?? TimeSpan.FromSeconds(5));
            Clock.AdvanceTo(next.Value > soonest || (step is null && next.Value > Clock.GetUtcNow()) ? next.Value : soonest);
            await Collect.RunAsync(CancellationToken.None);
        }
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await Site.DisposeAsync();
        await Database.DisposeAsync();
    }

    private Task<IPAddress[]> ResolveAsync(string host, CancellationToken cancellationToken) => Task.FromResult(
        host.EndsWith(".test", StringComparison.Ordinal) ? [IPAddress.Loopback] : Resolve?.Invoke(host) ?? []);

    /// <summary>The real budget, each turn noted.</summary>
    private sealed class NotedBudget(IHostBudget budget, ConcurrentQueue<HostTurn.Granted> turns) : IHostBudget
    {
        public async Task<HostTurn> EnterAsync(string host, CancellationToken cancellationToken)
        {
            var turn = await budget.EnterAsync(host, cancellationToken);
            if (turn is HostTurn.Granted granted)
            {
                turns.Enqueue(granted);
            }

            return turn;
        }

        public Task LeaveAsync(HostTurn.Granted turn, CancellationToken cancellationToken) => budget.LeaveAsync(turn, cancellationToken);

        public Task RestAsync(string host, DateTimeOffset until, CancellationToken cancellationToken) => budget.RestAsync(host, until, cancellationToken);
    }
}
