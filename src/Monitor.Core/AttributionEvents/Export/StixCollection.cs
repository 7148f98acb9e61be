namespace Monitor.AttributionEvents.Export;

/// <summary>Up to where the collection of a saved search was looked at.</summary>
public sealed class StixCollection
{
    /// <summary>The search, by the identifier that others know it by.</summary>
    public required Guid Search { get; init; }

    /// <summary>The last change of the objects that its members follow from (<see cref="StixSource.Sequence"/>); negative where none is.</summary>
    public long Sequence { get; set; }

    /// <summary>When the search that they follow from was last changed.</summary>
    public DateTimeOffset SearchChangedAt { get; set; }
}
