using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using MimeKit;
using Monitor.Delivery;
using Monitor.Delivery.Channels;
using Monitor.Delivery.Mail;
using Monitor.Pipeline;
using Monitor.Subscribers;

namespace Monitor.IntegrationTests.Delivery;

/// <summary>What an outcome says beyond its own message: of the way out, of the address; and that no message waits for another's server.</summary>
public sealed partial class WaysOutTests
{
    private static readonly DateTimeOffset Noon = new(2021, 7, 19, 12, 0, 0, TimeSpan.Zero);

    private readonly FakeTimeProvider _clock = new(Noon);
    private readonly DeliveryOptions _options = new() { Parallel = 2 };

    public static TheoryData<DatabaseKind> Kinds => TestDatabase.Kinds;

    [Theory, MemberData(nameof(Kinds))]
    public async Task A_halted_way_keeps_all_its_messages_is_tried_by_one_and_lets_all_go_at_once(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await AddAsync(database, [.. Enumerable.Range(0, 20).Select(number => $"digest/{number}")]);
        var isDown = true;
        var transport = new Script(_ => isDown ? new DeliveryOutcome.Halted("nothing listens", false) : new DeliveryOutcome.Accepted());

        await Deliver(database, transport).RunAsync();
        var atFirst = transport.Sent.Count;
        await Deliver(database, transport).RunAsync();
        var atOnce = transport.Sent.Count;
        _clock.Advance(TimeSpan.FromMinutes(10));
        await Deliver(database, transport).RunAsync();
        var later = transport.Sent.Count;
        isDown = false;
        _clock.Advance(TimeSpan.FromHours(30));
        await Deliver(database, transport).RunAsync();

        // Those under way when the first was told; then none; then one; then all.
        Assert.InRange(atFirst, 1, _options.Parallel);
        Assert.Equal((atFirst, atFirst + 1), (atOnce, later));
        await using var db = database.Contexts.CreateDbContext();
        Assert.Equal(20, await db.Set<OutboxMessage>().CountAsync(message => message.State == OutboxState.Sent));
        Assert.Empty(await db.Set<HaltedWay>().ToListAsync());
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task A_refused_sign_in_is_told_once_to_who_looks_after_the_feeds_by_another_channel(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await AddAsync(database, "digest/a", "digest/b");
        await AddSubscriberAsync(database, "desk", "reader@example.org", new SubscriberSettings
        {
            FeedTroubles = true,
            Channels = [new ChannelAddress("soc", "webhook", new Dictionary<string, string> { ["url"] = "https://hooks.example.org/1", ["shape"] = "slack" })],
        });
        var transport = new Script(_ => new DeliveryOutcome.Halted("mail.example.org:587 refuses the sign-in as monitor: 535", true));

        await Deliver(database, transport).RunAsync();
        _clock.Advance(TimeSpan.FromHours(1));
        await Deliver(database, transport).RunAsync();

        await using var db = database.Contexts.CreateDbContext();
        Assert.True((await db.Set<HaltedWay>().SingleAsync()).NeedsOperator);
        var notice = Assert.Single(await db.Set<OutboxMessage>().Where(message => message.ChannelKind == "webhook").ToListAsync());
        Assert.Equal("webhook/hooks.example.org", notice.Destination);
        Assert.Contains("refuses the sign-in", notice.Read<Monitor.Delivery.Webhooks.OutgoingWebhook>().Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_halt_that_could_not_be_told_is_not_known_either()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        await AddAsync(database, "digest/a");
        await AddSubscriberAsync(database, "desk", "reader@example.org", new SubscriberSettings
        {
            FeedTroubles = true,
            Channels = [new ChannelAddress("soc", "webhook", new Dictionary<string, string> { ["url"] = "https://hooks.example.org/1" })],
        });
        await using var db = database.Contexts.CreateDbContext();
        await db.Database.ExecuteSqlRawAsync("CREATE TRIGGER broken BEFORE INSERT ON \"Outbox\" BEGIN SELECT RAISE(ABORT, 'broken'); END");
        var transport = new Script(_ => new DeliveryOutcome.Halted("mail.example.org:587 refuses the sign-in as monitor: 535", true));
        var running = Deliver(database, transport).RunAsync();
        while (transport.Sent.IsEmpty && !running.IsCompleted)
        {
            await Task.Delay(10);
        }

        // The run tries to write it again and again.
        await Task.Delay(300);
        await db.Database.ExecuteSqlRawAsync("DROP TRIGGER broken");
        await running;

        Assert.Single(await db.Set<OutboxMessage>().Where(message => message.ChannelKind == "webhook").ToListAsync());
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task A_domain_that_is_not_relayed_waits_alone_and_two_that_were_served_stop_all(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var refused = new HashSet<string> { "typed.example", "other.example" };
        var transport = new Script(mail => refused.Contains(mail.To.Mailboxes.Single().Domain)
            ? new DeliveryOutcome.Deferred("554 5.7.1 Relay access denied") { IsNotRelayed = true }
            : new DeliveryOutcome.Accepted());
        foreach (var (domain, sent, halted) in ((string, int, int)[])
            [("desk.example", 1, 0), ("typed.example", 1, 0), ("other.example", 1, 0), ("desk.example", 2, 0), ("staff.example", 3, 0)])
        {
            await AddAsync(database, [$"{domain}/{sent}"], $"reader@{domain}");
            await Deliver(database, transport).RunAsync();
            await using var db = database.Contexts.CreateDbContext();
            Assert.Equal((sent, halted), (await db.Set<OutboxMessage>().CountAsync(message => message.State == OutboxState.Sent), await db.Set<HaltedWay>().CountAsync()));
        }

        _clock.Advance(TimeSpan.FromHours(2));
        refused.UnionWith(["desk.example", "staff.example"]);
        await AddAsync(database, "desk.example", 1);
        await AddAsync(database, "staff.example", 1);
        await Deliver(database, transport).RunAsync();
        await using var later = database.Contexts.CreateDbContext();
        Assert.True((await later.Set<HaltedWay>().SingleAsync()).NeedsOperator);
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task Who_halts_a_way_does_not_try_it_again_before_others(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        _options.Parallel = 1;
        await AddAsync(database, "a", "b");
        var transport = new Script(_ => new DeliveryOutcome.Halted("554 5.7.60 not as this sender", true));
        await Deliver(database, transport).RunAsync();
        _clock.Advance(TimeSpan.FromMinutes(15));
        await Deliver(database, transport).RunAsync();

        Assert.Equal(["a", "b"], transport.Sent);
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task Mails_keep_to_their_rates(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        (_options.MailsPerMinuteMax, _options.MailsPerMinuteAndDomainMax) = (10, 4);
        await AddAsync(database, "a.example", 8);
        await AddAsync(database, "b.example", 3);
        await AddAsync(database, "c.example", 8);
        var transport = new Script(_ => new DeliveryOutcome.Accepted());
        var counts = new List<int>();
        for (var minute = 0; minute < 4; minute++)
        {
            var before = transport.Sent.Count;
            await Deliver(database, transport).RunAsync();
            counts.Add(transport.Sent.Count - before);
            _clock.Advance(TimeSpan.FromSeconds(61));
        }

        Assert.Equal([10, 8, 1, 0], counts);
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task A_lease_is_renewed_while_an_attempt_lives_and_others_do_not_wait_for_it(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        using var stalled = new SemaphoreSlim(0);
        var transport = new Stalling(stalled);
        await AddAsync(database, "slow/1", "slow/2", "slow/3", "slow/4", "quick/1", "quick/2");
        var running = Deliver(database, transport).RunAsync();

        // Each slow one holds its own connection only: the quick ones go before any of the slow ones ends.
        while (transport.Sent.Count(key => key.StartsWith("quick", StringComparison.Ordinal)) < 2)
        {
            await Task.Delay(100);
        }

        var before = await LeasesAsync(database);
        while ((await LeasesAsync(database)).Min() <= before.Max())
        {
            await Task.Delay(500);
        }

        // Another worker finds nothing to take over.
        var other = await Deliver(database, new Script(_ => throw new InvalidOperationException("nothing is due"))).RunAsync();
        stalled.Release(4);
        var report = await running;

        Assert.Equal(0, other.Counts.Values.Sum());
        Assert.Equal(6, report.Counts["sent"]);
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task What_never_went_out_is_withdrawn_for_a_later_message_and_nothing_else(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await AddAsync(database, "pending", "rejected", "deferred", "unknown", "sent", "sending", "parked");
        await using var db = database.Contexts.CreateDbContext();
        foreach (var state in Enum.GetValues<OutboxState>())
        {
            var key = state.ToString().ToLowerInvariant();
            await db.Set<OutboxMessage>().Where(message => message.Key == key)
                .ExecuteUpdateAsync(set => set
                    .SetProperty(message => message.State, state)
                    .SetProperty(message => message.UnknownOutcomes, state == OutboxState.Unknown ? 1 : state == OutboxState.Parked ? 4 : 0));
        }

        var withdrawn = new List<string>();
        foreach (var key in new[] { "pending", "rejected", "deferred", "unknown", "sent", "sending", "parked", "no such key" })
        {
            if (await db.WithdrawAsync(key, "told in the digest of 20 July", Noon, CancellationToken.None))
            {
                withdrawn.Add(key);
            }
        }

        Assert.Equal(["pending", "rejected", "deferred", "parked"], withdrawn);
        Assert.Equal(4, await db.Set<OutboxMessage>().CountAsync(message => message.State == OutboxState.Withdrawn && message.DueAt == null));
    }

    private static async Task<List<DateTimeOffset>> LeasesAsync(TestDatabase database)
    {
        await using var db = database.Contexts.CreateDbContext();
        return await db.Set<OutboxMessage>().Where(message => message.LeaseExpiresAt != null).Select(message => message.LeaseExpiresAt!.Value).ToListAsync();
    }

    private DeliverRun Deliver(TestDatabase database, IMailTransport transport) =>
        new(database.Contexts, new ChannelTools(transport, new HttpMessageInvoker(new Unreachable()), _options, _clock), NullLogger<DeliverRun>.Instance);

    private Task AddAsync(TestDatabase database, params string[] keys) => AddAsync(database, keys, "reader@example.org");

    private Task AddAsync(TestDatabase database, string domain, int count) =>
        AddAsync(database, [.. Enumerable.Range(0, count).Select(number => $"{domain}/{number}")], $"reader@{domain}");

    private async Task AddAsync(TestDatabase database, string[] keys, string to)
    {
        await using var db = database.Contexts.CreateDbContext();
        foreach (var key in keys)
        {
            db.Add((MailKitTransportTests.Mail(to) with { Key = key, ComposedAt = _clock.GetUtcNow() }).ToOutbox("desk", urgent: false));
        }

        await db.SaveChangesAsync();
    }

    private static async Task AddSubscriberAsync(TestDatabase database, string name, string address, SubscriberSettings settings)
    {
        await using var db = database.Contexts.CreateDbContext();
        db.Add(SubscriberQueries.New(new SubscriberEntry(name, address, settings), Noon, 0, isFromFile: true));
        await db.SaveChangesAsync();
    }

    private sealed class Script(Func<MimeMessage, DeliveryOutcome> outcome) : IMailTransport
    {
        public ConcurrentQueue<string> Sent { get; } = new();

        public Task<DeliveryOutcome> SendAsync(string key, MimeMessage message, CancellationToken cancellationToken)
        {
            Sent.Enqueue(key);
            return Task.FromResult(outcome(message));
        }
    }

    private sealed class Stalling(SemaphoreSlim stalled) : IMailTransport
    {
        public ConcurrentQueue<string> Sent { get; } = new();

        public async Task<DeliveryOutcome> SendAsync(string key, MimeMessage message, CancellationToken cancellationToken)
        {
            Sent.Enqueue(key);
            if (key.StartsWith("slow", StringComparison.Ordinal))
            {
                await stalled.WaitAsync(cancellationToken);
            }

            return new DeliveryOutcome.Accepted();
        }
    }

    private sealed class Unreachable : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            throw new HttpRequestException(HttpRequestError.ConnectionError, "nothing listens");
    }
}
