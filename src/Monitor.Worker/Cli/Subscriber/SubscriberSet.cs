using System.CommandLine;
using Monitor.Audit;
using Monitor.Delivery.Mail;
using Monitor.Subscribers;

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
        database.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var contexts = await database.OpenAsync(parsed, cancellationToken);
            await using var db = contexts.CreateDbContext();
            var subscriber = await NamedSubscriber.FindAsync(db, parsed.GetRequiredValue(name), cancellationToken);
            var actors = await StoredActors.LoadAsync(db, parsed.GetValue(config), cancellationToken);
            var said = new List<string>();
            if (parsed.GetValue(asInFile))
            {
                said.Add(subscriber.FromFile ? "as in the file from the next 'config apply' on" : "nothing is changed by hand any more");
                subscriber.ByHand = [];
            }

            var settings = wishes.Apply(parsed, subscriber.Settings, actors);
            said.AddRange(SettingsByHand.Differences(subscriber.Settings, settings).Select(part => $"{part} changed"));
            subscriber.ChangeByHand(settings, TimeProvider.System.GetUtcNow());
            if (parsed.GetValue(address) is { } mailbox)
            {
                subscriber.MoveByHand(SubscriberOptions.Checked(mailbox, RecipientAddress.IsValid, "no mail address"));
                said.Add(subscriber.AwaitedAddress is null ? "the address stays" : "the new address waits to be confirmed there");
            }

            db.Record(
                Deed.SubscriberChanged, Environment.UserName, $"subscriber {subscriber.Name}", TimeProvider.System.GetUtcNow(), to: string.Join("; ", said));
            await db.SaveChangesAsync(cancellationToken);
            Console.WriteLine($"{subscriber.Name}: {(said.Count == 0 ? "nothing changed" : string.Join("; ", said))}");
        });
        return command;
    }
}
