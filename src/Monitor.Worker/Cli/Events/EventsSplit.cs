using System.CommandLine;
using Monitor.AttributionEvents;
using Monitor.Worker.Json.Deeds;

namespace Monitor.Worker.Cli.Events;

/// <summary><c>monitor events split</c>: statements of an attribution event made an event of their own by hand.</summary>
internal static class EventsSplit
{
    public static Command Create()
    {
        var first = new Argument<long>("EVENT") { Description = "An attribution event, as 'monitor attributions list' shows it." };
        var statements = new Argument<long[]>("ATTRIBUTION")
        {
            Description = "The numbers of the statements that speak of another incident, as 'monitor attributions show EVENT' shows them.",
            Arity = ArgumentArity.OneOrMore,
        };
        var command = new Command("split", "Make an event of its own of statements, with their copies, for good; nobody is told anything again.")
        {
            first, statements,
        };
        return EventPlacingCommand.Of(
            command,
            (db, parsed, author, stop) => db.SplitEventAsync(
                parsed.GetValue(first), parsed.GetRequiredValue(statements), author, TimeProvider.System.GetUtcNow(), stop),
            PlacementShape.Split);
    }
}
