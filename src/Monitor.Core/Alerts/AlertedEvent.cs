using Monitor.AttributionEvents.Summaries;

namespace Monitor.Alerts;

/// <summary>One event of an alert.</summary>
/// <param name="Lead">The news that the subject is about.</param>
public sealed record AlertedEvent(EventSummary Summary, EventNews Lead, bool IsUpdate, string Rule)
{
    /// <summary>The event's page; null without a public address.</summary>
    public string? Url { get; init; }

    /// <summary>The page that mutes the event; null without a public address.</summary>
    public string? MuteUrl { get; init; }

    /// <summary>The keys of the facts that this alert tells, and no other to the same reader.</summary>
    public IReadOnlyList<string> Facts { get; init; } = [];
}
