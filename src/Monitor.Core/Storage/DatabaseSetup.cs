using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Storage;
using Monitor.Articles;
using Monitor.Storage.Machine;
using Monitor.Storage.Startup;

namespace Monitor.Storage;

/// <summary>Brings a database to the tables of this version.</summary>
public static class DatabaseSetup
{
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
            await DefineHashAsync(db, cancellationToken);
            return await InOneCommitAsync(db, cancellationToken);
        }

        // One connection for all of it, on which a statement may take its time.
        await db.Database.OpenConnectionAsync(cancellationToken);
        await db.Database.ExecuteSqlAsync($"SET statement_timeout = 0", cancellationToken);
        db.Database.SetCommandTimeout(MigrationMax);
        await db.Database.MigrateAsync(cancellationToken);
        await db.Database.ExecuteSqlAsync($"RESET statement_timeout", cancellationToken);
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

    /// <summary>
    /// On SQLite EF Core commits in the middle of a migration that rebuilds a table, and no later start could bring along what a kill leaves there. Its lock
    /// is a row, for which a start after a kill would wait for ever. One transaction is both: whole or not at all, and nobody else's at the same time.
    /// </summary>
    private static async Task<IReadOnlyList<string>> InOneCommitAsync(MonitorDbContext db, CancellationToken cancellationToken)
    {
        // Rows name those of a table that is dropped while it is rebuilt; inside a transaction this could not be said (sqlite.org/pragma.html).
        await db.Database.ExecuteSqlAsync($"PRAGMA foreign_keys = 0", cancellationToken);
        try
        {
            await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
            var pending = await PendingAsync(db, cancellationToken);
            var before = (await db.Database.GetAppliedMigrationsAsync(cancellationToken)).LastOrDefault();
            foreach (var migration in pending)
            {
                cancellationToken.ThrowIfCancellationRequested();
                await using var command = db.Database.GetDbConnection().CreateCommand();
                (command.Transaction, command.CommandTimeout) = (transaction.GetDbTransaction(), (int)MigrationMax.TotalSeconds);
#pragma warning disable CA2100 // Made of the migrations alone.
                command.CommandText = db.GetService<IMigrator>().GenerateScript(before, migration, MigrationsSqlGenerationOptions.NoTransactions);
#pragma warning restore CA2100
                await command.ExecuteNonQueryAsync(cancellationToken);
                before = migration;
            }

            await transaction.CommitAsync(cancellationToken);
            return pending;
        }
        finally
        {
            await db.Database.ExecuteSqlAsync($"PRAGMA foreign_keys = 1", CancellationToken.None);
        }
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
}
