using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Monitor.Storage;

namespace Monitor.Net;

internal sealed class WebHostMapping : IEntityTypeConfiguration<WebHost>
{
    public void Configure(EntityTypeBuilder<WebHost> builder)
    {
        builder.ToTable("WebHosts");
        builder.HasKey(host => host.Name);
        builder.Property(host => host.Name).HasMaxLength(255);
        builder.Ignore(host => host.Use);
    }
}

/// <summary>
/// The budget that all workers share: one row a host, changed only when it still is as it was read. On PostgreSQL the database's clock
/// counts, since workers' clocks differ; a simulated clock counts alone.
/// </summary>
public sealed class StoredHostBudget(MonitorDbContextFactory contexts, TimeProvider clock) : IHostBudget
{
    private static readonly TimeSpan ConnectionPoll = TimeSpan.FromMilliseconds(250);

    private readonly ConcurrentDictionary<HostTurn.Granted, RenewedTurn> _renewed = new();

    public async Task<HostTurn> EnterAsync(string host, CancellationToken cancellationToken)
    {
        await using var db = contexts.CreateForgetful();
        var waited = TimeSpan.Zero;
        while (true)
        {
            var now = await NowAsync(db, cancellationToken);
            if (await TakeAsync(db, host, now, cancellationToken) is { } turn)
            {
                return Renewing(turn);
            }

            var use = await UseAsync(db, host, cancellationToken);
            if (use.FreeAt <= now)
            {
                // It was given back in between.
                continue;
            }

            var wait = use.NextRequestAt > now ? use.NextRequestAt - now : ConnectionPoll;
            waited += wait;
            if (waited > HostTurn.WaitMax)
            {
                return new HostTurn.Busy(use.FreeAt);
            }

            await clock.WaitAsync(wait, cancellationToken);
        }
    }

    public async Task LeaveAsync(HostTurn.Granted turn, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(turn);
        var mark = turn.LeasedUntil;
        if (_renewed.TryRemove(turn, out var renewed))
        {
            await renewed.Renewal.DisposeAsync();
            mark = renewed.LeasedUntil;
        }

        await DatabaseRetry.RunAsync(() => MoveAsync(turn, mark, DateTimeOffset.UnixEpoch, cancellationToken), cancellationToken);
    }

    /// <summary>Keeps a turn while its request lasts. A simulated clock stands still meanwhile.</summary>
    private HostTurn.Granted Renewing(HostTurn.Granted turn)
    {
        if (clock is not SimulatedClock)
        {
            var renewed = new RenewedTurn { LeasedUntil = turn.LeasedUntil };
            renewed.Renewal = new LeaseRenewal(contexts, async (db, cancellationToken) =>
            {
                var until = await NowAsync(db, cancellationToken) + HostTurn.LeaseMax;
                var isHeld = await MoveAsync(turn, renewed.LeasedUntil, until, cancellationToken);
                renewed.LeasedUntil = isHeld ? until : renewed.LeasedUntil;
                return isHeld;
            });
            _renewed[turn] = renewed;
        }

        return turn;
    }

    /// <summary>Sets another end of a turn's lease; false where another worker has the connection by now.</summary>
    private async Task<bool> MoveAsync(HostTurn.Granted turn, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken)
    {
        await using var db = contexts.CreateForgetful();
        var hosts = db.Set<WebHost>().Where(row => row.Name == turn.Host);
        return turn.Connection == 1
            ? await hosts.Where(row => row.FirstLeasedUntil == from)
                .ExecuteUpdateAsync(set => set.SetProperty(row => row.FirstLeasedUntil, to), cancellationToken) == 1
            : await hosts.Where(row => row.SecondLeasedUntil == from)
                .ExecuteUpdateAsync(set => set.SetProperty(row => row.SecondLeasedUntil, to), cancellationToken) == 1;
    }

