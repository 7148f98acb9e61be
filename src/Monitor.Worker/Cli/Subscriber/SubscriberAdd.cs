using System.CommandLine;
using Monitor.Audit;
using Monitor.Delivery;
using Monitor.Delivery.Mail;
using Monitor.Subscribers;

namespace Monitor.Worker.Cli.Subscriber;

/// <summary><c>monitor subscriber add</c>: a further subscriber.</summary>
internal static class SubscriberAdd
{
    private static readonly DigestSlot Morning = new(new TimeOnly(7, 0), []);

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
        database.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var id = SubscriberOptions.Checked(parsed.GetRequiredValue(name), SubscriberConfig.IsName, "no name (small letters, digits, hyphens)");
            var mailbox = SubscriberOptions.Checked(parsed.GetRequiredValue(address), RecipientAddress.IsValid, "no mail address");
            var contexts = await database.OpenAsync(parsed, cancellationToken);
            await using var db = contexts.CreateDbContext();
            var actors = await StoredActors.LoadAsync(db, parsed.GetValue(config), cancellationToken);
            var settings = wishes.Apply(parsed, new SubscriberSettings { DisplayName = id }, actors);
            if (settings is { Digests.Count: 0, Alerts.Count: 0 })
            {
                settings = settings with { Digests = [Morning] };
            }

            var (now, told) = (TimeProvider.System.GetUtcNow(), await db.LastChangeAsync(cancellationToken));
            if (await db.FindSubscriberAsync(id, cancellationToken) is not { } known)
            {
                db.Add(SubscriberQueries.New(new SubscriberEntry(id, mailbox, settings), now, told, isFromFile: false));
            }
            else if (known.Left && !known.LeftByWish)
            {
                known.TakeInAgain(mailbox, settings, now);
            }
            else
            {
                throw new CommandFailure($"there is a subscriber \"{id}\" already; 'monitor subscriber set {id}' changes it");
            }

            db.Record(Deed.SubscriberAdded, Environment.UserName, $"subscriber {id}", now);
            await db.SaveChangesAsync(cancellationToken);
            var hasPages = database.Settings(parsed).GetSection(DeliveryOptions.Section).Get<DeliveryOptions>()?.PublicUrl is { Length: > 0 };
            Console.WriteLine(hasPages
                ? $"{id} added; a link that confirms the address is sent to it, or 'monitor subscriber confirm {id}' where it is known to be theirs"
                : $"{id} added; 'monitor subscriber confirm {id}' when the address is known to be theirs");
        });
        return command;
    }
}
