using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using Monitor.Actors;
using Monitor.Articles;
using Monitor.Articles.Extraction;
using Monitor.Attributions;
using Monitor.Feeds;
using Monitor.Feeds.Discovery;
using Monitor.Feeds.Opml;
using Monitor.Feeds.Parsing;
using Monitor.Feeds.Polling;
using Monitor.Net;
using Monitor.Net.Robots;
using Monitor.Pipeline;
using Monitor.Tagging;
using Monitor.Worker.Cli.Feed;
using Monitor.Worker.Json;

namespace Monitor.IntegrationTests.Reading;

/// <summary>What the production stages make of an input, as the JSON that its checks look into.</summary>
internal static class InputOutcome
{
    private const int LooksMax = 60;

    private static readonly Tagger Nothing = new(new ActorBook([], []));

    public static async Task<JsonNode> OfAsync(InputLine input) => input.Verb switch
    {
        "extract" => Page(input),
        "feed" => Feed(input),
        "import" => await ImportAsync(input),
        "add" => await AddAsync(input),
        "scenario" => await ScenarioAsync(input),
        _ => throw new InvalidOperationException($"{input.Id}: nobody reads {input.Verb} here"),
    };

    private static JsonObject Page(InputLine input)
    {
        var page = new TextExtractor().Extract(File.ReadAllBytes(input.FilePath), input.ContentType, input.Url is null ? null : new Uri(input.Url));
        return new JsonObject
        {
            ["title"] = page.Title,
            ["byline"] = page.Byline,
            ["published"] = page.PublishedAt?.ToString("O"),
            ["language"] = page.Language,
            ["text"] = page.Text,
        };
    }

    private static JsonNode Feed(InputLine input)
    {
        var parsed = FeedParser.Parse(File.ReadAllBytes(input.FilePath), input.ContentType, input.Url is null ? null : new Uri(input.Url));
        return JsonSerializer.SerializeToNode(FeedReport.Of(input.File, new FeedCheckResult(parsed, null, default!)), JsonLines.Options)!;
    }

