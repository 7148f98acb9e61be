using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Monitor.Articles;
using Monitor.Config;
using Monitor.Delivery;
using Monitor.Delivery.Mail;
using Monitor.Digests;
using Monitor.Feeds;
using Monitor.Net;
using Monitor.Storage;
using Monitor.Subscribers;
using Monitor.Worker.Demo;
using Monitor.Worker.Hosting;
using Monitor.Worker.Settings;

namespace Monitor.IntegrationTests.Demo;

/// <summary>
/// A running story and the demo through all runs: what each digest leads with was written before the first run (Running/README.md). Right is a
/// digest in subject and first entry; 28 of 32 have to be, and of what else was written all but what stands here.
/// </summary>
public sealed class RunningTests(ITestOutputHelper output) : IDisposable
{
    private const int RightMin = 28;

    /// <summary>
    /// No alert tells that a newspaper takes its report back: nothing to mark. And the demo's Stadium Today answers 429 on the morning of 20 July:
    /// what it published before seven is read after it.
    /// </summary>
    private const int OtherFaultsMax = 4;

    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Demo");
    private static readonly string Config = Path.Combine(AppContext.BaseDirectory, "config");

    private readonly string _folder = Directory.CreateTempSubdirectory("monitor-running-").FullName;

    [Fact]
    public async Task A_digest_leads_with_what_is_new()
    {
        var running = ReplayArticle.Read([Path.Combine(Folder, "Running", "articles.jsonl")]);
        var monday = new DateTimeOffset(2026, 3, 9, 0, 0, 0, TimeSpan.Zero);
        var judged = await JudgeAsync(
            Path.Combine("Running", "expected.jsonl"), running, null, SubscriberConfig.Read(Path.Combine(Folder, "Running", "subscribers.yaml")),
            (monday, monday.AddDays(6).AddHours(9)), null);
        judged.AddRange(await JudgeAsync(
            "demo-digests.jsonl", DemoStory.Articles(), DemoStory.Manners, SubscriberConfig.Read(DemoStory.SubscribersFile),
            (DemoStory.StartAt, DemoStory.EndAt), TimeSpan.FromMinutes(10)));

        foreach (var one in judged)
        {
            output.WriteLine($"{(one.IsRight ? "right" : "WRONG")}  {one.Name}  {one.Digest.Subject}");
            one.Faults.ForEach(fault => output.WriteLine($"         {fault}"));
        }

        var others = judged.Sum(one => one.Faults.Count(fault => !DigestJudge.IsOfLead(fault)));
        output.WriteLine($"{judged.Count(one => one.IsRight)} of {judged.Count} right, {others} other faults");
        Assert.True(judged.Count(one => one.IsRight) >= RightMin, $"{judged.Count(one => one.IsRight)} of {judged.Count}");
        Assert.True(others <= OtherFaultsMax, $"{others} other faults");
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private async Task<List<JudgedDigest>> JudgeAsync(
        string expected, IReadOnlyList<ReplayArticle> articles, IReadOnlyDictionary<string, ReplayManner>? manners,
        IReadOnlyList<SubscriberEntry> subscribers, (DateTimeOffset StartAt, DateTimeOffset EndAt) span, TimeSpan? grid)
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        await PlayAsync(database, articles, manners, subscribers, span, grid);
        await using var db = database.Contexts.CreateDbContext();
        var truth = articles.ToDictionary(article => (article.Line.Outlet, article.Line.Title), article => article.Line.Id);
        var stored = await db.Set<Article>().AsNoTracking().Select(article => new { article.Id, article.Outlet, article.Title, article.Url }).ToListAsync();
        var judge = new DigestJudge(
            stored.Where(one => truth.ContainsKey((one.Outlet, one.Title))).ToDictionary(one => one.Id, one => truth[(one.Outlet, one.Title)]),
            stored.Where(one => one.Url is not null && truth.ContainsKey((one.Outlet, one.Title))).ToLookup(one => one.Url!, one => truth[(one.Outlet, one.Title)]));
        var digests = await DigestsAsync(db);
        return
        [
            .. File.ReadLines(Path.Combine(Folder, expected)).Select(line => JsonNode.Parse(line)!.AsObject())
                .Select(line => judge.Judge(line, digests.GetValueOrDefault((string)line["digest"]!))),
        ];
    }

    private async Task PlayAsync(
        TestDatabase database, IReadOnlyList<ReplayArticle> articles, IReadOnlyDictionary<string, ReplayManner>? manners,
        IReadOnlyList<SubscriberEntry> subscribers, (DateTimeOffset StartAt, DateTimeOffset EndAt) span, TimeSpan? grid)
    {
        var clock = new SimulatedClock(span.StartAt);
        await using var server = await ReplayServer.StartAsync(articles, clock, manners, CancellationToken.None);
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
            await db.ApplyAsync(subscribers, span.StartAt, CancellationToken.None);
            foreach (var outlet in server.Outlets.Where(outlet => outlet.Name == "Continental Post"))
            {
                db.Add(Feed.Of(outlet.Feed, outlet.Name, new Outlet { Name = outlet.Name, Weight = 10 }, span.StartAt));
            }

            await db.SaveChangesAsync();
        }

        await new Play(app.Services, database.Contexts, server, clock).RunAsync(span.EndAt, grid, new Progress<PlayProgress>(), CancellationToken.None);
    }

    /// <summary>By "reader/date/slot"; also those that told nothing are not there.</summary>
    private static async Task<Dictionary<string, PlayedDigest>> DigestsAsync(MonitorDbContext db)
    {
        var digests = new Dictionary<string, PlayedDigest>();
        var names = await db.Set<Subscriber>().ToDictionaryAsync(subscriber => subscriber.Id, subscriber => subscriber.Name);
        foreach (var digest in await db.Set<ComposedDigest>().AsNoTracking().Where(one => one.MessageKey != null).ToListAsync())
        {
            var message = await db.Set<OutboxMessage>().AsNoTracking().SingleAsync(one => one.Key == digest.MessageKey);
            var name = string.Create(CultureInfo.InvariantCulture, $"{names[digest.SubscriberId]}/{digest.LocalDate:yyyy-MM-dd}/{digest.Slot}");
            digests[name] = new PlayedDigest(message.Read<OutgoingMail>().Subject, digest.Told()!);
        }

        return digests;
    }
}
