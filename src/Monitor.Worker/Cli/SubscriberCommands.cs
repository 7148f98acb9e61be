using System.CommandLine;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Monitor.AttributionEvents;
using Monitor.Attributions;
using Monitor.Delivery.Mail;
using Monitor.Storage;
using Monitor.Subscribers;
using Spectre.Console;

namespace Monitor.Worker.Cli;

/// <summary><c>monitor subscriber add|list|confirm|mute|leave</c>.</summary>
public static class SubscriberCommands
{
    /// <summary>An event takes accusations for 14 days; a longer silence would only hold back the next one.</summary>
    private static readonly TimeSpan MuteFor = TimeSpan.FromDays(14);

    public static Command Create() => new("subscriber", "Who gets digests and alerts.") { Add(), List(), Confirm(), Mute(), Leave() };

    internal static Argument<string> Name() => new("SUBSCRIBER") { Description = "The subscriber's lasting name, such as desk." };

    internal static async Task<Subscriber> FindAsync(MonitorDbContext db, string name, CancellationToken cancellationToken) =>
        await db.Set<Subscriber>().SingleOrDefaultAsync(subscriber => subscriber.Name == name, cancellationToken)
        ?? throw new CommandFailure($"there is no subscriber \"{name}\"; 'monitor subscriber list' lists them");

    private static Command Add()
    {
        var database = new CommandDatabase();
        var (name, address) = (Name(), new Argument<string>("ADDRESS") { Description = "The mail address." });
        var zone = new Option<string>("--time-zone") { Description = "An IANA time zone.", DefaultValueFactory = _ => "UTC", HelpName = "ZONE" };
        var digests = new Option<string[]>("--digest") { Description = "A time of day for a digest; may be given several times (default: 07:00, unless --alerts is given).", HelpName = "HH:MM" };
        var alerts = new Option<string?>("--alerts") { Description = "Alerts of at least this strength: urges, supports, anonymous, nonstate, official, sanction, indictment.", HelpName = "STRENGTH" };
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
            if (await db.Set<Subscriber>().AnyAsync(subscriber => subscriber.Name == entry.Name, cancellationToken))
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

    private static Command List()
    {
        var database = new CommandDatabase();
        var json = SharedOptions.Json();
        var command = new Command("list", "List the subscribers.") { json };
        database.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var contexts = await database.OpenAsync(parsed, cancellationToken);
            await using var db = contexts.CreateDbContext();
            var subscribers = await db.Set<Subscriber>().AsNoTracking().OrderBy(subscriber => subscriber.Name).ToListAsync(cancellationToken);
            if (parsed.GetValue(json))
            {
                using var lines = new JsonLines();
                subscribers.ForEach(one => lines.Write(new { one.Name, one.Address, one.ConfirmedAt, one.Left, one.FromFile, one.NextDigestAt, one.Settings }));
                return;
            }

            var table = new Table().AddColumns("name", "address", "zone", "digests", "alert rules", "state");
            foreach (var one in subscribers)
            {
                table.AddRow(
                    one.Name,
                    Markup.Escape(one.Address),
                    one.Settings.TimeZone,
                    string.Join(", ", one.Settings.Digests.Select(slot => slot.Name)),
                    Markup.Escape(string.Join(", ", one.Settings.Alerts.Select(rule => rule.Name))),
                    one.Left ? "left" : one.ConfirmedAt is null ? "not confirmed" : "confirmed");
            }

            AnsiConsole.Write(table);
        });
        return command;
    }

    private static Command Confirm() => Change(
        "confirm",
        "Say that the address is the subscriber's: from now on digests and alerts are sent to it.",
        subscriber =>
        {
            subscriber.ConfirmedAt ??= TimeProvider.System.GetUtcNow();
            (subscriber.Left, subscriber.LeftByWish) = (false, false);
            return $"{subscriber.Name} is confirmed";
        });

    private static Command Leave() => Change(
        "leave",
        "Send nothing to the subscriber any more.",
        subscriber =>
        {
            (subscriber.Left, subscriber.LeftByWish) = (true, true);
            return $"{subscriber.Name} has left";
        });

    private static Command Mute()
    {
        var database = new CommandDatabase();
        var name = Name();
        var ongoing = new Argument<long?>("EVENT") { Description = "The number of the attribution event; none for all alerts.", Arity = ArgumentArity.ZeroOrOne };
        var until = new Option<string?>("--until") { Description = "When the silence ends (default: in 14 days), such as 2021-08-01T08:00Z.", HelpName = "INSTANT" };
        var command = new Command("mute", "Hold back the alerts of an event, or all alerts, for a time.") { name, ongoing, until };
        database.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var contexts = await database.OpenAsync(parsed, cancellationToken);
            await using var db = contexts.CreateDbContext();
            var subscriber = await FindAsync(db, parsed.GetRequiredValue(name), cancellationToken);
            if (parsed.GetValue(ongoing) is { } number && !await db.Set<AttributionEvent>().AnyAsync(one => one.Id == number, cancellationToken))
            {
                throw new CommandFailure($"there is no attribution event {number}; 'monitor attributions list' lists them");
            }

            var now = TimeProvider.System.GetUtcNow();
            var silence = new Silence
            {
                SubscriberId = subscriber.Id,
                EventKey = parsed.GetValue(ongoing)?.ToString(CultureInfo.InvariantCulture),
                From = now,
                Until = Instant(parsed.GetValue(until), "--until") ?? now + MuteFor,
            };
            db.Add(silence);
            await db.SaveChangesAsync(cancellationToken);
            Console.WriteLine($"{subscriber.Name}: {(silence.EventKey is null ? "all alerts" : $"event {silence.EventKey}")} silent until {silence.Until:u}");
        });
        return command;
    }

    private static Command Change(string verb, string help, Func<Subscriber, string> change)
    {
        var database = new CommandDatabase();
        var name = Name();
        var command = new Command(verb, help) { name };
        database.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var contexts = await database.OpenAsync(parsed, cancellationToken);
            await using var db = contexts.CreateDbContext();
            var said = change(await FindAsync(db, parsed.GetRequiredValue(name), cancellationToken));
            await db.SaveChangesAsync(cancellationToken);
            Console.WriteLine(said);
        });
        return command;
    }

    /// <exception cref="CommandFailure">The text is no instant.</exception>
    internal static DateTimeOffset? Instant(string? text, string option)
    {
        if (text is null)
        {
            return null;
        }

        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var instant)
            ? instant
            : throw new CommandFailure($"{option}: \"{text}\" is no instant such as 2021-07-20T07:00Z", CommandFailure.WrongUsage);
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
