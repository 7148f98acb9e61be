namespace Monitor.Feeds;

/// <summary>Who publishes: a newspaper, an agency, a ministry. One outlet may have several feeds.</summary>
public sealed class Outlet
{
    public const int UsualWeight = 1;
    public const int WeightMax = 10;

    public int Id { get; set; }

    public required string Name { get; set; }

    /// <summary>The actor it speaks for (a justice ministry's press feed): "we" in its texts is that actor. Null for the press.</summary>
    public string? SpeaksFor { get; set; }

    /// <summary>How much a report of its counts for the order of digests, 0 to 10; 1 is usual, 0 for one that counts for nothing.</summary>
    public int Weight { get; set; } = UsualWeight;

    /// <summary>Its web site; null where nobody said.</summary>
    public string? Site { get; set; }
}
