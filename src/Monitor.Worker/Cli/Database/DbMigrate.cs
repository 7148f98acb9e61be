using System.CommandLine;

namespace Monitor.Worker.Cli.Database;

/// <summary><c>monitor db migrate</c>: bring the database to the tables of this version.</summary>
internal static class DbMigrate
{
    public static Command Create()
    {
        var database = new CommandDatabase();
        var command = new Command("migrate", "Bring the database to the tables of this version.");
        command.Options.Add(SharedOptions.Json());
        database.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var contexts = CommandDatabase.Contexts(database.Settings(parsed));
            var applied = await CommandDatabase.MigrateAsync(contexts, cancellationToken);
            Results.Say(
                parsed,
                applied.Count == 0 ? $"{contexts.Address}: nothing to do" : $"{contexts.Address}: applied {string.Join(", ", applied)}",
                new { Database = contexts.Address.ToString(), Applied = applied });
        });
        return command;
    }
}
