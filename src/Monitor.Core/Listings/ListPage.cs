namespace Monitor.Listings;

/// <summary>One page of a list.</summary>
/// <param name="Next">The cursor of the next page, as text; null on the last one.</param>
/// <param name="Count">How much the whole list holds.</param>
public sealed record ListPage<T>(IReadOnlyList<T> Items, string? Next, ListCount Count)
{
    /// <summary>What a reader must know of how it came about, as sentences: how far back it looked, that the index is being built.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    public ListPage<TOther> Select<TOther>(Func<T, TOther> select) => new([.. Items.Select(select)], Next, Count) { Notes = Notes };
}

/// <summary>Makes pages.</summary>
public static class ListPage
{
    /// <summary>A page of rows that were asked for with one more than it holds, which tells whether there is a next one.</summary>
    public static ListPage<T> Of<T>(List<T> rows, int size, ListCount count, Func<T, Cursor> cursorOf, string list)
    {
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentNullException.ThrowIfNull(cursorOf);
        var hasNext = rows.Count > size;
        var items = hasNext ? rows.GetRange(0, size) : rows;
        return new ListPage<T>(items, hasNext ? cursorOf(items[^1]).Write(list) : null, count);
    }

    /// <summary>A page of rows that are in memory, in their order.</summary>
    /// <param name="cursor">The cursor that came with the page before; null for the first.</param>
    /// <param name="list">The list with what it is narrowed by: the cursor leads nowhere else.</param>
    public static ListAnswer<T> InOrder<T>(IReadOnlyList<T> rows, int size, string? cursor, string list)
    {
        ArgumentNullException.ThrowIfNull(rows);
        var from = 0L;
        switch (Cursor.Read(cursor, list, 1))
        {
            case CursorReading.Refused refused:
                return new ListAnswer<T>.Refused(refused.Reason);
            case CursorReading.After after:
                from = Math.Clamp(after.Cursor.Number(0), 0, rows.Count);
                break;
        }

        return new ListAnswer<T>.Listed(
            Of([.. rows.Skip((int)from).Take(size + 1)], size, ListCount.Of(rows.Count), _ => Cursor.At(from + size), list));
    }
}
