using System.Globalization;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using Monitor.Articles;
using Monitor.Feeds;
using Monitor.Feeds.Polling;
using Monitor.Feeds.Readers;
using Monitor.Net;
using Monitor.Pipeline;
using Monitor.Storage;

namespace Monitor.Benchmarks.Feeds;

/// <summary>
/// How many pages a week of 200 feeds asks for, of which 20 carry counters in their descriptions and 20 change their ids at each fetch,
/// beside the same week without. Documents are parsed and kept as Collect does; a pending article is a page that Read asks for.
/// </summary>
internal static class PageFetchWeek
{
    private const int Feeds = 200;
    private const int Restless = 20;
    private const int EntriesListed = 30;
    private static readonly TimeSpan Step = TimeSpan.FromHours(3);
    private static readonly DateTimeOffset Monday = new(2026, 11, 23, 0, 0, 0, TimeSpan.Zero);

    public static async Task<int> RunAsync()
    {
        var calm = await PagesAsync(isRestless: false);
        var restless = await PagesAsync(isRestless: true);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"pages asked for in a week of {Feeds} feeds: {calm} calm, {restless} with {Restless} counters and {Restless} changing ids ({100.0 * (restless - calm) / calm:+0.0;-0.0;0.0} %)"));
        return 0;
    }

    private static async Task<int> PagesAsync(bool isRestless)
    {
        var folder = Directory.CreateTempSubdirectory("monitor-week");
        try
        {
            var contexts = new MonitorDbContextFactory(new DatabaseAddress.Sqlite(Path.Combine(folder.FullName, "week.db")), TimeSpan.FromSeconds(30));
            await DatabaseSetup.MigrateAsync(contexts, CancellationToken.None);
            var clock = new SimulatedClock(Monday);
            var keeper = new PollKeeper(contexts, clock, NullLogger.Instance);
            var ids = await AddFeedsAsync(contexts);
            var pages = 0;
            for (var poll = 0; poll * Step < TimeSpan.FromDays(7); poll++)
            {
                clock.AdvanceTo(Monday + (poll * Step));
                for (var number = 0; number < Feeds; number++)
                {
                    await PollAsync(contexts, keeper, ids[number], Document(number, poll, isRestless), clock.GetUtcNow());
                }

                pages += await ReadAsync(contexts, clock.GetUtcNow());
            }

            return pages;
        }
        finally
        {
            Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
            folder.Delete(recursive: true);
        }
    }

    private static async Task<List<int>> AddFeedsAsync(MonitorDbContextFactory contexts)
    {
        await using var db = contexts.CreateDbContext();
        var feeds = Enumerable.Range(0, Feeds)
            .Select(number => Monitor.Feeds.Feed.Of(new Uri($"http://outlet{number}.example/feed"), $"Outlet {number}", new Outlet { Name = $"Outlet {number}" }, Monday))
            .ToList();
        db.AddRange(feeds);
        await db.SaveChangesAsync();
        return [.. feeds.Select(feed => feed.Id)];
    }

    private static async Task PollAsync(MonitorDbContextFactory contexts, PollKeeper keeper, int id, string document, DateTimeOffset now)
    {
        await using var db = contexts.CreateDbContext();
        var claimed = await db.ClaimAsync(id, CancellationToken.None) ?? throw new InvalidOperationException("nobody else polls here");
        var trace = new FetchTrace(now, TimeSpan.FromSeconds(1), 200, new Uri(claimed.Url), null, false, document.Length, null, null);
        var fetched = new FetchResult.Fetched(Encoding.UTF8.GetBytes(document), "application/rss+xml", null, trace);
        await keeper.KeepAsync(claimed, FeedReading.Of(claimed, fetched, FeedReaderKind.Monitor)!, CancellationToken.None);
    }

    /// <summary>Every pending article is one page; then it is read.</summary>
    private static async Task<int> ReadAsync(MonitorDbContextFactory contexts, DateTimeOffset now)
    {
        await using var db = contexts.CreateDbContext();
        return await db.Set<Article>().Where(article => article.ReadAt == null)
            .ExecuteUpdateAsync(set => set.SetProperty(article => article.ReadAt, (DateTimeOffset?)now));
    }

    /// <summary>Two new entries at each poll, in front of those that are listed already.</summary>
    private static string Document(int feed, int poll, bool isRestless)
    {
        var items = new StringBuilder();
        for (var back = 0; back < EntriesListed; back++)
        {
            var entry = (poll * 2) + EntriesListed - back;
            var published = (Monday - TimeSpan.FromHours(EntriesListed) + TimeSpan.FromHours(entry)).ToString("r", CultureInfo.InvariantCulture);
            var counter = isRestless && feed < Restless ? $" {(poll * 37) + back} comments. Read 1.{poll + 100} times. &lt;img src=\"http://pixel.example/?r={poll}\"&gt;" : "";
            var changing = isRestless && feed is >= Restless and < 2 * Restless ? ChangedId(feed, poll) : "http://";
            var link = $"{changing}outlet{feed}.example/news/{entry}";
            items.Append(CultureInfo.InvariantCulture, $"<item><guid>{link}</guid><link>{link}</link><title>Report {entry} of outlet {feed}</title>")
                .Append(CultureInfo.InvariantCulture, $"<description>The harbour of district {feed} was told about case {entry} by its council.{counter}</description>")
                .Append(CultureInfo.InvariantCulture, $"<pubDate>{published}</pubDate></item>");
        }

        return $"<rss version=\"2.0\"><channel><title>Outlet {feed}</title>{items}</channel></rss>";
    }

    private static string ChangedId(int feed, int poll) => (feed % 3, poll % 2) switch
    {
        (0, 0) => "https://",
        (1, 0) => "http://www.",
        (2, 0) => "https://www.",
        _ => "http://",
    };
}
