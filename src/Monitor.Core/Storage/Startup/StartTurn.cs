using System.Globalization;
using Microsoft.EntityFrameworkCore;

namespace Monitor.Storage.Startup;

/// <summary>
/// What workers do to a shared database when they start, one after the other: two that meet on a fresh one must not both make its tables or fill
/// them. On SQLite there is one worker.
/// </summary>
public sealed class StartTurn : IAsyncDisposable
{
    // Any number that no other program on the same database is likely to lock: "monitor" in ASCII.
    private const long Key = 0x6D6F6E69746F72;

    /// <summary>A migration of a large database may take long; the one before is alive, or PostgreSQL ends its session.</summary>
    private static readonly TimeSpan WaitMax = TimeSpan.FromHours(1);

    private readonly MonitorDbContext? _db;
    private readonly CancellationTokenSource _ended = new();
    private readonly Task _signs = Task.CompletedTask;

    private StartTurn(MonitorDbContext? db)
    {
        _db = db;
        if (db is not null)
        {
            _signs = GiveSignsAsync(db, _ended.Token);
        }
    }

    /// <summary>Waits for the turn.</summary>
    public static async Task<StartTurn> TakeAsync(MonitorDbContextFactory contexts, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(contexts);
        if (!contexts.IsShared)
        {
            return new StartTurn(null);
        }

        var db = contexts.CreateDbContext();
        try
        {
            db.Database.SetCommandTimeout(WaitMax);
            // What a first statement compiles may take a starved machine longer than a transaction may be silent.
            await db.NowAsync(cancellationToken);
            await db.Database.BeginTransactionAsync(cancellationToken);
            var milliseconds = ((long)WaitMax.TotalMilliseconds).ToString(CultureInfo.InvariantCulture);
            await db.Database.ExecuteSqlAsync(
                $"SELECT set_config('lock_timeout', {milliseconds}, true), set_config('statement_timeout', {milliseconds}, true)", cancellationToken);
            // Of the transaction, not of the session: a worker that stops here loses it.
            await db.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock({Key})", cancellationToken);
            return new StartTurn(db);
        }
        catch
        {
            await db.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _ended.CancelAsync();
        await _signs;
        _ended.Dispose();
        if (_db is not null)
        {
            await _db.DisposeAsync();
        }
    }

    private static async Task GiveSignsAsync(MonitorDbContext db, CancellationToken cancellationToken)
    {
        using var tick = new PeriodicTimer(LeaseTimes.SignEvery, TimeProvider.System);
        try
        {
            while (await tick.WaitForNextTickAsync(cancellationToken))
            {
                // Not cancelled half-way: the transaction is ended by who disposes.
                await db.NowAsync(CancellationToken.None);
            }
        }
        catch (OperationCanceledException)
        {
            // The turn has ended.
        }
    }
}
