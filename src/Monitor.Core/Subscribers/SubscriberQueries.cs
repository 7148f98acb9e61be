using Microsoft.EntityFrameworkCore;
using Monitor.Storage;

namespace Monitor.Subscribers;

/// <summary>Named questions about subscribers, and how the config file becomes rows.</summary>
public static class SubscriberQueries
{
    /// <summary>Those who may be written to.</summary>
    public static IQueryable<Subscriber> Reachable(this IQueryable<Subscriber> subscribers) =>
        subscribers.Where(subscriber => !subscriber.Left && subscriber.ConfirmedAt != null);

    /// <summary>
    /// Those whose digest has to be looked at now, longest overdue first. Who is suppressed is not: what it would tell stands in the first digest
    /// after that.
    /// </summary>
    public static IQueryable<Subscriber> DueForDigest(this IQueryable<Subscriber> subscribers, DateTimeOffset now) =>
        subscribers.Reachable()
            .Where(subscriber => subscriber.SuppressedAddress != subscriber.Address && subscriber.NextDigestAt <= now)
            .OrderBy(subscriber => subscriber.NextDigestAt);

    /// <summary>
    /// Makes the subscribers of the config file what it says: new ones are added (confirmed by who wrote the file), changed ones changed,
    /// those no longer named are left off. Those added by command are not touched. The context is changed, not saved.
    /// </summary>
    /// <returns>What changes, in words, without addresses.</returns>
    public static async Task<IReadOnlyList<string>> ApplyAsync(
        this MonitorDbContext db, IReadOnlyList<SubscriberEntry> entries, DateTimeOffset now, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(entries);
        var changes = new List<string>();
        var known = await db.Set<Subscriber>().ToDictionaryAsync(subscriber => subscriber.Name, cancellationToken);
        var told = await db.Set<ChangeCounter>().Select(counter => counter.Last).SingleAsync(cancellationToken);
        foreach (var entry in entries)
        {
            if (!known.TryGetValue(entry.Name, out var subscriber))
            {
                db.Add(New(entry, now, told, isFromFile: true));
                changes.Add($"subscriber {entry.Name}: added");
            }
            else if (Change(subscriber, entry, now))
            {
                changes.Add($"subscriber {entry.Name}: changed");
            }
        }

        var named = entries.Select(entry => entry.Name).ToHashSet();
        foreach (var gone in known.Values.Where(subscriber => subscriber.FromFile && !subscriber.Left && !named.Contains(subscriber.Name)))
        {
            gone.Left = true;
            changes.Add($"subscriber {gone.Name}: left, since the file no longer names it");
        }

        return changes;
    }

    /// <summary>A subscriber from now on: what was before is no news to it.</summary>
    /// <param name="toldSequence">The number of the last change there is.</param>
    public static Subscriber New(SubscriberEntry entry, DateTimeOffset now, long toldSequence, bool isFromFile)
    {
        ArgumentNullException.ThrowIfNull(entry);
        return new Subscriber
        {
            Name = entry.Name,
            Address = entry.Address,
            Settings = entry.Settings,
            CreatedAt = now,
            ConfirmedAt = isFromFile ? now : null,
            FromFile = isFromFile,
            ToldSequence = toldSequence,
            // The next tick looks when the first digest is due.
            NextDigestAt = entry.Settings.Digests.Count > 0 ? now : null,
        };
    }

    private static bool Change(Subscriber subscriber, SubscriberEntry entry, DateTimeOffset now)
    {
        var isSame = subscriber.Left == subscriber.LeftByWish && subscriber.FromFile && subscriber.Address == entry.Address
            && SubscriberMapping.Write(subscriber.Settings) == SubscriberMapping.Write(entry.Settings);
        if (isSame)
        {
            return false;
        }

        subscriber.Address = entry.Address;
        subscriber.Settings = entry.Settings;
        subscriber.FromFile = true;
        subscriber.Left = subscriber.LeftByWish;
        subscriber.ConfirmedAt ??= now;
        subscriber.NextDigestAt = entry.Settings.Digests.Count > 0 ? now : null;
        return true;
    }
}
