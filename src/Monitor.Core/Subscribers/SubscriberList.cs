using Microsoft.EntityFrameworkCore;
using Monitor.Listings;
using Monitor.Storage;

namespace Monitor.Subscribers;

/// <summary>Lists subscribers by name, those who were removed too.</summary>
public static class SubscriberList
{
    private const string List = "subscribers";

    /// <param name="cursor">The cursor that came with the page before; null for the first.</param>
    public static async Task<ListAnswer<Subscriber>> PageAsync(MonitorDbContext db, string? cursor, int size, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        var all = db.Set<Subscriber>().AsNoTracking();
        var rest = all;
        switch (Cursor.Read(cursor, List, 1))
        {
            case CursorReading.Refused refused:
                return new ListAnswer<Subscriber>.Refused(refused.Reason);
            case CursorReading.After { Cursor: var after }:
                var last = after.Place[0];
#pragma warning disable CA1309 // The order is the database's.
                rest = all.Where(one => string.Compare(one.Name, last) > 0);
#pragma warning restore CA1309
                break;
        }

        var rows = await rest.OrderBy(one => one.Name).Take(size + 1).ToListAsync(cancellationToken);
        return new ListAnswer<Subscriber>.Listed(
            ListPage.Of(rows, size, await ListCount.OfAsync(all, cancellationToken), one => Cursor.At(one.Name), List));
    }
}
