using System.CommandLine;
using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Monitor.Storage;
using Monitor.Storage.Machine;

namespace Monitor.Worker.Cli.Database;

/// <summary><c>monitor db backup</c>: a copy of the embedded database while it is in use.</summary>
internal static class DbBackup
{
    public static Command Create()
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
                // SQLite fills an empty file, which has its mode by then: a copy holds what the database holds.
                await PrivateFiles.Create(target).DisposeAsync();
                await db.Database.ExecuteSqlAsync($"VACUUM INTO {target}", cancellationToken);
            }
            catch (Exception fault) when (fault is DbException or IOException or UnauthorizedAccessException)
            {
                throw new CommandFailure($"{target} cannot be written: {fault.Message}");
            }

            Console.WriteLine($"{target}: {new FileInfo(target).Length:N0} bytes");
        });
        return command;
    }
}
