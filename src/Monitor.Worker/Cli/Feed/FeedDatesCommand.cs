using System.CommandLine;
using Monitor.Feeds.Dates;
using Monitor.Worker.Json;

namespace Monitor.Worker.Cli.Feed;

/// <summary><c>monitor feed dates</c>: what dates mean as feeds write them.</summary>
internal static class FeedDatesCommand
{
    public static Command Create()
    {
        var file = new Argument<string>("FILE") { Description = "One date a line." };
        var command = new Command("dates", "Reads dates as feeds write them; one JSON object a line: {\"raw\",\"instant\"}.") { file, SharedOptions.Json() };
        command.SetAction(parsed =>
        {
            using var output = new JsonLines();
            foreach (var line in File.ReadLines(parsed.GetValue(file)!))
            {
                output.Write(new { Raw = line, Instant = FeedDates.TryParse(line, out var instant) ? instant : (DateTimeOffset?)null });
            }
        });
        return command;
    }
}
