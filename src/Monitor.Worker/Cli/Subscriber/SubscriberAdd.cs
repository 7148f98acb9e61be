using System.CommandLine;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Monitor.Attributions;
using Monitor.Delivery.Mail;
using Monitor.Storage;
using Monitor.Subscribers;
using Spectre.Console;

namespace Monitor.Worker.Cli.Subscriber;

/// <summary><c>monitor subscriber add</c>: a further subscriber.</summary>
internal static class SubscriberAdd
{
    public static Command Create()
    {
        var database = new CommandDatabase();
        var (name, address) = (NamedSubscriber.Argument(), new Argument<string>("ADDRESS") { Description = "The mail address." });
        var zone = new Option<string>("--time-zone") { Description = "An IANA time zone.", DefaultValueFactory = _ => "UTC", HelpName = "ZONE" };
        var digests = new Option<string[]>("--digest")
        {
            Description = "A time of day for a digest; may be given several times (default: 07:00, unless --alerts is given).",
            HelpName = "HH:MM",
        };
        var alerts = new Option<string?>("--alerts")
        {
            Description = "Alerts of at least this strength: urges, supports, anonymous, nonstate, official, sanction, indictment.",
            HelpName = "STRENGTH",
        };
        var feeds = new Option<bool>("--feeds") { Description = "The digest also names feeds that fail, fall silent, are gone or refuse us." };
        var command = new Command("add", "Add a subscriber. Nothing is sent before the address is confirmed ('monitor subscriber confirm'). "
            + "Finer wishes stand in config/subscribers.yaml.") { name, address, zone, digests, alerts, feeds };
        database.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var slots = parsed.GetValue(digests) ?? [];
            var settings = new SubscriberSettings
            {
                DisplayName = parsed.GetRequiredValue(name),
                TimeZone = Checked(parsed.GetValue(zone)!, SubscriberConfig.IsTimeZone, "--time-zone: unknown time zone"),
                Digests = [.. (slots.Length == 0 && parsed.GetValue(alerts) is null ? ["07:00"] : slots).Select(Slot)],
                Alerts = parsed.GetValue(alerts) is { } strength ? [new AlertRule { Name = "Everything", MinimumStrength = Strength(strength) }] : [],
                FeedTroubles = parsed.GetValue(feeds),
            };
            var entry = new SubscriberEntry(
                Checked(parsed.GetRequiredValue(name), SubscriberConfig.IsName, "no name (small letters, digits, hyphens)"),
                Checked(parsed.GetRequiredValue(address), RecipientAddress.IsValid, "no mail address"),
                settings);
            var contexts = await database.OpenAsync(parsed, cancellationToken);
            await using var db = contexts.CreateDbContext();
            if (await db.Set<Subscribers.Subscriber>().AnyAsync(subscriber => subscriber.Name == entry.Name, cancellationToken))
            {
                throw new CommandFailure($"there is a subscriber \"{entry.Name}\" already");
            }

            var told = await db.Set<ChangeCounter>().Select(counter => counter.Last).SingleAsync(cancellationToken);
            db.Add(SubscriberQueries.New(entry, TimeProvider.System.GetUtcNow(), told, isFromFile: false));
            await db.SaveChangesAsync(cancellationToken);
            Console.WriteLine($"{entry.Name} added; 'monitor subscriber confirm {entry.Name}' when the address is known to be theirs");
        });
        return command;
    }

    private static DigestSlot Slot(string text) =>
        TimeOnly.TryParseExact(text, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)
            ? new DigestSlot(time, [])
            : throw new CommandFailure($"--digest: \"{text}\" is no time of day such as 07:00", CommandFailure.WrongUsage);

    private static AttributionStrength Strength(string text) =>
        Enum.TryParse<AttributionStrength>(text, ignoreCase: true, out var strength) && Enum.IsDefined(strength)
            ? strength
            : throw new CommandFailure($"--alerts: \"{text}\" is no strength", CommandFailure.WrongUsage);

    private static string Checked(string text, Func<string, bool> isRight, string fault) =>
        isRight(text) ? text : throw new CommandFailure($"\"{text}\": {fault}", CommandFailure.WrongUsage);
}
