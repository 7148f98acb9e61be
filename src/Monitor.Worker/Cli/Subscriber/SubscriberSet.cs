using System.CommandLine;
using Monitor.Subscribers.Deeds;

namespace Monitor.Worker.Cli.Subscriber;

/// <summary><c>monitor subscriber set</c>: change a subscriber, whoever made it.</summary>
internal static class SubscriberSet
{
    public static Command Create()
    {
        var (database, wishes, config) = (new CommandDatabase(), new SubscriberOptions(), SharedOptions.Config());
        var name = NamedSubscriber.Argument();
        var address = new Option<string?>("--address")
        {
            Description = "Another mail address: mails go to it once it is confirmed there.",
            HelpName = "ADDRESS",
        };
        var asInFile = new Option<bool>("--as-in-file")
        {
            Description = "Forget what was changed by hand: the next 'config apply' makes it what the file says.",
        };
        var command = new Command("set", "Change a subscriber. What is changed here, or by the reader, stays when the config file is applied.")
        {
            name, address, asInFile, config,
        };
        wishes.AddTo(command);
        command.Options.Add(SharedOptions.Json());
        database.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var contexts = await database.OpenAsync(parsed, cancellationToken);
            await using var db = contexts.CreateDbContext();
            var actors = await StoredActors.LoadAsync(db, parsed.GetValue(config), cancellationToken);
            var given = wishes.Wishes(parsed) with { Address = parsed.GetValue(address), AsInFile = parsed.GetValue(asInFile) };
            var subscriber = parsed.GetRequiredValue(name);
            var deed = await db.SetSubscriberAsync(
                subscriber, given, actors, Environment.UserName, TimeProvider.System.GetUtcNow(), cancellationToken);
            deed.PrintOfSubscriber(parsed, subscriber);
        });
        return command;
    }
}
