using System.CommandLine;
using Monitor.AttributionEvents.Summaries;
using Monitor.Worker.Api;

namespace Monitor.Worker.Cli.Attributions;

/// <summary><c>monitor attributions export</c>: all attribution events of the database, for other programs.</summary>
internal static class AttributionsExport
{
    public static Command Create()
    {
        var format = new Option<string>("--format")
        {
            Description = "A STIX 2.1 bundle, or comma-separated values with one statement a line.",
            DefaultValueFactory = _ => "stix",
        };
        format.AcceptOnlyFromAmong("stix", "csv");
        var config = SharedOptions.Config();
        var database = new CommandDatabase();
        var command = new Command("export", "Write all attribution events of the database to standard output.") { format, config };
        database.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var contexts = await database.OpenToReadAsync(parsed, cancellationToken);
            await using var output = Console.OpenStandardOutput();
            if (parsed.GetValue(format) == "csv")
            {
                await AttributionsApi.WriteCsvAsync(contexts, output, cancellationToken);
                return;
            }

            await using var db = contexts.CreateDbContext();
            var labels = new ActorLabels(await StoredActors.LoadAsync(db, parsed.GetValue(config), cancellationToken));
            await AttributionsApi.WriteStixAsync(contexts, AttributionsApi.Ledger(contexts, labels, TimeProvider.System), output, cancellationToken);
        });
        return command;
    }
}
