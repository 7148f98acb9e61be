using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Monitor.Accounts;
using Monitor.Actors;
using Monitor.AttributionEvents;
using Monitor.Delivery.Mail;
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
    public static async Task<Deed> AddSubscriberAsync(
        this MonitorDbContext db,
        string name,
        string address,
        SubscriberWishes wishes,
        ActorBook actors,
        bool hasPages,
        DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(wishes);
        if (!SubscriberConfig.IsName(name))
        {
            return new Deed.Unusable("", $"\"{name}\": no name (small letters, digits, hyphens)");
        }

        if (!RecipientAddress.IsValid(address))
        {
            return new Deed.Unusable("", $"\"{address}\": no mail address");
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
            return new Deed.Refused($"there is a subscriber \"{name}\" already");
        }

        await db.SaveChangesAsync(cancellationToken);
        return new Deed.Done(hasPages
            ? $"{name} added; a link that confirms the address is sent to it"
            : $"{name} added; confirm it when the address is known to be theirs, since no page does (Delivery:PublicUrl)");
    }

    /// <summary>Changes a subscriber, whoever made it. What is changed so stays when the config file is applied.</summary>
    public static Task<Deed> SetSubscriberAsync(
        this MonitorDbContext db, string name, SubscriberWishes wishes, ActorBook actors, DateTimeOffset now, CancellationToken cancellationToken) =>
        db.ChangeAsync(
            name,
            subscriber =>
            {
                if (wishes.Address is { } mailbox && !RecipientAddress.IsValid(mailbox))
                {
                    return Task.FromResult<Deed>(new Deed.Unusable("address", $"\"{mailbox}\": no mail address"));
                }

                if (wishes.Apply(subscriber.Settings, actors, out var fault) is not { } settings)
                {
                    return Task.FromResult<Deed>(fault!);
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

                return Told(said.Count == 0 ? "nothing changed" : string.Join("; ", said));
            },
            cancellationToken);

    /// <summary>Says that the address is theirs: from now on digests and alerts are sent to it. It also takes in again who had left.</summary>
    public static Task<Deed> ConfirmSubscriberAsync(this MonitorDbContext db, string name, DateTimeOffset now, CancellationToken cancellationToken) =>
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
                return new Deed.Done("confirmed");
            },
            cancellationToken);

    /// <summary>Has the link sent once more that confirms the address.</summary>
    public static Task<Deed> SendConfirmationAsync(this MonitorDbContext db, string name, CancellationToken cancellationToken) =>
        db.ChangeAsync(
            name,
            subscriber =>
            {
                if (subscriber.Address.Length == 0)
                {
                    return Task.FromResult<Deed>(Removed(name));
                }

                subscriber.ConfirmationDue = subscriber.AwaitedAddress is not null;
                return Told(subscriber.ConfirmationDue ? "a link is sent" : "confirmed already");
            },
            cancellationToken);

    /// <summary>Sends nothing until an instant; the digest after it tells what came meanwhile.</summary>
    /// <param name="until">Null, or an instant that is over, ends the pause.</param>
    public static Task<Deed> PauseSubscriberAsync(
        this MonitorDbContext db, string name, DateTimeOffset? until, DateTimeOffset now, CancellationToken cancellationToken) =>
        db.ChangeAsync(
            name,
            async subscriber =>
            {
                await db.PauseAsync(subscriber, until ?? now, now, cancellationToken);
                return new Deed.Done(subscriber.PausedUntil is { } instant ? $"nothing is sent until {instant:u}" : "no pause");
            },
            cancellationToken);

    /// <summary>Holds back the alerts of an event, or all, for a time.</summary>
    /// <param name="eventId">Null for all alerts.</param>
    /// <param name="until">Null for 14 days from now.</param>
    public static Task<Deed> MuteAsync(
        this MonitorDbContext db, string name, long? eventId, DateTimeOffset? until, DateTimeOffset now, CancellationToken cancellationToken) =>
        db.ChangeAsync(
            name,
            async subscriber =>
            {
                if (eventId is { } number && !await db.Set<AttributionEvent>().AnyAsync(one => one.Id == number, cancellationToken))
                {
                    return new Deed.Missing($"there is no attribution event {number}");
                }

                var silence = new Silence
                {
                    SubscriberId = subscriber.Id,
                    EventKey = eventId?.ToString(CultureInfo.InvariantCulture),
                    From = now,
                    Until = until ?? now + MuteFor,
                };
                db.Add(silence);
                return new Deed.Done($"{(silence.EventKey is null ? "all alerts" : $"event {silence.EventKey}")} silent until {silence.Until:u}");
            },
            cancellationToken);

    /// <summary>Sends nothing to them any more, by their own wish.</summary>
    public static Task<Deed> LeaveAsync(this MonitorDbContext db, string name, DateTimeOffset now, CancellationToken cancellationToken) =>
        db.ChangeAsync(
            name,
            subscriber =>
            {
                subscriber.Leave(now);
                return Told("has left");
            },
            cancellationToken);

    /// <summary>Writes to an address again that was given up because it refused our mail: what waited is told at once.</summary>
    public static Task<Deed> LiftSuppressionAsync(this MonitorDbContext db, string name, DateTimeOffset now, CancellationToken cancellationToken) =>
        db.ChangeAsync(
            name,
            async subscriber =>
            {
                if (!subscriber.IsSuppressed)
                {
                    return new Deed.Done("the address does not refuse our mail");
                }

                subscriber.LiftSuppression(now);
                await db.ForgetRefusalsAsync(subscriber.Address, cancellationToken);
                return new Deed.Done("mails go to the address again; if it refuses them, that counts anew");
            },
            cancellationToken);

    /// <summary>Sends nothing to them any more and forgets the address. What was told stays known, so that the name can be added again.</summary>
    public static async Task<Deed> RemoveSubscriberAsync(this MonitorDbContext db, string name, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        if (await db.FindSubscriberAsync(name, cancellationToken) is not { } subscriber)
        {
            return Unknown(name);
        }

        if (subscriber.FromFile && !subscriber.Left)
        {
            return new Deed.Refused($"{name} stands in the config file, and the next 'config apply' would bring it back: take it out there");
        }

        await db.RemoveAsync(subscriber, cancellationToken);
        return new Deed.Done("removed, and the address forgotten");
    }

    private static async Task<Deed> ChangeAsync(
        this MonitorDbContext db, string name, Func<Subscriber, Task<Deed>> change, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        if (await db.FindSubscriberAsync(name, cancellationToken) is not { } subscriber)
        {
            return Unknown(name);
        }

        var deed = await change(subscriber);
        if (deed is Deed.Done)
        {
            await db.SaveChangesAsync(cancellationToken);
        }

        return deed;
    }

    private static Task<Deed> Told(string what) => Task.FromResult<Deed>(new Deed.Done(what));

    private static Deed.Missing Unknown(string name) => new($"there is no subscriber \"{name}\"");

    private static Deed.Refused Removed(string name) => new($"{name} was removed and has no address: add it again");
}
