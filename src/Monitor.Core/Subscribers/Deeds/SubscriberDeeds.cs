using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Monitor.Accounts;
using Monitor.Actors;
using Monitor.AttributionEvents;
using Monitor.Audit;
using Monitor.Delivery.Mail;
using Monitor.Search;
using Monitor.Storage;
using Monitor.Subscribers.Refusals;

namespace Monitor.Subscribers.Deeds;

/// <summary>What can be done with a subscriber, each as one commit.</summary>
public static class SubscriberDeeds
{
    /// <summary>An event takes accusations for 14 days; a longer silence would only hold back the next one.</summary>
    private static readonly TimeSpan MuteFor = TimeSpan.FromDays(14);

    private static readonly DigestSlot Morning = new(new TimeOnly(7, 0), []);

    /// <summary>
    /// A further subscriber: a digest at 07:00 UTC, unless the wishes say otherwise. One mail asks to confirm the address, nothing else is sent before.
    /// </summary>
    /// <param name="hasPages">Whether readers reach a page that confirms (Delivery:PublicUrl); else the operator does.</param>
    public static async Task<DeedOutcome> AddSubscriberAsync(
        this MonitorDbContext db,
        string name,
        string address,
        SubscriberWishes wishes,
        ActorBook actors,
        bool hasPages,
        string author,
        DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(wishes);
        if (!SubscriberConfig.IsName(name))
        {
            return new DeedOutcome.Unusable("", $"\"{name}\": no name (small letters, digits, hyphens)");
        }

        if (!RecipientAddress.IsValid(address))
        {
            return new DeedOutcome.Unusable("", $"\"{address}\": no mail address");
        }

        if (wishes.Apply(new SubscriberSettings { DisplayName = name }, actors, out var fault) is not { } settings)
        {
            return fault!;
        }

        if (settings is { Digests.Count: 0, Alerts.Count: 0 })
        {
            settings = settings with { Digests = [Morning] };
        }

        var told = await db.LastChangeAsync(cancellationToken);
        if (await db.FindSubscriberAsync(name, cancellationToken) is not { } known)
        {
            db.Add(SubscriberQueries.New(new SubscriberEntry(name, address, settings), now, told, isFromFile: false));
        }
        else if (known.Left && !known.LeftByWish)
        {
            known.TakeInAgain(address, settings, now);
        }
        else
        {
            return new DeedOutcome.Refused($"there is a subscriber \"{name}\" already");
        }

        db.Record(Deed.SubscriberAdded, author, $"subscriber {name}", now);
        await db.SaveChangesAsync(cancellationToken);
        return new DeedOutcome.Done(hasPages
            ? $"{name} added; a link that confirms the address is sent to it"
            : $"{name} added; confirm it when the address is known to be theirs, since no page does (Delivery:PublicUrl)");
    }

    /// <summary>Changes a subscriber, whoever made it. What is changed so stays when the config file is applied.</summary>
    public static Task<DeedOutcome> SetSubscriberAsync(
        this MonitorDbContext db, string name, SubscriberWishes wishes, ActorBook actors, string author, DateTimeOffset now,
        CancellationToken cancellationToken) =>
        db.ChangeAsync(
            name,
            subscriber =>
            {
                if (wishes.Address is { } mailbox && !RecipientAddress.IsValid(mailbox))
                {
                    return Task.FromResult<DeedOutcome>(new DeedOutcome.Unusable("address", $"\"{mailbox}\": no mail address"));
                }

                if (wishes.Apply(subscriber.Settings, actors, out var fault) is not { } settings)
                {
                    return Task.FromResult<DeedOutcome>(fault!);
                }

                var said = new List<string>();
                if (wishes.AsInFile)
                {
                    said.Add(subscriber.FromFile ? "as in the file from the next 'config apply' on" : "nothing is changed by hand any more");
                    subscriber.ByHand = [];
                }

                said.AddRange(SettingsByHand.Differences(subscriber.Settings, settings).Select(part => $"{part} changed"));
                subscriber.ChangeByHand(settings, now);
                if (wishes.Address is { } address)
                {
                    subscriber.MoveByHand(address);
                    said.Add(subscriber.AwaitedAddress is null ? "the address stays" : "the new address waits to be confirmed there");
                }

                if (said.Count == 0)
                {
                    return Told("nothing changed");
                }

                db.Record(Deed.SubscriberChanged, author, $"subscriber {name}", now, to: string.Join("; ", said));
                return Told(string.Join("; ", said));
            },
            cancellationToken);

