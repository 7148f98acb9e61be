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
        command.Options.Add(SharedOptions.Json());
        database.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var contexts = CommandDatabase.Contexts(database.Settings(parsed));
            var fault = await DatabaseCheck.FaultAsync(contexts, cancellationToken) ?? await DatabaseCheck.DamageAsync(contexts, cancellationToken);
            if (Results.AreJson(parsed))
            {
                Results.Say(parsed, fault ?? "sound, and of this version", new { Database = contexts.Address.ToString(), IsSound = fault is null });
                return fault is null ? 0 : CommandFailure.Failed;
            }

            if (fault is not null)
            {
                throw new CommandFailure(fault);
            }

            Console.WriteLine($"{contexts.Address}: sound, and of this version");
            if (contexts.Address is DatabaseAddress.PostgreSql postgres)
            {
                var parts = new Npgsql.NpgsqlConnectionStringBuilder(postgres.ConnectionString);
                Console.Error.WriteLine(
                    "its tables and indexes are PostgreSQL's own to check: "
                        + $"pg_amcheck --host={parts.Host} --port={parts.Port} --username={parts.Username} {parts.Database}");
            }

            return 0;
        });
        return command;
    }
}
