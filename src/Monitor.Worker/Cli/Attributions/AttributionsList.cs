using System.CommandLine;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Monitor.AttributionEvents;
using Monitor.AttributionEvents.Summaries;
using Monitor.Storage;
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
        var likely = new Option<bool>("--likely") { Description = "Instead, the statements that no rule understood and that wait for 'confirm' or 'reject'." };
        var command = new Command("list", "The attribution events of the database, those changed last.") { config, json, max, likely };
        database.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var contexts = await database.OpenToReadAsync(parsed, cancellationToken);
            await using var db = contexts.CreateDbContext();
            var summaries = await StoredActors.SummariesAsync(db, parsed.GetValue(config), cancellationToken);
            using var output = parsed.GetValue(json) ? new JsonLines() : null;
            if (parsed.GetValue(likely))
            {
                await ListLikelyAsync(db, parsed.GetValue(max), output, cancellationToken);
                return;
            }

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

    private static async Task ListLikelyAsync(MonitorDbContext db, int max, JsonLines? output, CancellationToken cancellationToken)
    {
        var found = await db.LikelyStatements().OrderByDescending(one => one.Id).Take(max).ToListAsync(cancellationToken);
        await db.GiveArticlesAsync(found, cancellationToken);
        var table = new Table().AddColumns("attribution", "published", "what is said", "outlet");
        foreach (var one in found)
        {
            output?.Write(AttributionShape.Of(one, one.Article?.Outlet));
            table.AddRow(
                new Cell(one.Id.ToString(CultureInfo.InvariantCulture)), new Cell($"{Show.Instant(one.PublishedAt)}"),
                new Cell(StatementLine.Of(one.Statement)), new Cell(one.Article?.Outlet ?? ""));
        }

        if (output is null)
        {
            Results.Write(table);
        }
    }
}
