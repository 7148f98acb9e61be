using System.CommandLine;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Monitor.Stories;
using Monitor.Stories.Keeping;
using Monitor.Worker.Admin;
using Monitor.Worker.Json;
using Monitor.Worker.Json.Shapes;
using Spectre.Console;
using Cell = Spectre.Console.Text;

namespace Monitor.Worker.Cli.Stories;

/// <summary><c>monitor stories list</c>: the stories of the database.</summary>
internal static class StoriesList
{
    public static Command Create()
    {
        var (database, json, max) = (new CommandDatabase(), SharedOptions.Json(), RowsMax.Option());
        var command = new Command("list", "The stories of the database, those with the latest articles first.") { max, json };
        database.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var contexts = await database.OpenToReadAsync(parsed, cancellationToken);
            await using var db = contexts.CreateDbContext();
            var stories = await db.Set<Story>().AsNoTracking().Standing().OrderByDescending(story => story.LastSeenAt).ThenByDescending(story => story.Id)
                .Take(parsed.GetValue(max)).ToListAsync(cancellationToken);
            if (parsed.GetValue(json))
            {
                using var lines = new JsonLines();
                stories.ForEach(story => lines.Write(StoryShape.Of(story)));
                return;
            }

            var table = new Table().AddColumns("story", "last article", "title", "reports");
            stories.ForEach(story => table.AddRow(
                new Cell(story.Id.ToString(CultureInfo.InvariantCulture)), new Cell($"{Show.Instant(story.LastSeenAt)}"), new Cell(story.Title),
                new Cell(Show.Reports(story))));
            Results.Write(table);
        });
        return command;
    }
}
