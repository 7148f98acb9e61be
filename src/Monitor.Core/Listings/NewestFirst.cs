using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;

namespace Monitor.Listings;

/// <summary>Lists that are ordered by a number, the newest first.</summary>
public static class NewestFirst
{
    /// <param name="list">The list with what it is narrowed by: a cursor leads nowhere else.</param>
    /// <param name="id">The number, unique and rising.</param>
    /// <param name="cursor">The next of the page before; null for the first.</param>
    public static async Task<ListAnswer<TRow>> PageAsync<TRow>(
        string list, IQueryable<TRow> rows, Expression<Func<TRow, long>> id, string? cursor, int size, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentNullException.ThrowIfNull(id);
        var below = long.MaxValue;
        switch (Cursor.Read(cursor, list, 1))
        {
            case CursorReading.Refused refused:
                return new ListAnswer<TRow>.Refused(refused.Reason);
            case CursorReading.After after:
                below = after.Cursor.Number(0);
                break;
        }

        var isBelow = Expression.Lambda<Func<TRow, bool>>(Expression.LessThan(id.Body, Expression.Constant(below)), id.Parameters);
        var found = await rows.Where(isBelow).OrderByDescending(id).Take(size + 1).ToListAsync(cancellationToken);
        var idOf = id.Compile();
        return new ListAnswer<TRow>.Listed(
            ListPage.Of(found, size, await ListCount.OfAsync(rows, cancellationToken), row => Cursor.At(idOf(row)), list));
    }
}
