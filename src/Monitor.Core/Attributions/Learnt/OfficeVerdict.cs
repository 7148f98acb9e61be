namespace Monitor.Attributions.Learnt;

/// <summary>What the news makes of a name in an office, with its reason and where that was said.</summary>
/// <param name="From">First day on which it was named so.</param>
/// <param name="Until">Last day on which the name means the owner; null where open.</param>
public sealed record OfficeVerdict(
    string NameKey, string Name, OfficeStanding Standing, DateOnly From, DateOnly? Until, string Why, IReadOnlyList<OfficeEvidence> Evidence)
{
    /// <summary>Last day on which it was named so.</summary>
    public DateOnly NamedOn { get; init; }
}
