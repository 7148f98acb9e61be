using Microsoft.EntityFrameworkCore;
using Monitor.Storage;
using Monitor.Text;

namespace Monitor.Subscribers.Refusals;

/// <summary>
/// When an address is written to no more: at once where nobody has it, after refusals on three different days within thirty else. Who goes on
/// writing to addresses that refuse is taken for a sender of spam, and then nobody's mail arrives.
/// </summary>
public static class MailRefusals
{
    private const int DaysToSuppress = 3;
    private const int DaysLookedAt = 30;

    /// <summary>Whether so many refusals end it. Pure.</summary>
    /// <param name="days">Different days on which the address refused, the last thirty.</param>
    public static bool Suppresses(bool noSuchUser, int days) => noSuchUser || days >= DaysToSuppress;

    /// <summary>
    /// Notes a refusal, once a day; the subscribers who are written to no more from now on. One of before the address was confirmed says nothing of
    /// it any more, and is not noted. Saved.
    /// </summary>
    /// <param name="at">When it was refused.</param>
    public static async Task<IReadOnlyList<Subscriber>> RecordRefusalAsync(
        this MonitorDbContext db, MailRefusal refusal, DateTimeOffset at, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(refusal);
        // EF would compare in memory what both databases can do: addresses differ in case only by how people type them.
        var address = refusal.Address.ToLowerInvariant();
        var holders = await db.Set<Subscriber>().WithAddress(address).ToListAsync(cancellationToken);
        if (holders.Count > 0 && holders.TrueForAll(holder => holder.ConfirmedAt > at))
        {
            return [];
        }

        if (!await db.Set<MailRefusal>().AnyAsync(known => known.Address == address && known.Day == refusal.Day, cancellationToken))
        {
            db.Add(new MailRefusal { Address = address, Day = refusal.Day, NoSuchUser = refusal.NoSuchUser, Reason = Cut(refusal.Reason) });
            await db.SaveChangesAsync(cancellationToken);
        }

        var since = refusal.Day.AddDays(-DaysLookedAt);
        var days = await db.Set<MailRefusal>().CountAsync(
            known => known.Address == address && known.Day > since && known.Day <= refusal.Day, cancellationToken);
        if (!Suppresses(refusal.NoSuchUser, days))
        {
            return [];
        }

        var concerned = holders.FindAll(holder => !holder.IsSuppressed && !(holder.ConfirmedAt > at));
        foreach (var subscriber in concerned)
        {
            subscriber.SuppressedAddress = subscriber.Address;
            subscriber.SuppressedAt = at;
            subscriber.SuppressedReason = Cut(refusal.NoSuchUser ? refusal.Reason : $"refused on {days} days, last: {refusal.Reason}");
        }

        await db.SaveChangesAsync(cancellationToken);
        return concerned;
    }

    /// <summary>Forgets what an address refused: somebody has said since that it is theirs, or nobody here has it any more. At once.</summary>
    public static Task ForgetRefusalsAsync(this MonitorDbContext db, string address, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(address);
        var lowered = address.ToLowerInvariant();
        return db.Set<MailRefusal>().Where(refusal => refusal.Address == lowered).ExecuteDeleteAsync(cancellationToken);
    }

    private static string Cut(string reason) =>
        StoredText.Of(reason.Length > MailRefusal.ReasonCharactersMax ? reason[..MailRefusal.ReasonCharactersMax] : reason);
}
