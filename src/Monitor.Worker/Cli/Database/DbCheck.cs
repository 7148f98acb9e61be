using System.CommandLine;
using Monitor.Storage;

namespace Monitor.Worker.Cli.Database;

/// <summary><c>monitor db check</c>: whether the database can be used.</summary>
internal static class DbCheck
{
    public static Command Create()
    {
        var database = new CommandDatabase();
        var command = new Command("check", "Say whether the database can be reached, is of this version and sound.");
        database.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var contexts = CommandDatabase.Contexts(database.Settings(parsed));
            if (await DatabaseCheck.FaultAsync(contexts, cancellationToken) is { } fault)
            {
                throw new CommandFailure(fault);
            }

            Console.WriteLine($"{contexts.Address}: sound, and of this version");
        });
        return command;
    }
}
