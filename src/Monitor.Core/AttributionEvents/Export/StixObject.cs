namespace Monitor.AttributionEvents.Export;

/// <summary>The newest version of an object of the STIX export, as it was given out: the export and TAXII read these rows and nothing else.</summary>
public sealed class StixObject
{
    /// <summary>Such as "campaign--cb60c3bf-26ae-59bf-8375-14322e2d6ed7".</summary>
    public required string Id { get; init; }

    public required string Type { get; init; }

    /// <summary>The event that it is part of; null for what all events share, such as the identity of a state.</summary>
    public long? EventId { get; init; }

    /// <summary>How often its event began anew under other identifiers.</summary>
    public int Generation { get; init; }

    /// <summary>When this version was put here, to the microsecond. Each row has its own, and a later one is greater.</summary>
    public DateTimeOffset AddedAt { get; set; }

    /// <summary>The object's <c>modified</c>: its version. To the millisecond.</summary>
    public DateTimeOffset ModifiedAt { get; set; }

    public bool IsRevoked { get; set; }

    public required string Json { get; set; }
}
