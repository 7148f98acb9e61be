using System.CommandLine;
using Monitor.Storage;

namespace Monitor.Worker.Cli.Database;

/// <summary><c>monitor db check</c>: whether the database can be used.</summary>
internal static class DbCheck
{
    public static Command Create()
    {
        var database = new CommandDatabase();
        var command = new Command("check", "Say whether the database can be reached, is of this version and sound; reads all of an embedded one.");
        database.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var contexts = CommandDatabase.Contexts(database.Settings(parsed));
            if (await DatabaseCheck.FaultAsync(contexts, cancellationToken) is { } fault)
            {
                throw new CommandFailure(fault);
            }

            if (await DatabaseCheck.DamageAsync(contexts, cancellationToken) is { } damage)
            {
                throw new CommandFailure(damage);
            }

            Console.WriteLine($"{contexts.Address}: sound, and of this version");
            if (contexts.Address is DatabaseAddress.PostgreSql postgres)
            {
                var parts = new Npgsql.NpgsqlConnectionStringBuilder(postgres.ConnectionString);
                Console.Error.WriteLine(
                    "its tables and indexes are PostgreSQL's own to check: "
                        + $"pg_amcheck --host={parts.Host} --port={parts.Port} --username={parts.Username} {parts.Database}");
            }
        });
        return command;
    }
}
