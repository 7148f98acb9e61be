namespace Monitor.Feeds;

/// <summary>Who publishes: a newspaper, an agency, a ministry. One outlet may have several feeds.</summary>
public sealed class Outlet
{
    public int Id { get; set; }

    public required string Name { get; set; }

    /// <summary>The actor it speaks for (a justice ministry's press feed): "we" in its texts is that actor. Null for the press.</summary>
    public string? SpeaksFor { get; set; }

    /// <summary>Its web site; null where nobody said.</summary>
    public string? Site { get; set; }
}
