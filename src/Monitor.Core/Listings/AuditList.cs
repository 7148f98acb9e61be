using Microsoft.EntityFrameworkCore;
using Monitor.Audit;
using Monitor.Storage;

namespace Monitor.Listings;

/// <summary>Lists the audit log, the latest first.</summary>
public static class AuditList
{
    private const string List = "audit";

    /// <param name="cursor">The cursor that came with the page before; null for the first.</param>
    public static async Task<ListAnswer<AuditEntry>> PageAsync(
        MonitorDbContext db, AuditFilter filter, string? cursor, int size, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(filter);
        var list = string.Join('\u001e', List, filter.Who, filter.Deed, filter.Object);
        var below = long.MaxValue;
        switch (Cursor.Read(cursor, list, 1))
        {
            case CursorReading.Refused refused:
                return new ListAnswer<AuditEntry>.Refused(refused.Reason);
            case CursorReading.After after:
                below = after.Cursor.Number(0);
                break;
        }

        var all = db.Audited(filter).AsNoTracking();
        var rows = await all.Where(entry => entry.Id < below).OrderByDescending(entry => entry.Id).Take(size + 1).ToListAsync(cancellationToken);
        return new ListAnswer<AuditEntry>.Listed(
            ListPage.Of(rows, size, await ListCount.OfAsync(all, cancellationToken), entry => Cursor.At(entry.Id), list));
    }
}
