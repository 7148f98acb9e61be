using Microsoft.EntityFrameworkCore;
using Monitor.Audit;
using Monitor.Storage;
using Monitor.Subscribers.Refusals;

namespace Monitor.Subscribers;

/// <summary>Named questions about subscribers, and how the config file becomes rows.</summary>
public static class SubscriberQueries
{
    /// <summary>Those who may be written to.</summary>
    public static IQueryable<Subscriber> Reachable(this IQueryable<Subscriber> subscribers) =>
        subscribers.Where(subscriber => !subscriber.Left && subscriber.ConfirmedAt != null);

    /// <summary>Those whose digest has to be looked at now, longest overdue first.</summary>
    public static IQueryable<Subscriber> DueForDigest(this IQueryable<Subscriber> subscribers, DateTimeOffset now) =>
        subscribers.Reachable()
            .Where(subscriber => subscriber.NextDigestAt <= now && subscriber.DigestOffAt == null)
            .Where(subscriber => subscriber.PausedUntil == null || subscriber.PausedUntil <= now)
            .OrderBy(subscriber => subscriber.NextDigestAt);

    /// <summary>Those with one of these addresses, in whatever case it is written. The database lowers letters, by its own rules.</summary>
    public static IQueryable<Subscriber> WithAddress(this IQueryable<Subscriber> subscribers, params IEnumerable<string> addresses)
    {
        var lowered = addresses.Select(address => address.ToLowerInvariant()).ToList();
#pragma warning disable CA1304, CA1311, CA1862
        return subscribers.Where(subscriber => lowered.Contains(subscriber.Address.ToLower()));
#pragma warning restore CA1304, CA1311, CA1862
    }

    /// <summary>Those to whom a link that confirms their address has to be sent.</summary>
    public static IQueryable<Subscriber> ToConfirm(this IQueryable<Subscriber> subscribers) =>
        subscribers.Where(subscriber => subscriber.ConfirmationDue);

    /// <summary>The subscriber of this name; null where there is none.</summary>
    public static Task<Subscriber?> FindSubscriberAsync(this MonitorDbContext db, string name, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        return db.Set<Subscriber>().SingleOrDefaultAsync(subscriber => subscriber.Name == name, cancellationToken);
    }

    /// <summary>The subscriber whose links are signed for this name; null where there is none, or the name is another person's by now.</summary>
    /// <param name="linkName">A <see cref="Subscriber.LinkName"/>.</param>
    public static async Task<Subscriber?> FindLinkedAsync(this MonitorDbContext db, string linkName, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(linkName);
        return await db.FindSubscriberAsync(linkName.Split('.')[0], cancellationToken) is { } subscriber && subscriber.LinkName == linkName ? subscriber : null;
    }

    /// <summary>The number of the last change there is: who begins now is told what has a higher one.</summary>
    public static Task<long> LastChangeAsync(this MonitorDbContext db, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        return db.Set<ChangeCounter>().Select(counter => counter.Last).SingleAsync(cancellationToken);
    }

    /// <summary>
    /// Sends nothing until an instant: no digest, and alerts wait as in a <see cref="Silence"/>. An instant that is over ends the pause. The context is
    /// changed, not saved.
    /// </summary>
    public static async Task PauseAsync(
        this MonitorDbContext db, Subscriber subscriber, DateTimeOffset until, DateTimeOffset now, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(subscriber);
        var former = await db.Set<Silence>()
            .Where(silence => silence.SubscriberId == subscriber.Id && silence.EventKey == null && silence.Until == subscriber.PausedUntil)
            .ToListAsync(cancellationToken);
        former.ForEach(silence => silence.Until = silence.Until < now ? silence.Until : now);
        subscriber.PausedUntil = until > now ? until : null;
        subscriber.Resume(until > now ? until : now);
        if (until > now)
        {
            db.Add(new Silence { SubscriberId = subscriber.Id, From = now, Until = until });
        }
    }

    /// <summary>The confirmation behind a signed link while it can be used; null once it was, its time is over, or they were removed.</summary>
    public static async Task<AddressConfirmation?> OpenConfirmationAsync(
        this MonitorDbContext db, Subscriber subscriber, long number, DateTimeOffset now, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(subscriber);
        var confirmation = await db.Set<AddressConfirmation>().AsNoTracking()
            .SingleOrDefaultAsync(one => one.Id == number && one.SubscriberId == subscriber.Id, cancellationToken);
        var isRemoved = subscriber.Left && !subscriber.LeftByWish;
        return confirmation?.IsOpen(now) == true && confirmation.Address == subscriber.AwaitedAddress && !isRemoved ? confirmation : null;
    }

