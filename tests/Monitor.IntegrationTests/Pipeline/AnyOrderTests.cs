using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Monitor.Actors;
using Monitor.Alerts;
using Monitor.Articles;
using Monitor.AttributionEvents;
using Monitor.AttributionEvents.Chains;
using Monitor.Attributions;
using Monitor.Delivery;
using Monitor.Delivery.Channels;
using Monitor.Delivery.Webhooks;
using Monitor.Pipeline;
using Monitor.Storage;
using Monitor.Subscribers;
using Monitor.Text;

namespace Monitor.IntegrationTests.Pipeline;

/// <summary>
/// What holds of incidents that are named, on real databases, in random orders, with articles that come again and every run as if the worker had just been
/// started: each is told as new once, no fact twice, none is silent because another was told, and the same order tells the same.
/// </summary>
public sealed class AnyOrderTests
{
    private const int Reports = 28;
    private static readonly DateTimeOffset Noon = new(2021, 7, 19, 12, 0, 0, TimeSpan.Zero);
    private static readonly string[] Accusers = ["country:US", "country:GB", "alliance:NATO", "agency:US-CISA"];

    public static TheoryData<DatabaseKind> Kinds => TestDatabase.Kinds;

    [Theory, MemberData(nameof(Kinds))]
    public async Task In_random_orders_each_incident_is_told_once_no_fact_twice_and_the_same_order_tells_the_same(DatabaseKind kind)
    {
        foreach (var seed in Enumerable.Range(1, 2))
        {
            var random = new Random(seed);
            var reports = Enumerable.Range(1, Reports).Select(number => Report(random, number)).ToList();
            var order = reports.Concat(reports.Take(8)).ToArray();
            random.Shuffle(order);

            var told = await PlayAsync(kind, order, new Random(seed), isRepeated: false);
            var again = await PlayAsync(kind, order, new Random(seed + 100), isRepeated: true);

            Assert.Equal(told.State, again.State);
            Assert.Equal(told.Facts.Order(StringComparer.Ordinal), again.Facts.Order(StringComparer.Ordinal));
            foreach (var one in new[] { told, again })
            {
                Assert.Equal(one.Facts.Distinct().Count(), one.Facts.Count);
                Assert.Equal(reports.Select(IncidentOf).Distinct().Order(StringComparer.Ordinal), one.Opened.Order(StringComparer.Ordinal));
            }
        }
    }

    /// <summary>A report by anybody of an incident that names what was hit and whose it is, in a story of its own, within nine days.</summary>
    private static ArticleStatements Report(Random random, int number)
    {
        string[] sectors = ["rail", "power", "parliament", "health"];
        var (sector, state) = (sectors[random.Next(4)], random.Next(2) == 0 ? "US" : "GB");
        var accused = random.Next(2) == 0 ? "country:CN" : "country:RU";
        var id = number.ToString(CultureInfo.InvariantCulture);
        return new ArticleStatements(
            id, $"They accuse {accused} of {sector} in {state}.", id, IsCopy: false, Noon.AddHours(random.Next(0, 24 * 9)), Live: true,
            [
                new Statement
                {
                    Accusers = [Accusers[random.Next(4)]],
                    Accused = accused,
                    AccusedCountry = accused[^2..],
                    Act = "a hacking campaign",
                    ActClass = "cyber-espionage",
                    Family = "cyber",
                    Strength = AttributionStrength.Official,
                    Rule = "test",
                    Evidence = new TextSpan(0, 4),
                    Incident = new Incident { Target = sector, TargetClass = sector, TargetState = state },
                },
            ])
        {
            Story = id,
        };
    }

    private static string IncidentOf(ArticleStatements report)
    {
        var statement = report.Statements[0];
        return $"{statement.Accused} {statement.Incident!.TargetClass} {statement.Incident.TargetState}";
    }

