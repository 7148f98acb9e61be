using System.CommandLine;
using Monitor.AttributionEvents;
using Monitor.Worker.Json.Deeds;

namespace Monitor.Worker.Cli.Events;

/// <summary><c>monitor events merge</c>: two attribution events made one by hand.</summary>
internal static class EventsMerge
{
    public static Command Create()
    {
        var first = new Argument<long>("EVENT") { Description = "An attribution event, as 'monitor attributions list' shows it." };
        var second = new Argument<long>("INTO") { Description = "The event on the same incident; the first leads to it from then on." };
        var command = new Command("merge", "Make one event of two, for good; nobody is told anything again.") { first, second };
        return EventPlacingCommand.Of(
            command, (db, parsed, author, stop) => db.MergeEventsAsync(
                parsed.GetValue(first), parsed.GetValue(second), author, TimeProvider.System.GetUtcNow(), stop),
            PlacementShape.Merged);
    }
}
