using Monitor.Stories.Copies;
using Monitor.Stories.Index;

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

    /// <summary>Why, in the analyst's words; empty where none were given.</summary>
    public required string Reason { get; set; }

    public DateTimeOffset DecidedAt { get; set; }

    /// <summary>When Group carried it out; null while it, or its undoing, waits.</summary>
    public DateTimeOffset? CarriedOutAt { get; set; }

    /// <summary>It is to be undone; gone once Group did so.</summary>
    public bool IsTakenBack { get; set; }

    /// <summary>Where the articles that it moved stood before anybody said anything; null until it was carried out.</summary>
    public IReadOnlyList<CopyMove>? Former { get; set; }
}