    public async Task RestAsync(string host, DateTimeOffset until, CancellationToken cancellationToken)
    {
        await using var db = contexts.CreateForgetful();
        await AddAsync(db, host, cancellationToken);
        await db.Set<WebHost>()
            .Where(row => row.Name == host && row.NextRequestAt < until)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.NextRequestAt, until), cancellationToken);
    }

    private async Task<DateTimeOffset> NowAsync(MonitorDbContext db, CancellationToken cancellationToken)
    {
        var now = contexts.IsShared && clock is not SimulatedClock ? await db.NowAsync(cancellationToken) : clock.GetUtcNow();

        // PostgreSQL keeps microseconds: the mark that is given back must equal the one that was stored.
        return now.AddTicks(-(now.Ticks % TimeSpan.TicksPerMicrosecond));
    }

    private static async Task<HostUse> UseAsync(MonitorDbContext db, string host, CancellationToken cancellationToken) =>
        (await db.Set<WebHost>().AsNoTracking().SingleOrDefaultAsync(row => row.Name == host, cancellationToken))?.Use ?? HostUse.None;

    /// <summary>
    /// Takes the host's turn where it is free, by the rule of <see cref="HostUse.Take"/> and in one statement: most hosts are free when they are asked.
    /// Null where it is not.
    /// </summary>
    private static async Task<HostTurn.Granted?> TakeAsync(MonitorDbContext db, string host, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var leasedUntil = now + HostTurn.LeaseMax;
        var (at, next, lease, never) = (
            Stored(db, now), Stored(db, now + HostTurn.Spacing), Stored(db, leasedUntil), Stored(db, HostUse.None.SecondLeasedUntil));
        var connections = await db.Database.SqlQuery<int>(
            $"""
            INSERT INTO "WebHosts" AS host ("Name", "NextRequestAt", "FirstLeasedUntil", "SecondLeasedUntil") VALUES ({host}, {next}, {lease}, {never})
            ON CONFLICT ("Name") DO UPDATE SET
                "NextRequestAt" = excluded."NextRequestAt",
                "FirstLeasedUntil" = CASE WHEN host."FirstLeasedUntil" <= {at} THEN excluded."FirstLeasedUntil" ELSE host."FirstLeasedUntil" END,
                "SecondLeasedUntil" = CASE WHEN host."FirstLeasedUntil" <= {at} THEN host."SecondLeasedUntil" ELSE excluded."FirstLeasedUntil" END
            WHERE host."NextRequestAt" <= {at} AND (host."FirstLeasedUntil" <= {at} OR host."SecondLeasedUntil" <= {at})
            RETURNING CASE WHEN "FirstLeasedUntil" = {lease} THEN 1 ELSE 2 END AS "Value"
            """).ToListAsync(cancellationToken);
        return connections is [var connection] ? new HostTurn.Granted(host, connection, leasedUntil) : null;
    }

    /// <summary>A row for a host that was never asked before.</summary>
    private static async Task AddAsync(MonitorDbContext db, string host, CancellationToken cancellationToken)
    {
        var none = HostUse.None;
        var (next, first, second) = (Stored(db, none.NextRequestAt), Stored(db, none.FirstLeasedUntil), Stored(db, none.SecondLeasedUntil));
        await db.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO "WebHosts" ("Name", "NextRequestAt", "FirstLeasedUntil", "SecondLeasedUntil")
            VALUES ({host}, {next}, {first}, {second}) ON CONFLICT DO NOTHING
            """,
            cancellationToken);
    }

    private static object Stored(MonitorDbContext db, DateTimeOffset instant) => db is SqliteMonitorDbContext ? UtcTextConverter.Format(instant) : instant;

    /// <summary>A turn whose mark moves with each renewal.</summary>
    private sealed class RenewedTurn
    {
        public DateTimeOffset LeasedUntil { get; set; }

        public LeaseRenewal Renewal { get; set; } = null!;
    }
}
