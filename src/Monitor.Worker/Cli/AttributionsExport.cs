using System.CommandLine;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Monitor.Alerts;
using Monitor.AttributionEvents;
using Monitor.AttributionEvents.Export;
using Monitor.Tagging;

namespace Monitor.Worker.Cli;

/// <summary><c>monitor attributions export</c>: all attribution events of the database, for other programs.</summary>
public static class AttributionsExport
{
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static Command Create()
    {
        var format = new Option<string>("--format") { Description = "A STIX 2.1 bundle, or comma-separated values with one statement a line.", DefaultValueFactory = _ => "stix" };
        format.AcceptOnlyFromAmong("stix", "csv");
        var config = SharedOptions.Config();
        var database = new CommandDatabase();
        var command = new Command("export", "Write all attribution events of the database to standard output.") { format, config };
        database.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var labels = new ActorLabels(Tagger.Load(SharedOptions.ConfigFolder(parsed.GetValue(config))).Actors);
            var contexts = await database.OpenAsync(parsed, cancellationToken);
            await using var db = contexts.CreateDbContext();
            var events = await db.EventViewsAsync(cancellationToken).ToListAsync(cancellationToken);
            await using var output = new StreamWriter(Console.OpenStandardOutput(), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
            if (parsed.GetValue(format) == "csv")
            {
                AttributionCsv.Write(output, events);
            }
            else
            {
                await output.WriteLineAsync(new StixBundle(id => labels.Of(id).Name).Of(events).ToJsonString(Readable));
            }
        });
        return command;
    }
}
