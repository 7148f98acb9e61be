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

/// <summary>The property of the ledger and the decision once more on real databases, with every run as if the worker had just been started.</summary>
public sealed class ToldOnceTests
{
    private static readonly DateTimeOffset Noon = new(2021, 7, 19, 12, 0, 0, TimeSpan.Zero);
    private static readonly string[] Accusers = ["country:US", "country:GB", "alliance:NATO", "company:MICROSOFT"];
    private static readonly string[] Sectors = ["rail", "power", "any-systems"];
    private static readonly string[] Marks = ["name:ada byron", "name:byron", "name:ben okri", "count:3"];

    public static TheoryData<DatabaseKind> Kinds => TestDatabase.Kinds;

    [Theory, MemberData(nameof(Kinds))]
    public async Task Whatever_arrives_in_whatever_order_each_subscriber_is_told_each_fact_at_most_once(DatabaseKind kind)
    {
        foreach (var seed in Enumerable.Range(1, 2))
        {
            await using var database = await TestDatabase.CreateAsync(kind);
            var articles = await StoreAsync(database);
            var random = new Random(seed);
            var arriving = articles.Concat(articles.Take(10)).ToArray();
            random.Shuffle(arriving);
            var clock = new FakeTimeProvider(Noon);
            foreach (var batch in arriving.Chunk(random.Next(1, 6)))
            {
                await RecordAsync(database, batch);
                clock.Advance(TimeSpan.FromSeconds(random.Next(0, 400)));
                await NotifyAsync(database, clock);
            }

            for (var hours = 0; hours < 6; hours++)
            {
                clock.Advance(TimeSpan.FromHours(1));
                await NotifyAsync(database, clock);
            }

            var told = await ToldAsync(database);
            Assert.NotEmpty(told);
            Assert.All(told.GroupBy(one => one), one => Assert.Single(one));
            await using var db = database.Contexts.CreateDbContext();
            Assert.Equal(told.Count, await db.Set<ToldFact>().CountAsync());
            Assert.Empty(await db.Set<AlertEntry>().Where(entry => entry.State == AlertEntryState.Waiting).ToListAsync());
        }
    }

    /// <summary>What the messages themselves say, not what was noted beside them.</summary>
    private static async Task<List<string>> ToldAsync(TestDatabase database)
    {
        await using var db = database.Contexts.CreateDbContext();
        var messages = await db.Set<OutboxMessage>().Where(message => message.ChannelKind == WebhookChannel.KindName).ToListAsync();
        return
        [
            .. messages.SelectMany(
                message => JsonNode.Parse(message.Read<OutgoingWebhook>().Body)!["events"]!.AsArray().SelectMany(one => one!["facts"]!.AsArray()),
                (message, fact) => $"{message.Recipient} {fact}"),
        ];
    }

    private static async Task NotifyAsync(TestDatabase database, FakeTimeProvider clock)
    {
        var notify = new NotifyRun(
            database.Contexts, new ActorBook([], []), new AlertOptions(), new DeliveryOptions(), clock, NullLogger<NotifyRun>.Instance);
        Assert.Empty((await notify.RunAsync()).Skipped);
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

    /// <summary>Articles of 40 days, and two subscribers: one who wants everything, one with a narrow rule and little room.</summary>
    private static async Task<List<ArticleStatements>> StoreAsync(TestDatabase database)
    {
        await using var db = database.Contexts.CreateDbContext();
        var webhook = new ChannelAddress("hook", WebhookChannel.KindName, new Dictionary<string, string> { ["url"] = "https://hook.example.org/" });
        await db.ApplyAsync(
            [
                new SubscriberEntry("desk", "desk@example.org", new SubscriberSettings
                {
                    Channels = [webhook],
                    Alerts = [new AlertRule { Name = "all", Channel = "hook" }],
                }),
                new SubscriberEntry("watch", "watch@example.org", new SubscriberSettings
                {
                    Channels = [webhook],
                    Alerts = [new AlertRule { Name = "some", Channel = "hook", MinimumStrength = AttributionStrength.Official, Accused = ["country:CN"] }],
                    AlertsPerHourMax = 1,
                }),
            ],
            Noon,
            CancellationToken.None);
        var articles = Enumerable.Range(1, 40).Select(number => new Article { Outlet = "The Outlet", Title = $"Title {number}", CollectedAt = Noon }).ToList();
        db.AddRange(articles);
        await db.SaveChangesAsync();
        var random = new Random(2021);
        return articles.ConvertAll(article => new ArticleStatements(
            article.Id.ToString(CultureInfo.InvariantCulture),
            "They accuse them.",
            article.Id.ToString(CultureInfo.InvariantCulture),
            IsCopy: false,
            Noon.AddHours(random.Next(0, 24 * 40)),
            Live: random.Next(0, 6) > 0,
            [.. Enumerable.Range(0, random.Next(0, 4)).Select(place => Stated(random, place))])
        {
            Story = random.Next(0, 8).ToString(CultureInfo.InvariantCulture),
        });
    }

    private static Statement Stated(Random random, int place)
    {
        var form = random.Next(0, 10);
        var accused = random.Next(0, 4) == 0 ? "country:RU" : "country:CN";
        var one = new Statement
        {
            Accusers = [Accusers[random.Next(4)], Accusers[random.Next(4)]],
            Accused = accused,
            AccusedCountry = accused[^2..],
            Act = "",
            ActClass = "unspecified",
            Family = random.Next(0, 3) == 0 ? "kinetic" : "cyber",
            Strength = (AttributionStrength)random.Next(0, 7),
            Rule = "test",
            Retraction = form is 0 or 1,
            Evidence = new TextSpan(0, 4 + place),
            Instrument = random.Next(0, 2) == 0 ? [] : [Marks[random.Next(4)]],
            Incident = random.Next(0, 3) == 0 ? null : new Incident { Target = "it", TargetClass = Sectors[random.Next(3)] },
        };
        return form is 2 ? one with { Accusers = [accused], Accused = null, AccusedCountry = null, Polarity = Polarity.Denied } : one;
    }
}
