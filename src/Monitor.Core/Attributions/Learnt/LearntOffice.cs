namespace Monitor.Attributions.Learnt;

/// <summary>What the news taught of a name in an office, as it is kept. Written by Group alone; what analysts say of it stands apart.</summary>
public sealed class LearntOffice
{
    public long Id { get; set; }

    /// <summary>The name, folded; unique with owner and office.</summary>
    public required string NameKey { get; set; }

    /// <summary>The name as it was first written.</summary>
    public required string Name { get; set; }

    /// <summary>Id of the state, body or agency that the name means.</summary>
    public required string Owner { get; set; }

    public required string Office { get; set; }

    public OfficeStanding Standing { get; set; }

    /// <summary>First day on which it was named so.</summary>
    public DateOnly From { get; set; }

    /// <summary>Last day on which the name means the owner; null where open.</summary>
    public DateOnly? Until { get; set; }

    /// <summary>Last day on which it was named so.</summary>
    public DateOnly NamedOn { get; set; }

    public required string Why { get; set; }

    public required IReadOnlyList<OfficeEvidence> Evidence { get; set; }

    /// <summary>When it came to stand so.</summary>
    public DateTimeOffset DecidedAt { get; set; }

    /// <summary>The number of its last change in the sequence of all changes: workers see by it that they must read anew.</summary>
    public long Sequence { get; set; }

    public OfficeVerdict AsVerdict() => new(NameKey, Name, Standing, From, Until, Why, Evidence) { NamedOn = NamedOn };
}
