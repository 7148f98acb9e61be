using Microsoft.EntityFrameworkCore;

namespace Monitor.Storage;

public static class LeaseQueries
{
    /// <summary>Takes or renews a lease; null while another holder's has not run out.</summary>
    public static async Task<HeldLease?> TakeLeaseAsync(
        this MonitorDbContext db, string name, string holder, TimeSpan duration, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        var now = await db.NowAsync(cancellationToken);
        var expiresAt = now + duration;
        var leases = db.Set<Lease>();
        var renewed = await leases
            .Where(lease => lease.Name == name && lease.Holder == holder && lease.ExpiresAt > now)
            .ExecuteUpdateAsync(set => set.SetProperty(lease => lease.ExpiresAt, expiresAt), cancellationToken);
        if (renewed == 0)
        {
            // Asked first: an insert beside a row that its holder is about to commit would wait for that commit.
            if (!await leases.AnyAsync(lease => lease.Name == name, cancellationToken))
            {
                await db.CreateLeaseAsync(name, cancellationToken);
            }

            if (await db.TakeExpiredAsync(name, holder, now, expiresAt, cancellationToken) == 0)
            {
                return null;
            }
        }

        var attempt = await leases.AsNoTracking()
            .Where(lease => lease.Name == name && lease.Holder == holder)
            .Select(lease => (long?)lease.AttemptNumber)
            .SingleOrDefaultAsync(cancellationToken);
        return attempt is { } number ? new HeldLease(name, holder, number) : null;
    }

    /// <summary>
    /// Whether the lease is still held, asked inside the transaction that is about to commit: the row stays locked until then, so that nobody
    /// takes over in between. It is renewed with that: who asks is alive.
    /// </summary>
    public static async Task<bool> HoldsAsync(this MonitorDbContext db, HeldLease held, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(held);
        var expiresAt = await db.NowAsync(cancellationToken) + LeaseTimes.Duration;
        var touched = await db.Set<Lease>()
            .Where(lease => lease.Name == held.Name && lease.Holder == held.Holder && lease.AttemptNumber == held.AttemptNumber)
            .ExecuteUpdateAsync(set => set.SetProperty(lease => lease.ExpiresAt, expiresAt), cancellationToken);
        return touched == 1;
    }

    /// <summary>Saves what was changed, if the lease is still held; else nothing is written.</summary>
    public static Task<bool> CommitAsync(this MonitorDbContext db, HeldLease held, CancellationToken cancellationToken) =>
        db.CommitAsync(held, () => Task.FromResult(true), cancellationToken);

    /// <param name="alsoAsync">Written in the same transaction, before what was changed; false to write nothing.</param>
    public static async Task<bool> CommitAsync(this MonitorDbContext db, HeldLease held, Func<Task<bool>> alsoAsync, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(alsoAsync);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        if (!await db.HoldsAsync(held, cancellationToken) || !await alsoAsync())
        {
            return false;
        }

        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return true;
    }

    /// <summary>Gives a lease back, so that another worker need not wait until it runs out.</summary>
    public static async Task ReleaseLeaseAsync(this MonitorDbContext db, HeldLease held, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(held);
        await db.Set<Lease>()
            .Where(lease => lease.Name == held.Name && lease.Holder == held.Holder && lease.AttemptNumber == held.AttemptNumber)
            .ExecuteUpdateAsync(set => set.SetProperty(lease => lease.ExpiresAt, DateTimeOffset.UnixEpoch), cancellationToken);
    }

    /// <summary>
    /// Nobody waits for the row: while a transaction of its holder has it, the holder is alive, or PostgreSQL will end that session.
    /// </summary>
    private static Task<int> TakeExpiredAsync(
        this MonitorDbContext db, string name, string holder, DateTimeOffset now, DateTimeOffset expiresAt, CancellationToken cancellationToken) =>
        db is SqliteMonitorDbContext
            ? db.Set<Lease>()
                .Where(lease => lease.Name == name && lease.ExpiresAt <= now)
                .ExecuteUpdateAsync(
                    set => set
                        .SetProperty(lease => lease.Holder, holder)
                        .SetProperty(lease => lease.ExpiresAt, expiresAt)
                        .SetProperty(lease => lease.AttemptNumber, lease => lease.AttemptNumber + 1),
                    cancellationToken)
            : db.Database.ExecuteSqlAsync(
                $"""
                UPDATE "Leases" SET "Holder" = {holder}, "ExpiresAt" = {expiresAt}, "AttemptNumber" = "AttemptNumber" + 1
                WHERE "Name" = (SELECT "Name" FROM "Leases" WHERE "Name" = {name} AND "ExpiresAt" <= {now} FOR UPDATE SKIP LOCKED)
                """,
                cancellationToken);

    private static Task<int> CreateLeaseAsync(this MonitorDbContext db, string name, CancellationToken cancellationToken)
    {
        var expired = DateTimeOffset.UnixEpoch;
        return db is SqliteMonitorDbContext
            ? db.Database.ExecuteSqlAsync(
                $"""
                INSERT INTO "Leases" ("Name", "Holder", "AttemptNumber", "ExpiresAt")
                VALUES ({name}, '', 0, {UtcTextConverter.Format(expired)}) ON CONFLICT DO NOTHING
                """,
                cancellationToken)
            : db.Database.ExecuteSqlAsync(
                $"""INSERT INTO "Leases" ("Name", "Holder", "AttemptNumber", "ExpiresAt") VALUES ({name}, '', 0, {expired}) ON CONFLICT DO NOTHING""",
                cancellationToken);
    }
}
