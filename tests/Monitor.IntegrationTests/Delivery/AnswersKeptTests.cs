using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Monitor.Delivery;
using Monitor.Subscribers.Refusals;

namespace Monitor.IntegrationTests.Delivery;

/// <summary>What a server answers is kept, whatever characters it sends: PostgreSQL holds no NUL, and neither database half a pair.</summary>
public sealed class AnswersKeptTests
{
    private const string Said = "550 n\0o\uD83D";
    private const string Kept = "550 no\uFFFD";

    private static readonly DateTimeOffset Noon = new(2021, 7, 19, 12, 0, 0, TimeSpan.Zero);

    public static TheoryData<DatabaseKind> Kinds => TestDatabase.Kinds;

    [Theory, MemberData(nameof(Kinds))]
    public async Task An_answer_is_kept_without_what_a_database_refuses(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var db = database.Contexts.CreateDbContext();
        db.Add(OutboxMessage.Of("mail", "example.org", "digest/desk", "content", "desk", "subject", Noon, urgent: false));
        await db.SaveChangesAsync();
        var claimed = await db.ClaimNextAsync(Noon, TimeSpan.FromMinutes(1), ClosedWays.None, CancellationToken.None);

        Assert.True(await db.CompleteAsync(claimed!, new DeliveryStep(OutboxState.Rejected, null, 0, Said), Noon, CancellationToken.None));
        await new WaysOut(new DeliveryOptions(), new FakeTimeProvider(Noon), NullLogger.Instance)
            .HaltAsync(db, "mail", new DeliveryOutcome.Halted(Said, NeedsOperator: true), CancellationToken.None);
        await db.RecordRefusalAsync(
            new MailRefusal { Address = "desk@example.org", Day = new DateOnly(2021, 7, 19), NoSuchUser = false, Reason = Said }, Noon, CancellationToken.None);

        await using var later = database.Contexts.CreateDbContext();
        Assert.Equal(
            [Kept, Kept, Kept],
            new[]
            {
                (await later.Set<OutboxMessage>().SingleAsync()).Reason,
                (await later.Set<HaltedWay>().SingleAsync()).Reason,
                (await later.Set<MailRefusal>().SingleAsync()).Reason,
            });
    }
}
