using System.CommandLine;
using Monitor.Subscribers.Deeds;

namespace Monitor.Worker.Cli.Subscriber;

/// <summary><c>monitor subscriber confirm</c>: the address is the subscriber's.</summary>
internal static class SubscriberConfirm
{
    public static Command Create()
    {
        var database = new CommandDatabase();
        var name = NamedSubscriber.Argument();
        var again = new Option<bool>("--send-link") { Description = "Do not confirm it: send the link once more that does." };
        var command = new Command("confirm", "Say that the address is the subscriber's: from now on digests and alerts are sent to it. It also takes in again "
            + "who had left.") { name, again };
        command.Options.Add(SharedOptions.Json());
        database.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var contexts = await database.OpenAsync(parsed, cancellationToken);
            await using var db = contexts.CreateDbContext();
            var subscriber = parsed.GetRequiredValue(name);
            var deed = parsed.GetValue(again)
                ? await db.SendConfirmationAsync(subscriber, Environment.UserName, TimeProvider.System.GetUtcNow(), cancellationToken)
                : await db.ConfirmSubscriberAsync(subscriber, Environment.UserName, TimeProvider.System.GetUtcNow(), cancellationToken);
            deed.PrintOfSubscriber(parsed, subscriber);
        });
        return command;
    }
}