    /// <summary>Makes what a saved search is about an interest of theirs: its topics, actors, outlet and language.</summary>
    public static Task<DeedOutcome> InterestInAsync(
        this MonitorDbContext db, string name, SavedSearch search, string author, DateTimeOffset now, CancellationToken cancellationToken) =>
        db.ChangeAsync(
            name,
            subscriber =>
            {
                var settings = subscriber.Settings with { Interests = subscriber.Settings.Interests.Including(search) };
                if (SettingsByHand.Differences(subscriber.Settings, settings).Count == 0)
                {
                    return Task.FromResult<DeedOutcome>(new DeedOutcome.Refused(
                        $"{search.Name} names no topic, actor, outlet or language that {name} is not interested in already; "
                            + "words become an interest as a rule with a topic"));
                }

                subscriber.ChangeByHand(settings, now);
                db.Record(Deed.SubscriberChanged, author, $"subscriber {name}", now, to: $"also interested in the search {search.Name}");
                return Told($"also interested in {search.Name}: {InterestWords.Of(search)}");
            },
            cancellationToken);

    /// <summary>Says that the address is theirs: from now on digests and alerts are sent to it. It also takes in again who had left.</summary>
    public static Task<DeedOutcome> ConfirmSubscriberAsync(
        this MonitorDbContext db, string name, string author, DateTimeOffset now, CancellationToken cancellationToken) =>
        db.ChangeAsync(
            name,
            async subscriber =>
            {
                if (subscriber.Address.Length == 0)
                {
                    return Removed(name);
                }

                subscriber.Confirm(now, await db.LastChangeAsync(cancellationToken));
                await db.ForgetRefusalsAsync(subscriber.Address, cancellationToken);
                db.Record(Deed.SubscriberConfirmed, author, $"subscriber {name}", now);
                return new DeedOutcome.Done("confirmed");
            },
            cancellationToken);

    /// <summary>Has the link sent once more that confirms the address.</summary>
    public static Task<DeedOutcome> SendConfirmationAsync(
        this MonitorDbContext db, string name, string author, DateTimeOffset now, CancellationToken cancellationToken) =>
        db.ChangeAsync(
            name,
            subscriber =>
            {
                if (subscriber.Address.Length == 0)
                {
                    return Task.FromResult<DeedOutcome>(Removed(name));
                }

                subscriber.ConfirmationDue = subscriber.AwaitedAddress is not null;
                if (!subscriber.ConfirmationDue)
                {
                    return Told("confirmed already");
                }

                db.Record(Deed.ConfirmationSent, author, $"subscriber {name}", now);
                return Told("a link is sent");
            },
            cancellationToken);

    /// <summary>Sends nothing until an instant; the digest after it tells what came meanwhile.</summary>
    /// <param name="until">Null, or an instant that is over, ends the pause.</param>
    public static Task<DeedOutcome> PauseSubscriberAsync(
        this MonitorDbContext db, string name, DateTimeOffset? until, string author, DateTimeOffset now, CancellationToken cancellationToken) =>
        db.ChangeAsync(
            name,
            async subscriber =>
            {
                await db.PauseAsync(subscriber, until ?? now, now, cancellationToken);
                db.Record(
                    subscriber.PausedUntil is null ? Deed.SubscriberResumed : Deed.SubscriberPaused, author, $"subscriber {name}", now,
                    to: subscriber.PausedUntil is { } last ? $"until {last:u}" : null);
                return new DeedOutcome.Done(subscriber.PausedUntil is { } instant ? $"nothing is sent until {instant:u}" : "no pause");
            },
            cancellationToken);