    /// <summary>Confirms the address, once; false where the link cannot be used (any more).</summary>
    public static async Task<bool> ConfirmAsync(
        this MonitorDbContext db, Subscriber subscriber, long number, DateTimeOffset now, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        if (await db.OpenConfirmationAsync(subscriber, number, now, cancellationToken) is not { } confirmation)
        {
            return false;
        }

        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        // Two that come at once: the row is taken by one of them.
        var taken = await db.Set<AddressConfirmation>().Where(one => one.Id == confirmation.Id && one.UsedAt == null)
            .ExecuteUpdateAsync(set => set.SetProperty(one => one.UsedAt, now), cancellationToken);
        if (taken == 0)
        {
            return false;
        }

        subscriber.Confirm(now, await db.LastChangeAsync(cancellationToken));
        await db.ForgetRefusalsAsync(subscriber.Address, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return true;
    }

    /// <summary>
    /// Whether a subscriber is still as it was read, asked inside the transaction that is about to commit: the row stays locked until then.
    /// </summary>
    /// <param name="subscriber">Tracked: as it was read, with what is to be changed.</param>
    public static async Task<bool> IsAsReadAsync(this MonitorDbContext db, Subscriber subscriber, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(subscriber);
        await db.Set<Subscriber>().Where(one => one.Id == subscriber.Id)
            .ExecuteUpdateAsync(set => set.SetProperty(one => one.ToldSequence, one => one.ToldSequence), cancellationToken);
        var (read, stored) = (db.Entry(subscriber).OriginalValues, await db.Entry(subscriber).GetDatabaseValuesAsync(cancellationToken));
        return stored is not null && read.Properties.All(one => one.GetValueComparer().Equals(read[one], stored[one]));
    }

    /// <summary>Takes a subscriber out, and their address with all that was noted of it, unless another one has the same. Saved.</summary>
    public static async Task RemoveAsync(this MonitorDbContext db, Subscriber subscriber, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(subscriber);
        await using var transaction = await DeedTransaction.BeginAsync(db, cancellationToken);
        await db.Set<AddressConfirmation>().Where(one => one.SubscriberId == subscriber.Id).ExecuteDeleteAsync(cancellationToken);
        foreach (var address in new[] { subscriber.Address, subscriber.NewAddress, subscriber.SuppressedAddress }.OfType<string>().Distinct())
        {
            if (!await db.Set<Subscriber>().WithAddress(address).AnyAsync(other => other.Id != subscriber.Id, cancellationToken))
            {
                await db.ForgetRefusalsAsync(address, cancellationToken);
            }
        }

        subscriber.Remove();
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    /// <summary>
    /// Makes the subscribers of the config file what it says: new ones are added (confirmed by who wrote the file), changed ones changed,
    /// those no longer named are left off. What was changed by hand stays, as do those added by command. The context is changed, not saved.
    /// </summary>
    /// <returns>What changes, in words, without addresses.</returns>
    public static async Task<IReadOnlyList<string>> ApplyAsync(
        this MonitorDbContext db, IReadOnlyList<SubscriberEntry> entries, DateTimeOffset now, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(entries);
        var changes = new List<string>();
        var known = await db.Set<Subscriber>().ToDictionaryAsync(subscriber => subscriber.Name, cancellationToken);
        var told = await db.LastChangeAsync(cancellationToken);
        foreach (var entry in entries)
        {
            if (!known.TryGetValue(entry.Name, out var subscriber))
            {
                db.Add(New(entry, now, told, isFromFile: true));
                changes.Add($"subscriber {entry.Name}: added");
            }
            else
            {
                changes.AddRange(Change(subscriber, entry, now).Select(change => $"subscriber {entry.Name}: {change}"));
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
            ConfirmationDue = !isFromFile,
            FromFile = isFromFile,
            ToldSequence = toldSequence,
            // The next tick looks when the first digest is due.
            NextDigestAt = entry.Settings.Digests.Count > 0 ? now : null,
        };
    }

    private static IEnumerable<string> Change(Subscriber subscriber, SubscriberEntry entry, DateTimeOffset now)
    {
        var settings = SettingsByHand.Keep(subscriber.Settings, entry.Settings, subscriber.ByHand);
        var changed = SettingsByHand.Differences(subscriber.Settings, settings);
        if (changed.Count > 0)
        {
            subscriber.Change(settings, now);
            yield return $"changed: {string.Join(", ", changed)}";
        }

        if (!subscriber.FromFile || (subscriber.Left && !subscriber.LeftByWish))
        {
            subscriber.FromFile = true;
            subscriber.Left = subscriber.LeftByWish;
            subscriber.Resume(now);
            yield return "the file names it again";
        }

        if (subscriber.ConfirmedAt is null)
        {
            subscriber.ConfirmByFile(entry.Address, now);
            yield return "confirmed by the file";
        }
        else if (!subscriber.ByHand.Contains(SettingsByHand.Address) && entry.Address != (subscriber.NewAddress ?? subscriber.Address))
        {
            subscriber.Move(entry.Address);
            yield return subscriber.NewAddress is null
                ? "the address stays as it is"
                : "another address: mails go to it once it is confirmed there, or by 'monitor subscriber confirm'";
        }
    }
}
