namespace Monitor.Listings;

/// <summary>What a cursor that came back says.</summary>
public abstract record CursorReading
{
    private CursorReading()
    {
    }

    /// <summary>The first page.</summary>
    public sealed record Start : CursorReading;

    public sealed record After(Cursor Cursor) : CursorReading;

    /// <summary>None of this list; the reason is a sentence for the reader.</summary>
    public sealed record Refused(string Reason) : CursorReading
    {
        public static Refused ForeignCursor { get; } = new("The cursor belongs to another list or other filters, or was changed: begin at the first page.");
    }
}
