using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Monitor.AttributionEvents;
using Monitor.Attributions;
using Monitor.Config;
using Monitor.Delivery;
using Monitor.Delivery.Channels;
using Monitor.Delivery.Webhooks;
using Monitor.Digests;
using Monitor.Net;
using Monitor.Storage;
using Monitor.Stories;
using Monitor.Subscribers;
using Monitor.Worker.Demo;
using Monitor.Worker.Hosting;
using Monitor.Worker.Settings;

namespace Monitor.IntegrationTests.Demo;

/// <summary>A week through all runs: which alerts and which entries of digests come of it stands beside it (Week/README.md).</summary>
public sealed class WeekTests(ITestOutputHelper output) : IDisposable
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Demo", "Week");
    private static readonly string Config = Path.Combine(AppContext.BaseDirectory, "config");
    private static readonly IReadOnlyList<ReplayArticle> Articles = ReplayArticle.Read([Path.Combine(Folder, "articles.jsonl")]);
    private static readonly List<JsonObject> Expected =
        [.. File.ReadLines(Path.Combine(Folder, "expected.jsonl")).Select(line => JsonNode.Parse(line)!.AsObject())];

    private readonly string _folder = Directory.CreateTempSubdirectory("monitor-week-").FullName;

    public static TheoryData<DatabaseKind> Kinds => TestDatabase.Kinds;

    [Theory, MemberData(nameof(Kinds))]
    public async Task A_week_tells_what_was_expected_and_played_again_nothing_more(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await SubscribeAsync(database);
        var endAt = Articles[^1].AppearsAt.AddHours(40);

        var port = await PlayAsync(database, Articles[0].AppearsAt.AddHours(-1), endAt, 0);
        var alerts = await AlertsAsync(database);
        var digests = await DigestsAsync(database);
        var messages = await CountAsync(database);
        await PlayAsync(database, endAt, endAt.AddDays(2), port);

        Assert.Equal(messages, await CountAsync(database));
        Assert.Equal(ExpectedAlerts("desk"), alerts["desk"]);
        Assert.Equal(ExpectedAlerts("two-reports"), alerts["two-reports"]);
        Compare(digests);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static List<string> ExpectedAlerts(string to) =>
        [.. Expected.Where(line => line.ContainsKey("alert") && (string)line["to"]! == to).Select(line => $"{line["alert"]} {line["event"]}")];

    /// <summary>Each line of a digest as it was written, but for those that are marked with the reason; a mark that is no longer true is printed.</summary>
    private void Compare(Dictionary<string, List<string>> digests)
    {
        var wrong = new List<string>();
        foreach (var digest in Expected.Where(line => line.ContainsKey("digest")))
        {
            var day = (string)digest["digest"]!;
            var got = digests.GetValueOrDefault(day) ?? [];
            foreach (var entry in digest["entries"]!.AsArray().Select(one => one!.AsObject()))
            {
                var (line, isThere) = ((string)entry["line"]!, got.Contains((string)entry["line"]!));
                if (!isThere && !entry.ContainsKey("wrong"))
                {
                    wrong.Add($"{day}: missing {line}");
                }
                else if (isThere && entry.ContainsKey("wrong"))
                {
                    output.WriteLine($"{day}: right by now, take the mark away: {line}");
                }
            }

            var known = digest["entries"]!.AsArray().Select(one => (string)one!["line"]!).Concat(
                digest["instead"]?.AsArray().Select(one => (string)one!) ?? []).ToHashSet();
            got.FindAll(line => !known.Contains(line)).ForEach(line => output.WriteLine($"{day}: not expected: {line}"));
        }

        Assert.Empty(wrong);
    }

    private static async Task SubscribeAsync(TestDatabase database)
    {
        var hook = new ChannelAddress("hook", WebhookChannel.KindName, new Dictionary<string, string> { ["url"] = "http://127.0.0.1:9/hook" });
        await using var db = database.Contexts.CreateDbContext();
        SubscriberEntry Entry(string name, int reports) => new(name, $"{name}@example.org", new SubscriberSettings
        {
            TimeZone = "UTC",
            Digests = name == "desk" ? [new DigestSlot(new TimeOnly(7, 0), [])] : [],
            Channels = [hook],
            Alerts = [new AlertRule { Name = "all", Channel = "hook", MinimumStrength = AttributionStrength.Supports, MinimumIndependentReports = reports }],
        });
        await db.ApplyAsync([Entry("desk", 1), Entry("two-reports", 2)], Articles[0].AppearsAt.AddDays(-1), CancellationToken.None);
        await db.SaveChangesAsync();
    }

    private async Task<int> PlayAsync(TestDatabase database, DateTimeOffset startAt, DateTimeOffset endAt, int port)
    {
        var clock = new SimulatedClock(startAt);
        await using var server = await ReplayServer.StartAsync(Articles, clock, manners: null, CancellationToken.None, port);
        var settings = MonitorSettings.Load(
            null,
            [
                ("Storage:Database", database.Url), ("Net:PrivateNetworks", "127.0.0.0/8"), ("Net:Contact", "a test on loopback"),
                ("Delivery:Folder", Path.Combine(_folder, "mail")),
            ]);
        await using var app = MonitorHost.BuildForPlay(settings, database.Contexts, clock, Config, server.ResolveAsync);
        await using (var db = database.Contexts.CreateDbContext())
        {
            var changes = await ConfigStore.DifferencesAsync(db, Config, ConfigParts.Of(Config), CancellationToken.None);
            await ConfigStore.WriteAsync(db, [.. changes], "start", "a test", clock.GetUtcNow(), isFromFolder: true, CancellationToken.None);
        }

        await new Play(app.Services, database.Contexts, server, clock).RunAsync(endAt, grid: null, new Progress<PlayProgress>(), CancellationToken.None);
        return server.Outlets[0].Feed.Port;
    }

    private static async Task<int> CountAsync(TestDatabase database)
    {
        await using var db = database.Contexts.CreateDbContext();
        return await db.Set<OutboxMessage>().CountAsync();
    }

    /// <summary>Of each subscriber what the calls say, in order: "event parliament".</summary>
    private static async Task<Dictionary<string, List<string>>> AlertsAsync(TestDatabase database)
    {
        await using var db = database.Contexts.CreateDbContext();
        var labels = await EventLabelsAsync(db);
        var calls = await db.Set<OutboxMessage>().AsNoTracking().Where(message => message.ChannelKind == WebhookChannel.KindName)
            .OrderBy(message => message.Id).ToListAsync();
        return calls
            .SelectMany(
                call => JsonNode.Parse(call.Read<OutgoingWebhook>().Body)!["events"]!.AsArray(),
                (call, one) => (call.Recipient, Line: $"{one!["news"]} {labels[long.Parse((string)one["event"]!, CultureInfo.InvariantCulture)]}"))
            .GroupBy(one => one.Recipient)
            .ToDictionary(said => said.Key, said => said.Select(one => one.Line).ToList());
    }

    /// <summary>Of each day the entries of the digest, as <c>expected.jsonl</c> writes them.</summary>
    private static async Task<Dictionary<string, List<string>>> DigestsAsync(TestDatabase database)
    {
        await using var db = database.Contexts.CreateDbContext();
        var labels = await EventLabelsAsync(db);
        var ids = Articles.ToLookup(article => (article.Line.Outlet, article.Line.Title), article => article.Line.Id);
        var stories = (await db.Set<StoryArticle>().AsNoTracking().Select(one => new { one.StoryId, one.Article!.Outlet, one.Article.Title }).ToListAsync())
            .GroupBy(one => one.StoryId).ToDictionary(one => one.Key, one => LabelOf("story", ids[(one.First().Outlet, one.First().Title)].First()));
        var entries = new Dictionary<string, List<string>>();
        foreach (var digest in await db.Set<ComposedDigest>().AsNoTracking().Where(one => one.MessageKey != null).ToListAsync())
        {
            var told = await db.NewsAfter(digest.AfterSequence).Where(news => news.Sequence <= digest.ToSequence).Select(news => news.EventId)
                .ToListAsync();
            entries[digest.LocalDate.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)] =
            [
                .. told.Select(id => $"attribution {labels[id]}").Distinct(),
                .. digest.Told()!.Entries.Select(entry => entry.Story).OfType<DigestStory>().Select(story => StoryLine(stories[story.Id], story)),
            ];
        }

        return entries;
    }

    private static string StoryLine(string label, DigestStory story) =>
        $"story {label}: {story.IndependentReports} reports, {story.Copies} copies{(story.IsUpdate ? $", {story.NewArticles} new" : "")}";

    private static async Task<Dictionary<long, string>> EventLabelsAsync(MonitorDbContext db)
    {
        var ids = Articles.ToLookup(article => (article.Line.Outlet, article.Line.Title), article => article.Line.Id);
        var evidence = await db.Set<Attribution>().AsNoTracking().Where(one => one.EventId != null)
            .Select(one => new { EventId = one.EventId!.Value, one.Article!.Outlet, one.Article.Title }).ToListAsync();
        return evidence.GroupBy(one => one.EventId).ToDictionary(
            one => one.Key, one => string.Join(" + ", one.Select(said => LabelOf("event", ids[(said.Outlet, said.Title)].First())).Distinct().Order()));
    }

    private static string LabelOf(string kind, string articleId) =>
        Expected.Where(line => line.ContainsKey(kind) && line.ContainsKey("articles") && line["articles"]!.AsArray().Any(id => (string)id! == articleId))
            .Select(line => (string)line[kind]!).FirstOrDefault() ?? "none";
}
