namespace Monitor.AttributionEvents.Export;

/// <summary>This installation as a source of STIX. One row.</summary>
public sealed class StixSource
{
    public const int OnlyId = 1;

    public int Id { get; init; }

    /// <summary>
    /// What tells its events from those of other installations, and the collection of all of them at its TAXII server. Empty until first needed.
    /// </summary>
    public Guid Key { get; set; }

    /// <summary>The number of the last change that the objects take up (<see cref="AttributionEvent.Sequence"/>).</summary>
    public long Sequence { get; set; }
}
