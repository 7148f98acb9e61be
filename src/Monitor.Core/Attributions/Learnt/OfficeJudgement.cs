namespace Monitor.Attributions.Learnt;

/// <summary>
/// An analyst's word on what the news teaches of a name for an owner; the last one counts. Refused stays refused, whatever outlets say; accepted
/// counts against doubt and against the book, until the office passes on.
/// </summary>
public sealed class OfficeJudgement
{
    public long Id { get; set; }

    public required string NameKey { get; set; }

    public required string Owner { get; set; }

    /// <summary>Else it is refused.</summary>
    public bool IsAccepted { get; set; }

    public required string Author { get; set; }

    public DateTimeOffset At { get; set; }
}
