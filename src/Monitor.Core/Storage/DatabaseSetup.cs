using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Monitor.Articles;
using Monitor.Storage.Machine;
using Monitor.Storage.Startup;

namespace Monitor.Storage;

/// <summary>Brings a database to the tables of this version.</summary>
public static class DatabaseSetup
{
    // EF's own lock on SQLite is a row that a killed process leaves behind; no migration of an embedded file takes this long.
    private static readonly TimeSpan LockStaleAfter = TimeSpan.FromMinutes(2);

    private static readonly TimeSpan MigrationMax = TimeSpan.FromHours(1);

    /// <summary>Applies the migrations that are missing; answers their names.</summary>
    /// <exception cref="DatabaseInUseException">A worker of an earlier release is at work.</exception>
    public static async Task<IReadOnlyList<string>> MigrateAsync(MonitorDbContextFactory contexts, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(contexts);
        if (contexts.Address is DatabaseAddress.Sqlite sqlite)
        {
            CreateFolder(sqlite.File);
        }

        await using var db = contexts.CreateDbContext();
        if ((await PendingAsync(db, cancellationToken)).Count == 0)
        {
            await KeepLogBesideAsync(db, cancellationToken);
            return [];
        }

        // Asked again in turn: another worker may have done it meanwhile.
        await using var turn = await StartTurn.TakeAsync(contexts, cancellationToken);
        var pending = await PendingAsync(db, cancellationToken);
        if (pending.Count == 0)
        {
            return pending;
        }

        if ((await db.Database.GetAppliedMigrationsAsync(cancellationToken)).Any() && await EarlierRelease.AtWorkAsync(db, cancellationToken) is { } busy)
        {
            throw new DatabaseInUseException(busy);
        }

        if (contexts.Address is DatabaseAddress.Sqlite)
        {
            await KeepLogBesideAsync(db, cancellationToken);
            await ClearStaleLockAsync(db, cancellationToken);
            await DefineHashAsync(db, cancellationToken);
        }

        else
        {
            // One connection for all of it, on which a statement may take its time.
            await db.Database.OpenConnectionAsync(cancellationToken);
            await db.Database.ExecuteSqlAsync($"SET statement_timeout = 0", cancellationToken);
        }

        db.Database.SetCommandTimeout(MigrationMax);
        await db.Database.MigrateAsync(cancellationToken);
        return pending;
    }

    /// <summary>The migrations that this version knows and the database lacks.</summary>
    public static async Task<IReadOnlyList<string>> PendingAsync(MonitorDbContext db, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        return [.. await db.Database.GetPendingMigrationsAsync(cancellationToken)];
    }

    /// <summary>SQLite's WAL mode, in which readers and the writer do not wait for each other. A copy made by a backup is not in it.</summary>
    private static async Task KeepLogBesideAsync(MonitorDbContext db, CancellationToken cancellationToken)
    {
        if (db is SqliteMonitorDbContext)
        {
            await db.Database.ExecuteSqlAsync($"PRAGMA journal_mode=WAL", cancellationToken);
        }
    }

    /// <summary>SQLite has no hashes of its own, and a migration gives stored addresses theirs.</summary>
    private static async Task DefineHashAsync(MonitorDbContext db, CancellationToken cancellationToken)
    {
        await db.Database.OpenConnectionAsync(cancellationToken);
        ((SqliteConnection)db.Database.GetDbConnection()).CreateFunction("address_hash", (string address) => Article.HashOf(address), isDeterministic: true);
    }

    private static void CreateFolder(string file)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(file));
        if (folder is not null)
        {
            PrivateFiles.CreateFolder(folder);
        }

        PrivateFiles.KeepDatabase(file);
    }

    private static async Task ClearStaleLockAsync(MonitorDbContext db, CancellationToken cancellationToken)
    {
        var exists = await db.Database
            .SqlQuery<int>($"SELECT count(*) AS Value FROM sqlite_master WHERE name = '__EFMigrationsLock'")
            .SingleAsync(cancellationToken);
        if (exists > 0)
        {
            var staleSeconds = (int)LockStaleAfter.TotalSeconds;
            await db.Database.ExecuteSqlAsync(
                $"""DELETE FROM "__EFMigrationsLock" WHERE julianday("Timestamp") < julianday('now') - {staleSeconds} / 86400.0""",
                cancellationToken);
        }
    }
}
