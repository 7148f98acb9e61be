namespace Monitor.Listings;

/// <summary>What a page of a list is asked with: filters, words of a search, order, where it begins, how long it is.</summary>
public sealed record ListQuery
{
    public const int SizeMax = 200;
    public const int SizeDefault = 50;

    /// <summary>A second of work at worst.</summary>
    public const int LookedMaxDefault = 2_000;

    public ListFilter Filter { get; init; } = ListFilter.None;

    /// <summary>Words, phrases, or an expression of the rule language; null or blank for none.</summary>
    public string? Words { get; init; }

    public ListOrder Order { get; init; }

    /// <summary>The cursor that came with the page before; null for the first.</summary>
    public string? Cursor { get; init; }

    public int Size
    {
        get;
        init => field = Math.Clamp(value, 1, SizeMax);
    }
    = SizeDefault;

    /// <summary>How many articles may be looked at for one page, where the index only narrows.</summary>
    public int LookedMax { get; init; } = LookedMaxDefault;

    /// <summary>What a cursor of this list is bound to.</summary>
    public string BoundTo(string list) => string.Join('\u001e', list, Filter, Words?.Trim(), Order);
}
