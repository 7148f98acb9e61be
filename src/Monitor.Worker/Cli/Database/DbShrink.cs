using System.CommandLine;
using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Monitor.Storage;

namespace Monitor.Worker.Cli.Database;

/// <summary><c>monitor db shrink</c>: gives the room back that deleted rows took, while no worker is at work.</summary>
internal static class DbShrink
{
    public static Command Create()
    {
        var database = new CommandDatabase();
        var command = new Command(
            "shrink", "Give back the room of what is no longer kept; no worker may be at work, and the disk needs room for a second copy.");
        command.Options.Add(SharedOptions.Json());
        database.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var contexts = CommandDatabase.Contexts(database.Settings(parsed));
            if (await DatabaseCheck.FaultAsync(contexts, cancellationToken) is { } fault)
            {
                throw new CommandFailure(fault);
            }

            using var only = CommandDatabase.OnlyWorkerOf(contexts);
            await using var db = contexts.CreateDbContext();
            db.Database.SetCommandTimeout(0);
            await db.Database.OpenConnectionAsync(cancellationToken);
            if (contexts.IsShared && await SessionsAsync(db, cancellationToken) is > 0 and var others)
            {
                throw new CommandFailure($"{contexts.Address}: {others} sessions of workers would wait until it is done: end them first");
            }

            var before = await BytesAsync(db, cancellationToken);
            try
            {
                await ShrinkAsync(db, cancellationToken);
            }
            catch (DbException refused)
            {
                throw new CommandFailure($"{contexts.Address} cannot be shrunk now: {refused.Message}");
            }

            var after = await BytesAsync(db, cancellationToken);
            Results.Say(
                parsed, $"{contexts.Address}: {before:N0} bytes became {after:N0}",
                new { Database = contexts.Address.ToString(), BytesBefore = before, Bytes = after });
        });
        return command;
    }

    private static async Task ShrinkAsync(MonitorDbContext db, CancellationToken cancellationToken)
    {
        if (db is SqliteMonitorDbContext)
        {
            // The whole database is written anew meanwhile: to a file, and not to memory as the little that is put aside otherwise.
            await db.Database.ExecuteSqlAsync($"PRAGMA temp_store=FILE", cancellationToken);
            await db.Database.ExecuteSqlAsync($"VACUUM", cancellationToken);
            await db.Database.ExecuteSqlAsync($"PRAGMA wal_checkpoint(TRUNCATE)", cancellationToken);
        }
        else
        {
            await db.Database.ExecuteSqlAsync($"SET statement_timeout = 0", cancellationToken);
            await db.Database.ExecuteSqlAsync($"VACUUM (FULL, ANALYZE)", cancellationToken);
        }
    }

    private static Task<int> SessionsAsync(MonitorDbContext db, CancellationToken cancellationToken) => db.Database.SqlQuery<int>(
        $"""
         SELECT count(*)::int AS "Value" FROM pg_stat_activity
         WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend' AND starts_with(application_name, 'monitor ')
         """).SingleAsync(cancellationToken);

    private static Task<long> BytesAsync(MonitorDbContext db, CancellationToken cancellationToken) => db is SqliteMonitorDbContext
        ? db.Database.SqlQuery<long>($"SELECT page_count * page_size AS Value FROM pragma_page_count, pragma_page_size").SingleAsync(cancellationToken)
        : db.Database.SqlQuery<long>($"""SELECT pg_database_size(current_database()) AS "Value" """).SingleAsync(cancellationToken);
}
