using System.CommandLine;
using Monitor.Subscribers.Deeds;

namespace Monitor.Worker.Cli.Subscriber;

/// <summary><c>monitor subscriber remove</c>: take a subscriber out, and forget the address.</summary>
internal static class SubscriberRemove
{
    public static Command Create()
    {
        var database = new CommandDatabase();
        var name = NamedSubscriber.Argument();
        var command = new Command(
            "remove", "Send nothing to the subscriber any more and forget the address. What was told stays known, so that the name can be added again.")
        {
            name,
        };
        command.Options.Add(SharedOptions.Json());
        database.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var contexts = await database.OpenAsync(parsed, cancellationToken);
            await using var db = contexts.CreateDbContext();
            var subscriber = parsed.GetRequiredValue(name);
            var deed = await db.RemoveSubscriberAsync(subscriber, Environment.UserName, TimeProvider.System.GetUtcNow(), cancellationToken);
            deed.PrintOfSubscriber(parsed, subscriber);
        });
        return command;
    }
}
