namespace Monitor.Listings;

/// <summary>What comes of asking for a page.</summary>
public abstract record ListAnswer<T>
{
    private ListAnswer()
    {
    }

    /// <summary>The page, or why there is none: one of the two is null.</summary>
    public (ListPage<T>? Page, string? Refusal) Parts => this is Listed listed ? (listed.Page, null) : (null, ((Refused)this).Reason);

    public sealed record Listed(ListPage<T> Page) : ListAnswer<T>;

    /// <summary>The question cannot be answered as asked; the reason is for the reader, a line a fault.</summary>
    public sealed record Refused(string Reason) : ListAnswer<T>;
}
