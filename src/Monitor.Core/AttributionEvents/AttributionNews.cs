using Monitor.AttributionEvents.Chains;

namespace Monitor.AttributionEvents;

/// <summary>One piece of news on an event: what an alert is about. Copies, repeats and the past leave none.</summary>
public sealed class AttributionNews
{
    public long Id { get; set; }

    public long Sequence { get; set; }

    public NewsKind Kind { get; set; }

    public long EventId { get; set; }

    public AttributionEvent? Event { get; set; }

    /// <summary>The statement that carries it. An alert tells its facts, and all others of the event that the reader was not told.</summary>
    public long AttributionId { get; set; }

    public Attribution? Attribution { get; set; }

    /// <summary>In a correction, the fact that no longer stands; null otherwise.</summary>
    public long? FactId { get; set; }

    public Fact? Fact { get; set; }
}
