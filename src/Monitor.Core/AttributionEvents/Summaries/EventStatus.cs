using Monitor.Attributions;

namespace Monitor.AttributionEvents.Summaries;

/// <summary>What decides about the alerts of an event, apart from the news: how it stands, and what this subscriber was told of it.</summary>
/// <param name="Highest">The strongest attribution in it.</param>
/// <param name="LastToldAt">When this subscriber was last told of the event over this channel; null for never.</param>
public sealed record EventStatus(int IndependentReports, AttributionStrength Highest, DateTimeOffset? LastToldAt)
{
    /// <summary>All facts that stand in the event: an alert on it tells them too.</summary>
    public IReadOnlyList<string> Facts { get; init; } = [];
}
