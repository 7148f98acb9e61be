using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Monitor.Alerts;
using Monitor.Articles;
using Monitor.Config;
using Monitor.Delivery;
using Monitor.Delivery.Webhooks;
using Monitor.Net;
using Monitor.Storage;
using Monitor.Subscribers;
using Monitor.Worker.Demo;
using Monitor.Worker.Hosting;
using Monitor.Worker.Settings;

namespace Monitor.IntegrationTests.Storage;

/// <summary>Databases that version 0.1 made (Fixtures/README.md) become databases of today, with all that they hold.</summary>
public sealed class UpgradeTests : IDisposable
{
    /// <summary>What a migration replaced by something else.</summary>
    private static readonly string[] Replaced = ["Outbox.IsWebhook", "Accounts.TokenHash", "Accounts.TokenMadeAt"];

    // Addresses in the databases bear it. Where another program has the port, the server answers at another address.
    private const int FixturePort = 18731;

    // However long is played: half an hour a step of a day, three and a half of a week.
    private const int PlayedSteps = 50;

    private static readonly string Config = Path.Combine(AppContext.BaseDirectory, "config");
    private static readonly DateTimeOffset PlayedUntil = new(2021, 7, 23, 14, 10, 0, TimeSpan.Zero);

    private static readonly ArticleLine News = new(
        "late",
        "Baltic Post",
        "http://baltic-post.test/late",
        "Estonia accuses Belarus of hacking its parliament",
        "TALLINN - Estonia on Friday accused Belarus of hacking the computers of its parliament. Belarus did not answer at once.",
        PlayedUntil,
        "en");

    private static readonly ArticleLine[] Week =
    [
        Line("rail", "Prairie Post", "Trains stood still in Ohio",
            "For two hours no train left Cleveland. The United States accused China of hacking its railways. "
            + "The transport secretary showed reporters a list of nine addresses and a half-burnt switch."),
        Line("grid", "Maine Lantern", "Lights out on the coast",
            "Lobsters had to be sold by candle light. The United States accused China of hacking its power grid. "
            + "Crews from three counties drove out at night; a school became a shelter, with soup and a piano."),
    ];

    private readonly string _folder = Directory.CreateTempSubdirectory("monitor-upgrade-").FullName;

    public static TheoryData<DatabaseKind> Kinds => TestDatabase.Kinds;

