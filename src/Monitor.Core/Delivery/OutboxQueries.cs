using Microsoft.EntityFrameworkCore;
using Monitor.Storage;

namespace Monitor.Delivery;

/// <summary>The named questions and commits of the outbox.</summary>
public static class OutboxQueries
{
    private const int ReasonCharactersMax = 1000;

    /// <summary>
    /// Takes the next message that is due, alerts first, and commits it as <see cref="OutboxState.Sending"/>: from here on a worker that
    /// dies leaves a message of unknown outcome. Several workers never take the same one. Null when nothing is due.
    /// </summary>
    public static async Task<OutboxMessage?> ClaimNextAsync(
        this MonitorDbContext db, DateTimeOffset now, TimeSpan lease, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        var leaseExpiresAt = await db.NowAsync(cancellationToken) + lease;
        var claimed = db is SqliteMonitorDbContext
            ? await db.Set<OutboxMessage>()
                .FromSql(
                    $"""
                    UPDATE "Outbox" SET "State" = 'Sending', "AttemptNumber" = "AttemptNumber" + 1, "DueAt" = NULL,
                           "LeaseExpiresAt" = {UtcTextConverter.Format(leaseExpiresAt)}
                    WHERE "Id" = (SELECT "Id" FROM "Outbox" WHERE "DueAt" IS NOT NULL AND "DueAt" <= {UtcTextConverter.Format(now)}
                                  ORDER BY "Rank", "DueAt", "Id" LIMIT 1)
                    RETURNING *
                    """)
                .AsNoTracking().ToListAsync(cancellationToken)
            : await db.Set<OutboxMessage>()
                .FromSql(
                    $"""
                    UPDATE "Outbox" SET "State" = 'Sending', "AttemptNumber" = "AttemptNumber" + 1, "DueAt" = NULL,
                           "LeaseExpiresAt" = {leaseExpiresAt}
                    WHERE "Id" = (SELECT "Id" FROM "Outbox" WHERE "DueAt" IS NOT NULL AND "DueAt" <= {now}
                                  ORDER BY "Rank", "DueAt", "Id" LIMIT 1 FOR UPDATE SKIP LOCKED)
                    RETURNING *
                    """)
                .AsNoTracking().ToListAsync(cancellationToken);
        return claimed.SingleOrDefault();
    }

    /// <summary>Writes what came of an attempt. False when another worker has taken the message over since: then nothing is written.</summary>
    public static async Task<bool> CompleteAsync(
        this MonitorDbContext db, OutboxMessage claimed, DeliveryStep step, DateTimeOffset now, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(claimed);
        ArgumentNullException.ThrowIfNull(step);
        var reason = step.Reason?.Length > ReasonCharactersMax ? step.Reason[..ReasonCharactersMax] : step.Reason;
        var written = await db.Set<OutboxMessage>()
            .Where(message => message.Id == claimed.Id
                && message.AttemptNumber == claimed.AttemptNumber
                && message.State == OutboxState.Sending)
            .ExecuteUpdateAsync(
                set => set
                    .SetProperty(message => message.State, step.State)
                    .SetProperty(message => message.DueAt, step.DueAt)
                    .SetProperty(message => message.UnknownOutcomes, step.UnknownOutcomes)
                    .SetProperty(message => message.LeaseExpiresAt, (DateTimeOffset?)null)
                    .SetProperty(message => message.EndedAt, now)
                    .SetProperty(message => message.Reason, reason),
                cancellationToken);
        return written == 1;
    }

    /// <summary>The messages that a worker began to send and never came back from: their lease has run out by the database's clock.</summary>
    public static async Task<IReadOnlyList<OutboxMessage>> AbandonedAsync(
        this MonitorDbContext db, int batchMax, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        var now = await db.NowAsync(cancellationToken);
        return await db.Set<OutboxMessage>().AsNoTracking()
            .Where(message => message.LeaseExpiresAt != null && message.LeaseExpiresAt < now)
            .OrderBy(message => message.LeaseExpiresAt)
            .Take(batchMax)
            .ToListAsync(cancellationToken);
    }

    /// <summary>
    /// Empties the content of messages that ended before <paramref name="endedBefore"/>; the row stays, so that its key is never used again.
    /// </summary>
    public static Task<int> ForgetContentAsync(
        this IQueryable<OutboxMessage> messages, DateTimeOffset endedBefore, CancellationToken cancellationToken) =>
        messages
            .Where(message => (message.State == OutboxState.Sent || message.State == OutboxState.Rejected)
                && message.EndedAt < endedBefore
                && message.Content != Array.Empty<byte>())
            .ExecuteUpdateAsync(set => set.SetProperty(message => message.Content, Array.Empty<byte>()), cancellationToken);
}
