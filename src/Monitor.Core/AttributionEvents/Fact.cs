using Monitor.AttributionEvents.Chains;
using Monitor.Attributions;

namespace Monitor.AttributionEvents;

/// <summary>What a subscriber can be told once, such as "US accuses China, cyber, official". Knows neither event nor story.</summary>
public sealed class Fact
{
    public long Id { get; set; }

    /// <summary>The text of its <see cref="FactKey"/>, unique.</summary>
    public required string Key { get; set; }

    /// <summary>Accusation, Urging, Denial or Retraction.</summary>
    public EvidenceKind Kind { get; set; }

    /// <summary>The root of the one who accuses, urges, denies or retracts.</summary>
    public required string Actor { get; set; }

    /// <summary>The text of the <see cref="EventKey"/> it is about.</summary>
    public required string About { get; set; }

    /// <summary>Of an accusation; null otherwise.</summary>
    public AttributionStrength? Strength { get; set; }

    /// <summary>The number of the change that made it known.</summary>
    public long Sequence { get; set; }

    /// <summary>When the last of its evidence was rejected; null while some stands.</summary>
    public DateTimeOffset? WithdrawnAt { get; set; }

    public List<Attribution> Evidence { get; } = [];
}
