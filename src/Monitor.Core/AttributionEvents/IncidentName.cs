namespace Monitor.AttributionEvents;

/// <summary>A name by which a statement continues an event at any time: a campaign's, a target's own, or a target of a known month.</summary>
public sealed class IncidentName
{
    public long EventId { get; set; }

    public AttributionEvent? Event { get; set; }

    public required string Name { get; set; }

    /// <summary>Actor id.</summary>
    public required string AccusedRoot { get; set; }
}