    private static async Task<JsonNode> ImportAsync(InputLine input)
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        await using var db = database.Contexts.CreateDbContext();
        var document = ((OpmlReadResult.Read)Opml.Read(await File.ReadAllBytesAsync(input.FilePath))).Document;
        await FeedList.ImportAsync(db, document, FeedOrigin.ByHand, DateTimeOffset.UnixEpoch, CancellationToken.None);
        await db.SaveChangesAsync();
        var feeds = await db.Set<Feed>().OrderBy(feed => feed.Id).Select(feed => feed.Url).ToListAsync();
        return new JsonObject { ["feeds"] = JsonSerializer.SerializeToNode(feeds) };
    }

    private static async Task<JsonNode> AddAsync(InputLine input)
    {
        var scenario = Scenario.Of(input.FilePath);
        await using var server = new ScenarioServer(scenario, Path.GetDirectoryName(input.FilePath)!);
        var clock = new SimulatedClock(scenario.Rounds[0].At);
        using var http = Http(server, clock);
        var given = scenario.Given ?? $"http://{scenario.Host}{scenario.Feed}";
        var (found, tried) = await new FeedSearch(new FeedFetcher(http, clock)).FindAsync(given, CancellationToken.None);
        return new JsonObject
        {
            ["feed"] = found?.Address.AbsoluteUri,
            ["title"] = found?.Feed.Title?.Value,
            ["entries"] = found?.Feed.Entries.Count,
            ["error"] = found is null ? string.Join("; ", tried) : null,
        };
    }

    private static async Task<JsonNode> ScenarioAsync(InputLine input)
    {
        var scenario = Scenario.Of(input.FilePath);
        await using var server = new ScenarioServer(scenario, Path.GetDirectoryName(input.FilePath)!);
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        var clock = new SimulatedClock(scenario.Rounds[0].At);
        using var http = Http(server, clock);
        var collect = new CollectRun(
            database.Contexts, new FeedFetcher(http, clock), new CollectOptions(), clock, NullLogger<CollectRun>.Instance);
        using var taggers = new CurrentTagger(() => Nothing);
        var read = new ReadRun(
            database.Contexts, new ArticlePages(http, new RobotsRules(http, clock)), new TextExtractor(), taggers,
            (_, _, _) => Task.FromResult<StatementFinder>((_, _, _, _, _) => Detected.Nothing), new ReadOptions(), clock, NullLogger<ReadRun>.Instance);
        await AddFeedAsync(database, new Uri($"http://{scenario.Host}{scenario.Feed}"), clock.GetUtcNow());
        var newArticles = new JsonObject();
        var known = 0;
        for (var round = 0; round < scenario.Rounds.Count; round++)
        {
            server.Round = round;
            clock.AdvanceTo(scenario.Rounds[round].At);
            await MakeDueAsync(database, clock.GetUtcNow());
            await collect.RunAsync(CancellationToken.None);
            await ReadAllAsync(database, read, clock, round == scenario.Rounds.Count - 1 ? TimeSpan.MaxValue : TimeSpan.FromMinutes(2));
            var articles = (await ArticlesAsync(database)).Count;
            newArticles[$"{round + 1}"] = articles - known;
            known = articles;
        }

        return Report(scenario, await ArticlesAsync(database), newArticles, server);
    }

    private static JsonObject Report(Scenario scenario, List<Article> articles, JsonObject newArticles, ScenarioServer server)
    {
        var feed = new Uri($"http://{scenario.Host}{scenario.Feed}");
        var pages = server.Requests.Where(request => articles.Exists(article => article.Url is { } url && IsSame(new Uri(url), request.Address))
            && !IsSame(feed, request.Address)).ToList();
        var again = pages.GroupBy(page => page.Address.AbsoluteUri).Sum(page => page.Select(fetch => fetch.Round).Distinct().Count() - 1);
        return new JsonObject
        {
            ["articles"] = new JsonArray([.. articles.Select(article => new JsonObject
            {
                ["title"] = article.Title,
                ["outlet"] = article.Outlet,
                ["url"] = article.Url,
                ["text"] = article.Text,
                ["summaryOnly"] = article.SummaryOnly,
                ["note"] = article.ReadNote,
                ["past"] = article.Past,
            })]),
            ["newArticles"] = newArticles,
            ["pageFetches"] = new JsonArray([.. pages.Select(page => JsonValue.Create(page.Address.AbsoluteUri))]),
            ["refetched"] = again,
        };
    }

    private static bool IsSame(Uri one, Uri other) => one.Authority == other.Authority && one.PathAndQuery == other.PathAndQuery;

    /// <summary>Reads what is due, and what a busy host or a retry puts off by at most as long.</summary>
    private static async Task ReadAllAsync(TestDatabase database, ReadRun read, SimulatedClock clock, TimeSpan patience)
    {
        for (var look = 0; look < LooksMax; look++)
        {
            await read.RunAsync();
            await using var db = database.Contexts.CreateDbContext();
            var dueAt = await db.Set<Article>().Where(article => article.ReadAt == null).MinAsync(article => (DateTimeOffset?)article.ReadDueAt);
            if (dueAt is null || dueAt - clock.GetUtcNow() > patience)
            {
                return;
            }

            clock.AdvanceTo(dueAt.Value);
        }
    }

    private static async Task AddFeedAsync(TestDatabase database, Uri address, DateTimeOffset now)
    {
        await using var db = database.Contexts.CreateDbContext();
        db.Add(Monitor.Feeds.Feed.Of(address, address.Host, new Outlet { Name = address.Host }, now));
        await db.SaveChangesAsync();
    }

    private static async Task MakeDueAsync(TestDatabase database, DateTimeOffset now)
    {
        await using var db = database.Contexts.CreateDbContext();
        await db.Set<Feed>().ExecuteUpdateAsync(set => set.SetProperty(feed => feed.NextPollAt, now));
    }

    private static async Task<List<Article>> ArticlesAsync(TestDatabase database)
    {
        await using var db = database.Contexts.CreateDbContext();
        return await db.Set<Article>().AsNoTracking().OrderBy(article => article.Id).ToListAsync();
    }

    private static OutgoingHttp Http(ScenarioServer server, TimeProvider clock) => new(
        new NetOptions { Contact = "operator@example.org", PrivateNetworks = "127.0.0.0/8", Proxy = server.Address },
        new FreeBudget(), clock, (_, _) => Task.FromResult<IPAddress[]>([IPAddress.Loopback]), server.Roots);

    /// <summary>The scenario says what comes when; how hosts are spaced has tests of its own.</summary>
    private sealed class FreeBudget : IHostBudget
    {
        public Task<HostTurn> EnterAsync(string host, CancellationToken cancellationToken) =>
            Task.FromResult<HostTurn>(new HostTurn.Granted(host, 0, DateTimeOffset.MaxValue));

        public Task LeaveAsync(HostTurn.Granted turn, CancellationToken cancellationToken) => Task.CompletedTask;

        public Task RestAsync(string host, DateTimeOffset until, CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
