using System.CommandLine;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Monitor.AttributionEvents;
using Monitor.AttributionEvents.Summaries;
using Monitor.Worker.Json;
using Monitor.Worker.Json.Shapes;

namespace Monitor.Worker.Cli.Attributions;

/// <summary><c>monitor attributions list</c>: the attribution events of the database.</summary>
internal static class AttributionsList
{
    private const int EventsMax = 50;

    public static Command Create()
    {
        var (config, json, database) = (SharedOptions.Config(), SharedOptions.Json(), new CommandDatabase());
        var command = new Command("list", $"The attribution events of the database, the {EventsMax} changed last.") { config, json };
        database.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var contexts = await database.OpenAsync(parsed, cancellationToken);
            await using var db = contexts.CreateDbContext();
            var summaries = await StoredActors.SummariesAsync(db, parsed.GetValue(config), cancellationToken);
            using var output = parsed.GetValue(json) ? new JsonLines() : null;
            foreach (var id in await db.StandingEvents().Select(one => one.Id).Take(EventsMax).ToListAsync(cancellationToken))
            {
                var view = (await db.EventViewAsync(id, cancellationToken))!;
                var headline = EventWords.Headline(summaries.Of(view, []));
                output?.Write(EventShape.Of(view, summaries, withEvidence: false));
                if (output is null)
                {
                    Console.WriteLine($"{id,6}  {view.Event.StartAt.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)}  {headline}");
                }
            }
        });
        return command;
    }
}
