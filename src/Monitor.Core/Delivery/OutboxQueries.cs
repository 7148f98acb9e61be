using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Monitor.Storage;
using Monitor.Text;

namespace Monitor.Delivery;

/// <summary>The named questions and commits of the outbox.</summary>
public static class OutboxQueries
{
    private const int ReasonCharactersMax = 1000;

    private static readonly OutboxState[] Ended =
        [OutboxState.Sent, OutboxState.Deferred, OutboxState.Rejected, OutboxState.Unknown, OutboxState.Parked];

    /// <summary>
    /// Takes the next message that is due, alerts first, and commits it as <see cref="OutboxState.Sending"/>: from here on a worker that
    /// dies leaves a message of unknown outcome. Several workers never take the same one. Null when nothing is due.
    /// </summary>
    /// <param name="closed">What is not taken now.</param>
    public static async Task<OutboxMessage?> ClaimNextAsync(
        this MonitorDbContext db, DateTimeOffset now, TimeSpan lease, ClosedWays closed, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(closed);
        var leaseExpiresAt = await db.NowAsync(cancellationToken) + lease;
        var claimed = db is SqliteMonitorDbContext
            ? await db.Set<OutboxMessage>()
                .FromSql(
                    $"""
                    UPDATE "Outbox" SET "State" = 'Sending', "AttemptNumber" = "AttemptNumber" + 1, "DueAt" = NULL,
                           "LeaseExpiresAt" = {UtcTextConverter.Format(leaseExpiresAt)}
                    WHERE "Id" = (SELECT "Id" FROM "Outbox" WHERE "DueAt" IS NOT NULL AND "DueAt" <= {UtcTextConverter.Format(now)}
                                    AND "ChannelKind" NOT IN (SELECT value FROM json_each({JsonSerializer.Serialize(closed.Kinds)}))
                                    AND "Destination" NOT IN (SELECT value FROM json_each({JsonSerializer.Serialize(closed.Destinations)}))
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
                                    AND "ChannelKind" <> ALL({closed.Kinds.ToArray()}) AND "Destination" <> ALL({closed.Destinations.ToArray()})
                                  ORDER BY "Rank", "DueAt", "Id" LIMIT 1 FOR UPDATE SKIP LOCKED)
                    RETURNING *
                    """)
                .AsNoTracking().ToListAsync(cancellationToken);
        return claimed.SingleOrDefault();
    }

    /// <summary>A sign of life: the attempt goes on. False when another worker has taken the message over since.</summary>
    public static async Task<bool> RenewAsync(this MonitorDbContext db, OutboxMessage claimed, TimeSpan lease, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(claimed);
        var leaseExpiresAt = await db.NowAsync(cancellationToken) + lease;
        return await db.Set<OutboxMessage>().Held(claimed)
            .ExecuteUpdateAsync(set => set.SetProperty(message => message.LeaseExpiresAt, leaseExpiresAt), cancellationToken) == 1;
    }

    /// <summary>Writes what came of an attempt. False when another worker has taken the message over since: then nothing is written.</summary>
    public static async Task<bool> CompleteAsync(
        this MonitorDbContext db, OutboxMessage claimed, DeliveryStep step, DateTimeOffset now, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(claimed);
        ArgumentNullException.ThrowIfNull(step);
        // A server may answer what PostgreSQL refuses to hold.
        var reason = StoredText.Of(step.Reason?.Length > ReasonCharactersMax ? step.Reason[..ReasonCharactersMax] : step.Reason);
        var deferrals = claimed.Deferrals + (step.IsPutOff ? 1 : 0);
        var written = await db.Set<OutboxMessage>().Held(claimed)
            .ExecuteUpdateAsync(
                set => set
                    .SetProperty(message => message.State, step.State)
                    .SetProperty(message => message.DueAt, step.DueAt)
                    .SetProperty(message => message.UnknownOutcomes, step.UnknownOutcomes)
                    .SetProperty(message => message.Deferrals, deferrals)
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
            .Where(message => (message.State == OutboxState.Sent || message.State == OutboxState.Rejected || message.State == OutboxState.Withdrawn)
                && message.EndedAt < endedBefore
                && message.Content != Array.Empty<byte>())
            .ExecuteUpdateAsync(set => set.SetProperty(message => message.Content, Array.Empty<byte>()), cancellationToken);

    /// <summary>
    /// For who composes a later message that can tell the same: takes one back that never went out. True when it is certain, or given up as
    /// never to be known, that the reader does not have it from here, and none of its kind will be tried again: then what it told is to be told
    /// anew. False while it is being sent, of unknown outcome and still tried, or sent. The change is committed with the caller's transaction.
    /// </summary>
    /// <param name="key">The message's key (<see cref="OutboxMessage.Key"/>).</param>
    /// <param name="into">What tells it instead, in words: it becomes the reason that lists show.</param>
    public static async Task<bool> WithdrawAsync(
        this MonitorDbContext db, string key, string into, DateTimeOffset now, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        var withdrawn = await db.Set<OutboxMessage>()
            .Where(message => message.Key == key
                && (message.State == OutboxState.Rejected || message.State == OutboxState.Parked || message.State == OutboxState.Deferred
                    || message.State == OutboxState.Pending)
                && (message.UnknownOutcomes == 0 || message.State == OutboxState.Parked))
            .ExecuteUpdateAsync(
                set => set
                    .SetProperty(message => message.State, OutboxState.Withdrawn)
                    .SetProperty(message => message.DueAt, (DateTimeOffset?)null)
                    .SetProperty(message => message.EndedAt, now)
                    .SetProperty(message => message.Reason, into),
                cancellationToken);
        return withdrawn == 1;
    }

    /// <summary>Notes of a mail that was accepted, and came back after all, that it was refused. A reader who called it junk has it.</summary>
    /// <param name="reason">What the report says, without the address.</param>
    public static Task<int> CameBackAsync(this MonitorDbContext db, string key, string reason, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(reason);
        var said = StoredText.Of(reason.Length > ReasonCharactersMax ? reason[..ReasonCharactersMax] : reason);
        return db.Set<OutboxMessage>().Where(message => message.Key == key && message.State == OutboxState.Sent && message.Reason == null)
            .ExecuteUpdateAsync(
                set => set.SetProperty(message => message.State, OutboxState.Rejected).SetProperty(message => message.Reason, said), cancellationToken);
    }

    /// <summary>Attempts at mails between an instant and now, and those under way, by where they go.</summary>
    public static Task<Dictionary<string, int>> MailsSinceAsync(
        this IQueryable<OutboxMessage> messages, string channelKind, DateTimeOffset since, DateTimeOffset now, CancellationToken cancellationToken) =>
        messages
            .Where(message => message.ChannelKind == channelKind
                && (message.State == OutboxState.Sending || (Ended.Contains(message.State) && message.EndedAt > since && message.EndedAt <= now)))
            .GroupBy(message => message.Destination)
            .Select(group => new { group.Key, Count = group.Count() })
            .ToDictionaryAsync(pair => pair.Key, pair => pair.Count, cancellationToken);

    private static IQueryable<OutboxMessage> Held(this IQueryable<OutboxMessage> messages, OutboxMessage claimed) =>
        messages.Where(message => message.Id == claimed.Id
            && message.AttemptNumber == claimed.AttemptNumber
            && message.State == OutboxState.Sending);
}
