using System.CommandLine;
using Monitor.Storage;
using Monitor.Storage.Sealing;

namespace Monitor.Worker.Cli.Database;

/// <summary><c>monitor db seal</c> and <c>monitor db unseal</c>: the secrets of the database, sealed with the key of the settings or open.</summary>
internal static class DbSeal
{
    public static Command Create() => Create(
        "seal", "Seal the database's secrets with the key of Storage:SecretsKeyFile; a start does it too.", "sealed", StoredSecrets.SealAsync);

    public static Command CreateUnseal() => Create(
        "unseal", "Open the database's secrets, so that another key can seal them at the next start, or none.", "unsealed", StoredSecrets.UnsealAsync);

    private static Command Create(string verb, string help, string done, Func<MonitorDbContextFactory, CancellationToken, Task<int>> change)
    {
        var database = new CommandDatabase();
        var command = new Command(verb, help);
        command.Options.Add(SharedOptions.Json());
        database.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var contexts = await database.OpenAsync(parsed, cancellationToken);
            if (!contexts.Secrets.HasKey)
            {
                throw new CommandFailure("no key is given: name its file in Storage:SecretsKeyFile ('openssl rand -base64 32 > FILE' makes one)");
            }

            await using (var db = contexts.CreateDbContext())
            {
                if ((await StoredSecrets.LookAsync(db, cancellationToken)).Fault(hasKey: true) is { } fault)
                {
                    throw new CommandFailure(fault);
                }
            }

            var count = await change(contexts, cancellationToken);
            Results.Say(parsed, $"{contexts.Address}: {count} secrets {done}", new { Database = contexts.Address.ToString(), Secrets = count });
        });
        return command;
    }
}
