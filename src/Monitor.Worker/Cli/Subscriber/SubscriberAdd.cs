using Monitor.Worker.Json.Deeds;
using System.CommandLine;
using Monitor.Delivery;
using Monitor.Subscribers.Deeds;

namespace Monitor.Worker.Cli.Subscriber;

/// <summary><c>monitor subscriber add</c>: a further subscriber.</summary>
internal static class SubscriberAdd
{
    public static Command Create()
    {
        var (database, wishes, config) = (new CommandDatabase(), new SubscriberOptions(), SharedOptions.Config());
        var (name, address) = (NamedSubscriber.Argument(), new Argument<string>("ADDRESS") { Description = "The mail address." });
        var command = new Command("add", "Add a subscriber: a digest at 07:00 UTC, unless the options say otherwise. One mail asks to confirm the address, "
            + "nothing else is sent before; without a public address (Delivery:PublicUrl) you confirm it ('monitor subscriber confirm').")
        {
            name, address, config,
        };
        wishes.AddTo(command);
        command.Options.Add(SharedOptions.Json());
        database.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var contexts = await database.OpenAsync(parsed, cancellationToken);
            await using var db = contexts.CreateDbContext();
            var actors = await StoredActors.LoadAsync(db, parsed.GetValue(config), cancellationToken);
            var hasPages = database.Settings(parsed).GetSection(DeliveryOptions.Section).Get<DeliveryOptions>()?.PublicUrl is { Length: > 0 };
            var deed = await db.AddSubscriberAsync(
                parsed.GetRequiredValue(name), parsed.GetRequiredValue(address), wishes.Wishes(parsed), actors, hasPages,
                Environment.UserName, TimeProvider.System.GetUtcNow(), cancellationToken);
            deed.Print(parsed, new DeedTarget(null, Subscriber: parsed.GetRequiredValue(name)));
        });
        return command;
    }
}
