using System.CommandLine;
using System.Globalization;
using Monitor.Storage;
using Monitor.Storage.Copies;

namespace Monitor.Worker.Cli.Database;

/// <summary><c>monitor db backup</c>: a copy of the database while it is in use.</summary>
internal static class DbBackup
{
    public static Command Create()
    {
        var database = new CommandDatabase();
        var file = new Argument<string>("FILE") { Description = "Where the copy goes; it must not exist yet." };
        var command = new Command("backup", "Copy the database while it is in use (PostgreSQL: by pg_dump).") { file };
        command.Options.Add(SharedOptions.Json());
        database.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var contexts = CommandDatabase.Contexts(database.Settings(parsed));
            var target = parsed.GetValue(file)!;
            try
            {
                await (contexts.Address is DatabaseAddress.PostgreSql postgres
                    ? PostgresCopy.MakeAsync(postgres, target, cancellationToken)
                    : SqliteCopy.MakeAsync(contexts, (DatabaseAddress.Sqlite)contexts.Address, target, cancellationToken));
            }
            catch (CopyRefusedException refused)
            {
                throw new CommandFailure(refused.Message);
            }

            var bytes = new FileInfo(target).Length;
            Results.Say(parsed, $"{target}: {bytes.ToString("N0", CultureInfo.InvariantCulture)} bytes", new { File = target, Bytes = bytes });
        });
        return command;
    }
}
