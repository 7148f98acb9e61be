namespace Monitor.AttributionEvents.Export;

/// <summary>That an object is in the collection of a saved search, since when, and in which version.</summary>
public sealed class StixMember
{
    /// <summary>The search, by the identifier that others know it by.</summary>
    public required Guid Search { get; init; }

    public required string ObjectId { get; init; }

    /// <summary>When this version came in, to the microsecond. Each row of a search has its own, and a later one is greater.</summary>
    public required DateTimeOffset AddedAt { get; set; }

    /// <summary>Of the object, as it is in the collection: what it became since waits until it came in anew.</summary>
    public required DateTimeOffset ModifiedAt { get; set; }
}
