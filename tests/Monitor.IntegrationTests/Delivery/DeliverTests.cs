using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using MimeKit;
using Monitor.Delivery;
using Monitor.Delivery.Mail;
using Monitor.Pipeline;

namespace Monitor.IntegrationTests.Delivery;

public sealed class DeliverTests : IDisposable
{
    private static readonly DateTimeOffset Noon = new(2021, 7, 19, 12, 0, 0, TimeSpan.Zero);

    private readonly string _folder = Directory.CreateTempSubdirectory("monitor-mail-").FullName;
    private readonly FakeTimeProvider _clock = new(Noon);

    public static TheoryData<DatabaseKind> Kinds => TestDatabase.Kinds;

    [Theory, MemberData(nameof(Kinds))]
    public async Task What_is_due_is_sent_once_alerts_first(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var transport = new Script(_ => new DeliveryOutcome.Accepted());
        await AddAsync(database, ("digest/a", false), ("digest/b", false), ("alert/c", true));
        var deliver = Deliver(database, transport, parallel: 1);

        var first = await deliver.RunAsync();
        var second = await deliver.RunAsync();

        Assert.Equal(["alert/c", "digest/a", "digest/b"], transport.Sent);
        Assert.Equal(3, first.Counts["sent"]);
        Assert.Equal(0, second.Counts["sent"]);
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task Workers_side_by_side_send_each_message_once(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var transport = new Script(_ => new DeliveryOutcome.Accepted());
        await AddAsync(database, [.. Enumerable.Range(0, 60).Select(number => ($"digest/{number}", false))]);

        await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Deliver(database, transport, parallel: 2).RunAsync()));

        Assert.Equal(60, transport.Sent.Count);
        Assert.Equal(60, transport.Sent.Distinct().Count());
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task A_worker_that_dies_while_sending_leaves_a_message_that_is_sent_again_three_times_and_then_parked(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await AddAsync(database, ("digest/a", false));
        var transport = new Script(_ => new DeliveryOutcome.Accepted());
        for (var death = 1; death <= DeliverySchedule.UnknownResendsMax + 1; death++)
        {
            _clock.Advance(TimeSpan.FromHours(1));
            await ClaimAndDieAsync(database);
            await Deliver(database, new Script(_ => throw new InvalidOperationException("nothing is due yet"))).RunAsync();
        }

        _clock.Advance(TimeSpan.FromDays(30));
        await Deliver(database, transport).RunAsync();

        var message = await SingleAsync(database);
        Assert.Equal(OutboxState.Parked, message.State);
        Assert.Empty(transport.Sent);
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task A_worker_that_died_after_the_folder_had_the_mail_doubles_nothing(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await AddAsync(database, ("digest/a", false));
        var folder = new FolderTransport(_folder);
        await folder.SendAsync((await ClaimAndDieAsync(database)).Mail());

        await Deliver(database, folder).RunAsync();
        _clock.Advance(TimeSpan.FromHours(1));
        await Deliver(database, folder).RunAsync();

        Assert.Equal(OutboxState.Sent, (await SingleAsync(database)).State);
        Assert.Single(Directory.GetFiles(_folder, "*.eml"));
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task A_worker_that_wakes_up_late_writes_nothing(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await AddAsync(database, ("digest/a", false));
        var late = await ClaimAndDieAsync(database);
        await Deliver(database, new Script(_ => new DeliveryOutcome.Accepted())).RunAsync();
        _clock.Advance(TimeSpan.FromHours(1));
        await Deliver(database, new Script(_ => new DeliveryOutcome.Accepted())).RunAsync();

        await using var db = database.Contexts.CreateDbContext();
        var written = await db.CompleteAsync(
            late, new DeliveryStep(OutboxState.Rejected, null, 0, "too late"), _clock.GetUtcNow(), CancellationToken.None);

        Assert.False(written);
        Assert.Equal(OutboxState.Sent, (await SingleAsync(database)).State);
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task Outcomes_are_kept_without_the_address(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await AddAsync(database, ("digest/a", false));
        var report = await Deliver(database, new Script(mail => new DeliveryOutcome.Deferred($"450 <{mail.To.Mailboxes.Single().Address}> greylisted")))
            .RunAsync();

        var message = await SingleAsync(database);
        Assert.Equal((OutboxState.Deferred, "450 <(the recipient)> greylisted"), (message.State, message.Reason));
        Assert.Equal(Noon.AddMinutes(1), message.DueAt);
        Assert.Equal(["digest/a: deferred, 450 <(the recipient)> greylisted"], report.Skipped);
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task The_content_of_what_was_sent_is_forgotten_in_time_and_its_key_never(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await AddAsync(database, ("digest/a", false));
        var deliver = Deliver(database, new Script(_ => new DeliveryOutcome.Accepted()));
        await deliver.RunAsync();
        Assert.NotEmpty((await SingleAsync(database)).Content);

        _clock.Advance(TimeSpan.FromDays(31));
        await deliver.RunAsync();

        Assert.Empty((await SingleAsync(database)).Content);
        await Assert.ThrowsAnyAsync<DbUpdateException>(() => AddAsync(database, ("digest/a", false)));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private DeliverRun Deliver(TestDatabase database, IMailTransport transport, int parallel = 2)
    {
        var options = new DeliveryOptions { Parallel = parallel };
        var tools = new ChannelTools(transport, new HttpMessageInvoker(new SocketsHttpHandler()), options, _clock);
        return new DeliverRun(database.Contexts, tools, NullLogger<DeliverRun>.Instance);
    }

    private async Task AddAsync(TestDatabase database, params (string Key, bool Urgent)[] messages)
    {
        await using var db = database.Contexts.CreateDbContext();
        foreach (var (key, urgent) in messages)
        {
            var mail = MailKitTransportTests.Mail("reader@example.org") with { Key = key, ComposedAt = _clock.GetUtcNow() };
            db.Add(mail.ToOutbox("desk", urgent));
        }

        await db.SaveChangesAsync();
    }

    /// <summary>A worker that commits its claim and is never heard of again; by the database's clock its lease is over at once.</summary>
    private async Task<OutboxMessage> ClaimAndDieAsync(TestDatabase database)
    {
        await using var db = database.Contexts.CreateDbContext();
        var claimed = await db.ClaimNextAsync(_clock.GetUtcNow(), TimeSpan.FromSeconds(-1), ClosedWays.None, CancellationToken.None);
        Assert.NotNull(claimed);
        return claimed;
    }

    private static async Task<OutboxMessage> SingleAsync(TestDatabase database)
    {
        await using var db = database.Contexts.CreateDbContext();
        return await db.Set<OutboxMessage>().AsNoTracking().SingleAsync();
    }

    private sealed class Script(Func<MimeMessage, DeliveryOutcome> outcome) : IMailTransport
    {
        private readonly Lock _lock = new();

        public List<string> Sent { get; } = [];

        public Task<DeliveryOutcome> SendAsync(string key, MimeMessage message, CancellationToken cancellationToken)
        {
            lock (_lock)
            {
                Sent.Add(key);
            }

            return Task.FromResult(outcome(message));
        }
    }
}