    [Theory, MemberData(nameof(Kinds))]
    public async Task All_rows_of_all_tables_are_there_afterwards(DatabaseKind kind)
    {
        await using var database = await OldDatabase.CreateAsync(kind);
        await using var db = database.Contexts.CreateDbContext();
        var before = await StoredRows.OfAsync(db);

        Assert.NotEmpty(await DatabaseSetup.MigrateAsync(database.Contexts, CancellationToken.None));

        var after = await StoredRows.OfAsync(db);
        var kept = before.Columns.Except(Replaced).ToHashSet();
        Assert.Empty(kept.Except(after.Columns));
        Assert.All(before.Tables, table => Assert.Equal(before.Rows(table, kept), after.Rows(table, kept)));
        Assert.False(db.Database.HasPendingModelChanges());
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task What_changed_its_form_says_the_same(DatabaseKind kind)
    {
        await using var database = await UpgradedAsync(kind);
        await using var db = database.Contexts.CreateDbContext();

        var messages = await db.Set<OutboxMessage>().AsNoTracking().ToListAsync();
        Assert.Equal(20, messages.Count);
        Assert.All(messages, message => Assert.Equal(message.Key.Contains("/soc/", StringComparison.Ordinal) ? "webhook" : "mail", message.ChannelKind));
        var desk = await db.Set<Subscriber>().AsNoTracking().SingleAsync(subscriber => subscriber.Name == "berlin-desk");
        Assert.Equal(new WebhookAddress("http://127.0.0.1:9/hooks/monitor", null, WebhookShape.Json, "soc"), WebhookAddress.Of(desk.Channel("soc")!));
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task Played_on_for_a_day_with_the_same_articles_again_no_fact_is_told_twice(DatabaseKind kind)
    {
        await using var database = await UpgradedAsync(kind);
        var toldBefore = await ToldAsync(database);
        var keysBefore = (await MessagesAsync(database)).Select(message => message.Key).ToHashSet();

        await PlayOnAsync(database, PlayedUntil.AddDays(1.1), [News]);

        var messages = await MessagesAsync(database);
        var calls = messages.Where(message => message.ChannelKind == WebhookChannel.KindName).SelectMany(FactsIn).ToList();
        Assert.Equal(calls.Distinct(), calls);
        var told = await ToldAsync(database);
        Assert.Empty(toldBefore.Except(told));
        // A rejection that nobody had been told of when the database was upgraded, and what happened after that.
        var alerts = messages.Where(message => message.Rank == 0 && !keysBefore.Contains(message.Key)).ToList();
        Assert.Equal(
            ["berlin-desk mail", "berlin-desk mail", "berlin-desk webhook", "berlin-desk webhook", "night-desk mail", "night-desk mail"],
            alerts.Select(message => $"{message.Recipient} {message.ChannelKind}").Order());
        Assert.Equal(3, alerts.Count(message => message.Subject.Contains("Estonia", StringComparison.Ordinal)));
        Assert.Equal(3, alerts.Count(message => message.Subject.StartsWith("Correction", StringComparison.Ordinal)));
        Assert.Contains(messages, message => message.Rank == 1 && !keysBefore.Contains(message.Key));
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task What_was_told_counts_for_the_events_that_were_open_and_for_none_that_come_later(DatabaseKind kind)
    {
        await using var database = await UpgradedAsync(kind);
        var before = (await MessagesAsync(database)).Select(message => message.Key).ToHashSet();

        await PlayOnAsync(database, PlayedUntil.AddDays(7), Week);

        var alerts = (await MessagesAsync(database)).Where(message => message.Rank == 0 && !before.Contains(message.Key)).ToList();
        Assert.Equal(3, alerts.Count(message => message.Subject.Contains("railways", StringComparison.Ordinal)));
        Assert.Equal(3, alerts.Count(message => message.Subject.Contains("power grid", StringComparison.Ordinal)));
        Assert.Equal(3, alerts.Count(message => message.Subject.StartsWith("Correction", StringComparison.Ordinal)));
        Assert.Equal(9, alerts.Count);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static ArticleLine Line(string id, string outlet, string title, string text) =>
        new(id, outlet, $"http://{id}.test/{id}", title, text, PlayedUntil, "en");

    private static async Task<TestDatabase> UpgradedAsync(DatabaseKind kind)
    {
        var database = await OldDatabase.CreateAsync(kind);
        await DatabaseSetup.MigrateAsync(database.Contexts, CancellationToken.None);
        return database;
    }

    private async Task PlayOnAsync(TestDatabase database, DateTimeOffset endAt, ArticleLine[] news)
    {
        var articles = DemoStory.Articles();
        await using (var db = database.Contexts.CreateDbContext())
        {
            await ArticleImport.KeepAsync(db, [.. articles.Select(article => article.Line), .. news], live: true, PlayedUntil, CancellationToken.None);
            await db.SaveChangesAsync();
        }

        var clock = new SimulatedClock(PlayedUntil);
        await using var server = await ReplayServer.StartAsync(articles, clock, manners: null, CancellationToken.None, FixturePort);
        var settings = MonitorSettings.Load(
            null,
            [
                ("Storage:Database", database.Url),
                ("Net:PrivateNetworks", "127.0.0.0/8"),
                ("Net:Contact", "a test on loopback"),
                ("Delivery:Folder", Path.Combine(_folder, "mail")),
                ("Delivery:WebhookSecrets:soc", "a secret of the two"),
            ]);
        await using var app = MonitorHost.BuildForPlay(settings, database.Contexts, clock, Config, server.ResolveAsync);
        await ApplyConfigAsync(database);
        await new Play(app.Services, database.Contexts, server, clock)
            .RunAsync(endAt, (endAt - PlayedUntil) / PlayedSteps, new Progress<PlayProgress>(), CancellationToken.None);
    }

    /// <summary>As 'monitor config apply' after an upgrade: the cues of today know what can be hit.</summary>
    private static async Task ApplyConfigAsync(TestDatabase database)
    {
        await using var db = database.Contexts.CreateDbContext();
        var changes = await ConfigStore.DifferencesAsync(db, Config, ConfigParts.Of(Config), CancellationToken.None);
        await ConfigStore.WriteAsync(db, [.. changes], "start", "a test", PlayedUntil, isFromFolder: true, CancellationToken.None);
    }

    private static IEnumerable<string> FactsIn(OutboxMessage message) =>
        from one in JsonNode.Parse(message.Read<OutgoingWebhook>().Body)!["events"]!.AsArray()
        from fact in one!["facts"]!.AsArray()
        select $"{message.Recipient}: {fact}";

    private static async Task<List<OutboxMessage>> MessagesAsync(TestDatabase database)
    {
        await using var db = database.Contexts.CreateDbContext();
        return await db.Set<OutboxMessage>().AsNoTracking().OrderBy(message => message.Id).ToListAsync();
    }

    private static async Task<HashSet<string>> ToldAsync(TestDatabase database)
    {
        await using var db = database.Contexts.CreateDbContext();
        return await db.Set<ToldFact>().Select(fact => fact.SubscriberId + "/" + fact.Channel + "/" + fact.FactKey + "/" + fact.MessageKey).ToHashSetAsync();
    }
}
