using System.CommandLine;
using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Monitor.Storage;

namespace Monitor.Worker.Cli;

/// <summary><c>monitor db migrate|check|backup FILE</c>.</summary>
public static class DatabaseCommands
{
    public static Command Create() => new("db", "The database: bring it to this version, check it, copy it.")
    {
        Migrate(),
        Check(),
        Backup(),
    };

    private static Command Migrate()
    {
        var database = new CommandDatabase();
        var command = new Command("migrate", "Bring the database to the tables of this version.");
        database.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var contexts = CommandDatabase.Contexts(database.Settings(parsed));
            var applied = await CommandDatabase.MigrateAsync(contexts, cancellationToken);
            Console.WriteLine(applied.Count == 0
                ? $"{contexts.Address}: nothing to do"
                : $"{contexts.Address}: applied {string.Join(", ", applied)}");
        });
        return command;
    }

    private static Command Check()
    {
        var database = new CommandDatabase();
        var command = new Command("check", "Say whether the database can be reached, is of this version and sound.");
        database.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var contexts = CommandDatabase.Contexts(database.Settings(parsed));
            if (await FaultAsync(contexts, cancellationToken) is { } fault)
            {
                throw new CommandFailure(fault);
            }

            Console.WriteLine($"{contexts.Address}: sound, and of this version");
        });
        return command;
    }

    private static Command Backup()
    {
        var database = new CommandDatabase();
        var file = new Argument<string>("FILE") { Description = "Where the copy goes; it must not exist yet." };
        var command = new Command("backup", "Copy the embedded database while it is in use.") { file };
        database.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var contexts = CommandDatabase.Contexts(database.Settings(parsed));
            if (contexts.Address is not DatabaseAddress.Sqlite sqlite)
            {
                throw new CommandFailure($"{contexts.Address}: use pg_dump, which copies a PostgreSQL database while it is in use");
            }

            var target = parsed.GetValue(file)!;
            if (!File.Exists(sqlite.File) || File.Exists(target))
            {
                throw new CommandFailure(File.Exists(target) ? $"{target} exists already" : $"there is no database {sqlite.File}");
            }

            await using var db = contexts.CreateDbContext();
            try
            {
                await db.Database.ExecuteSqlAsync($"VACUUM INTO {target}", cancellationToken);
            }
            catch (DbException fault)
            {
                throw new CommandFailure($"{target} cannot be written: {fault.Message}");
            }

            Console.WriteLine($"{target}: {new FileInfo(target).Length:N0} bytes");
        });
        return command;
    }

    /// <summary>What is wrong with the database, in a sentence; null where nothing is.</summary>
    public static async Task<string?> FaultAsync(MonitorDbContextFactory contexts, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(contexts);
        if (contexts.Address is DatabaseAddress.Sqlite sqlite && !File.Exists(sqlite.File))
        {
            return $"{contexts.Address}: the file does not exist; 'monitor db migrate' or the first start makes it";
        }

        try
        {
            await using var db = contexts.CreateDbContext();
            var pending = await DatabaseSetup.PendingAsync(db, cancellationToken);
            if (pending.Count > 0)
            {
                return $"{contexts.Address}: lacks {string.Join(", ", pending)}; run 'monitor db migrate'";
            }

            if (contexts.Address is DatabaseAddress.Sqlite)
            {
                var verdict = await db.Database.SqlQuery<string>($"SELECT quick_check AS Value FROM pragma_quick_check").FirstAsync(cancellationToken);
                return verdict == "ok" ? null : $"{contexts.Address}: {verdict}";
            }

            return null;
        }
        catch (System.Data.Common.DbException fault)
        {
            return $"{contexts.Address} cannot be used: {fault.Message}";
        }
    }
}
