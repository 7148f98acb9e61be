using Monitor.Stories.Copies;

namespace Monitor.Stories;

/// <summary>
/// What an analyst decided about two texts: a copy, partial reuse or neither. It holds against later passes, and is a label to evaluate with.
/// </summary>
public sealed class CopyLabel
{
    public long Id { get; init; }

    public long FirstArticleId { get; init; }

    public long SecondArticleId { get; init; }

    public CopyRelation Relation { get; set; }

    public required string Author { get; set; }

    public DateTimeOffset DecidedAt { get; set; }

    /// <summary>When Group carried it out; null while it waits.</summary>
    public DateTimeOffset? CarriedOutAt { get; set; }
}
