using System.CommandLine;
using Monitor.Subscribers.Deeds;

namespace Monitor.Worker.Cli.Subscriber;

/// <summary><c>monitor subscriber leave</c>: send nothing to a subscriber any more.</summary>
internal static class SubscriberLeave
{
    public static Command Create()
    {
        var database = new CommandDatabase();
        var name = NamedSubscriber.Argument();
        var command = new Command("leave", "Send nothing to the subscriber any more.") { name };
        command.Options.Add(SharedOptions.Json());
        database.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var contexts = await database.OpenAsync(parsed, cancellationToken);
            await using var db = contexts.CreateDbContext();
            var subscriber = parsed.GetRequiredValue(name);
            (await db.LeaveAsync(subscriber, Environment.UserName, TimeProvider.System.GetUtcNow(), cancellationToken)).PrintOfSubscriber(parsed, subscriber);
        });
        return command;
    }
}
