using Microsoft.EntityFrameworkCore;
using Monitor.AttributionEvents;
using Monitor.Storage;

namespace Monitor.Listings;

/// <summary>The statements that are only likely and wait for an analyst's word.</summary>
public static class LikelyList
{
    private const string Name = "likely";

    /// <summary>A page of them, the one found last first, with outlet and title of their articles.</summary>
    /// <param name="cursor">The next of the page before; null for the first.</param>
    public static async Task<ListAnswer<Attribution>> PageAsync(MonitorDbContext db, string? cursor, int size, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        var below = long.MaxValue;
        switch (Cursor.Read(cursor, Name, 1))
        {
            case CursorReading.Refused refused:
                return new ListAnswer<Attribution>.Refused(refused.Reason);
            case CursorReading.After after:
                below = after.Cursor.Number(0);
                break;
        }

        var rows = db.LikelyStatements();
        var found = await rows.Where(one => one.Id < below).OrderByDescending(one => one.Id).Take(size + 1).ToListAsync(cancellationToken);
        await db.GiveArticlesAsync(found, cancellationToken);
        return new ListAnswer<Attribution>.Listed(
            ListPage.Of(found, size, await ListCount.OfAsync(rows, cancellationToken), row => Cursor.At(row.Id), Name));
    }
}
