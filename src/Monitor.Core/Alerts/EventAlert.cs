using Monitor.AttributionEvents.Summaries;

namespace Monitor.Alerts;

/// <summary>One event that is told about, with what is new in it.</summary>
/// <param name="IsUpdate">The subscriber was told of the event before.</param>
/// <param name="Rule">The rule of the subscriber's that asks for it.</param>
public sealed record EventAlert(string EventKey, bool IsUpdate, string Rule, IReadOnlyList<EventNews> News)
{
    /// <summary>What the alert tells that was never told before.</summary>
    public IReadOnlyList<string> Facts { get; init; } = [];
}