    /// <summary>Holds back the alerts of an event, or all, for a time.</summary>
    /// <param name="eventId">Null for all alerts.</param>
    /// <param name="until">Null for 14 days from now.</param>
    public static Task<DeedOutcome> MuteAsync(
        this MonitorDbContext db, string name, long? eventId, DateTimeOffset? until, string author, DateTimeOffset now, CancellationToken cancellationToken) =>
        db.ChangeAsync(
            name,
            async subscriber =>
            {
                if (eventId is { } number && !await db.Set<AttributionEvent>().AnyAsync(one => one.Id == number, cancellationToken))
                {
                    return new DeedOutcome.Missing($"there is no attribution event {number}");
                }

                var silence = new Silence
                {
                    SubscriberId = subscriber.Id,
                    EventKey = eventId?.ToString(CultureInfo.InvariantCulture),
                    From = now,
                    Until = until ?? now + MuteFor,
                };
                db.Add(silence);
                db.Record(
                    Deed.EventMuted, author, silence.EventKey is { } key ? $"event {key}" : "all events", now, to: $"for {name} until {silence.Until:u}");
                return new DeedOutcome.Done($"{(silence.EventKey is null ? "all alerts" : $"event {silence.EventKey}")} silent until {silence.Until:u}");
            },
            cancellationToken);

    /// <summary>Sends nothing to them any more, by their own wish.</summary>
    public static Task<DeedOutcome> LeaveAsync(
        this MonitorDbContext db, string name, string author, DateTimeOffset now, CancellationToken cancellationToken) =>
        db.ChangeAsync(
            name,
            subscriber =>
            {
                subscriber.Leave(now);
                db.Record(Deed.SubscriberSignedOff, author, $"subscriber {name}", now);
                return Told("has left");
            },
            cancellationToken);

    /// <summary>Writes to an address again that was given up because it refused our mail: what waited is told at once.</summary>
    public static Task<DeedOutcome> LiftSuppressionAsync(
        this MonitorDbContext db, string name, string author, DateTimeOffset now, CancellationToken cancellationToken) =>
        db.ChangeAsync(
            name,
            async subscriber =>
            {
                if (!subscriber.IsSuppressed)
                {
                    return new DeedOutcome.Done("the address does not refuse our mail");
                }

                subscriber.LiftSuppression(now);
                await db.ForgetRefusalsAsync(subscriber.Address, cancellationToken);
                db.Record(Deed.SubscriberSuppressionLifted, author, $"subscriber {name}", now);
                return new DeedOutcome.Done("mails go to the address again; if it refuses them, that counts anew");
            },
            cancellationToken);

    /// <summary>Sends nothing to them any more and forgets the address. What was told stays known, so that the name can be added again.</summary>
    public static async Task<DeedOutcome> RemoveSubscriberAsync(
        this MonitorDbContext db, string name, string author, DateTimeOffset now, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        if (await db.FindSubscriberAsync(name, cancellationToken) is not { } subscriber)
        {
            return Unknown(name);
        }

        if (subscriber.FromFile && !subscriber.Left)
        {
            return new DeedOutcome.Refused($"{name} stands in the config file, and the next 'config apply' would bring it back: take it out there");
        }

        db.Record(Deed.SubscriberRemoved, author, $"subscriber {name}", now);
        await db.RemoveAsync(subscriber, cancellationToken);
        return new DeedOutcome.Done("removed, and the address forgotten");
    }

    private static async Task<DeedOutcome> ChangeAsync(
        this MonitorDbContext db, string name, Func<Subscriber, Task<DeedOutcome>> change, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        if (await db.FindSubscriberAsync(name, cancellationToken) is not { } subscriber)
        {
            return Unknown(name);
        }

        await using var transaction = await DeedTransaction.BeginAsync(db, cancellationToken);
        var deed = await change(subscriber);
        if (deed is DeedOutcome.Done)
        {
            await db.SaveChangesAsync(cancellationToken);
            await transaction.CommitAsync(cancellationToken);
        }

        return deed;
    }

    private static Task<DeedOutcome> Told(string what) => Task.FromResult<DeedOutcome>(new DeedOutcome.Done(what));

    private static DeedOutcome.Missing Unknown(string name) => new($"there is no subscriber \"{name}\"");

    private static DeedOutcome.Refused Removed(string name) => new($"{name} was removed and has no address: add it again");
}