    /// <summary>Plays the articles in their order, in random batches, each by a register and a run of its own.</summary>
    /// <param name="isRepeated">Whether each batch is recorded twice, as after a restart that did not know of its commit.</param>
    private static async Task<Played> PlayAsync(DatabaseKind kind, ArticleStatements[] order, Random random, bool isRepeated)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await PrepareAsync(database);
        var clock = new FakeTimeProvider(Noon);
        for (var from = 0; from < order.Length;)
        {
            var batch = order.Skip(from).Take(random.Next(2, 9)).ToArray();
            from += batch.Length;
            for (var times = isRepeated ? 2 : 1; times > 0; times--)
            {
                await RecordAsync(database, batch);
            }

            clock.Advance(TimeSpan.FromSeconds(random.Next(0, 400)));
            await NotifyAsync(database, clock);
        }

        clock.Advance(TimeSpan.FromHours(2));
        await NotifyAsync(database, clock);
        return await PlayedAsync(database);
    }

    private static async Task PrepareAsync(TestDatabase database)
    {
        await using var db = database.Contexts.CreateDbContext();
        var hook = new ChannelAddress("hook", WebhookChannel.KindName, new Dictionary<string, string> { ["url"] = "https://hook.example.org/" });
        await db.ApplyAsync(
            [
                new SubscriberEntry("desk", "desk@example.org", new SubscriberSettings
                {
                    Channels = [hook],
                    Alerts = [new AlertRule { Name = "all", Channel = "hook" }],
                    AlertsPerHourMax = 100,
                }),
            ],
            Noon,
            CancellationToken.None);
        db.AddRange(Enumerable.Range(1, Reports).Select(number => new Article { Outlet = $"Outlet {number}", Title = $"Title {number}", CollectedAt = Noon }));
        await db.SaveChangesAsync();
    }

    private static async Task RecordAsync(TestDatabase database, ArticleStatements[] batch)
    {
        await using var db = database.Contexts.CreateDbContext();
        await using var transaction = await db.Database.BeginTransactionAsync();
        var sequence = await ChangeSequence.BeginAsync(db, CancellationToken.None);
        await new AttributionRegister(ActorRoots.ByIdAlone).RecordAsync(db, batch, sequence.Next, CancellationToken.None);
        await db.SaveChangesAsync();
        await sequence.KeepAsync(CancellationToken.None);
        await transaction.CommitAsync();
    }

    private static async Task NotifyAsync(TestDatabase database, FakeTimeProvider clock)
    {
        var notify = new NotifyRun(
            database.Contexts, new ActorBook([], []), new AlertOptions(), new DeliveryOptions(), clock, NullLogger<NotifyRun>.Instance);
        Assert.Empty((await notify.RunAsync()).Skipped);
    }

    /// <summary>What the calls say, with incidents for numbers, and what the rows say of events and their evidence.</summary>
    private static async Task<Played> PlayedAsync(TestDatabase database)
    {
        await using var db = database.Contexts.CreateDbContext();
        var rows = await db.Set<Attribution>().AsNoTracking().Include(one => one.Event).OrderBy(one => one.ArticleId).ToListAsync();
        var incidents = rows.Where(row => row.EventId is not null).GroupBy(row => row.EventId!.Value).ToDictionary(
            one => one.Key.ToString(CultureInfo.InvariantCulture),
            one => string.Join(" + ", one.Select(row => $"{row.AccusedRoot} {row.Incident!.TargetClasses[0]} {row.Incident.State}").Distinct()));
        var stated = await db.Set<Fact>().AsNoTracking().ToDictionaryAsync(
            fact => fact.Key, fact => $"{incidents[fact.EventId!.Value.ToString(CultureInfo.InvariantCulture)]}: {fact.Stated}");
        var calls = await db.Set<OutboxMessage>().AsNoTracking().Where(message => message.ChannelKind == WebhookChannel.KindName)
            .OrderBy(message => message.Id).ToListAsync();
        var events = calls.SelectMany(call => JsonNode.Parse(call.Read<OutgoingWebhook>().Body)!["events"]!.AsArray()).ToList();
        return new Played(
            [.. events.Where(one => (string)one!["news"]! == "event").Select(one => incidents[(string)one!["event"]!])],
            [.. events.SelectMany(one => one!["facts"]!.AsArray()).Select(fact => stated[(string)fact!])],
            string.Join('\n', rows.Select(row => $"{row.ArticleId} {row.Event?.Key} {row.Event?.StartAt:O}")));
    }

    private sealed record Played(List<string> Opened, List<string> Facts, string State);
}
