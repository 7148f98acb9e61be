using System.CommandLine;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Monitor.AttributionEvents;
using Monitor.AttributionEvents.Summaries;
using Monitor.Worker.Admin;
using Monitor.Worker.Json;
using Monitor.Worker.Json.Shapes;
using Spectre.Console;
using Cell = Spectre.Console.Text;

namespace Monitor.Worker.Cli.Attributions;

/// <summary><c>monitor attributions list</c>: the attribution events of the database.</summary>
internal static class AttributionsList
{
    public static Command Create()
    {
        var (config, json, max, database) = (SharedOptions.Config(), SharedOptions.Json(), RowsMax.Option(), new CommandDatabase());
        var command = new Command("list", "The attribution events of the database, those changed last.") { config, json, max };
        database.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var contexts = await database.OpenToReadAsync(parsed, cancellationToken);
            await using var db = contexts.CreateDbContext();
            var summaries = await StoredActors.SummariesAsync(db, parsed.GetValue(config), cancellationToken);
            using var output = parsed.GetValue(json) ? new JsonLines() : null;
            var table = new Table().AddColumns("event", "since", "what is said", "reports");
            var ids = await db.StandingEvents().Select(one => one.Id).Take(parsed.GetValue(max)).ToListAsync(cancellationToken);
            foreach (var view in await db.EventRowsAsync(ids, cancellationToken))
            {
                var headline = EventWords.Headline(summaries.Of(view, []));
                output?.Write(EventShape.Of(view, summaries));
                table.AddRow(
                    new Cell(view.Event.Id.ToString(CultureInfo.InvariantCulture)), new Cell($"{Show.Instant(view.Event.StartAt)}"), new Cell(headline),
                    new Cell(EventWords.Count(view.IndependentReports, "report")));
            }

            if (output is null)
            {
                Results.Write(table);
            }
        });
        return command;
    }
}
