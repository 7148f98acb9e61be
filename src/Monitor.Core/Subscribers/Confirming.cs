using Microsoft.EntityFrameworkCore;
using Monitor.Storage;

namespace Monitor.Subscribers;

/// <summary>The reader's side of a confirmation: the link is looked at, and used.</summary>
public static class Confirming
{
    /// <summary>The confirmation behind a signed link while it can be used; null once it was, or its time is over, or nothing waits for it.</summary>
    public static async Task<AddressConfirmation?> OpenConfirmationAsync(
        this MonitorDbContext db, Subscriber subscriber, long number, DateTimeOffset now, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(subscriber);
        var confirmation = await db.Set<AddressConfirmation>().AsNoTracking()
            .SingleOrDefaultAsync(one => one.Id == number && one.SubscriberId == subscriber.Id, cancellationToken);
        return confirmation?.IsOpen(now) == true && confirmation.Address == subscriber.AwaitedAddress && !IsRemoved(subscriber) ? confirmation : null;
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
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return true;
    }

    /// <summary>Taken out by the operator: no link brings them back.</summary>
    private static bool IsRemoved(Subscriber subscriber) => subscriber.Left && !subscriber.LeftByWish;
}
