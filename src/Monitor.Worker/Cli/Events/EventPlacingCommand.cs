using System.CommandLine;
using Monitor.AttributionEvents;
using Monitor.Storage;
using Monitor.Worker.Json.Deeds;

namespace Monitor.Worker.Cli.Events;

/// <summary>What the commands share that change by hand which statements are one event.</summary>
internal static class EventPlacingCommand
{
    public static Command Of(
        Command command,
        Func<MonitorDbContext, ParseResult, string, CancellationToken, Task<EventPlacement>> place,
        Func<EventPlacement.Placed, PlacementShape> shape)
    {
        var (author, database) = (SharedOptions.Author(), new CommandDatabase());
        command.Options.Add(author);
        command.Options.Add(SharedOptions.Json());
        database.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var contexts = await database.OpenAsync(parsed, cancellationToken);
            await using var db = contexts.CreateDbContext();
            switch (await place(db, parsed, parsed.GetRequiredValue(author), cancellationToken))
            {
                case EventPlacement.Refused refused:
                    throw new CommandFailure(refused.Reason);
                case EventPlacement.Placed placed:
                    var done = shape(placed);
                    Results.Say(parsed, done.Says, done);
                    break;
            }
        });
        return command;
    }
}
