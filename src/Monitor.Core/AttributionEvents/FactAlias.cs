namespace Monitor.AttributionEvents;

/// <summary>Another key under which a fact may have been told: of a fact that became part of it, or that it was split from.</summary>
public sealed class FactAlias
{
    public long Id { get; set; }

    public long FactId { get; set; }

    public Fact? Fact { get; set; }

    /// <summary>The key of the other fact.</summary>
    public required string Key { get; set; }

    /// <summary>What was told later under the other key is not this fact: the two were split then. Null without an end.</summary>
    public DateTimeOffset? ToldUntil { get; set; }
}
