namespace Monitor.Alerts;

/// <summary>One piece of news that a subscriber's alert rules asked for on one channel, and what became of it.</summary>
public sealed class AlertEntry
{
    public long Id { get; private set; }

    public required int SubscriberId { get; init; }

    /// <summary>mail, or the name of one of the subscriber's channels.</summary>
    public required string Channel { get; init; }

    /// <summary>The <see cref="AttributionEvents.AttributionNews"/>.</summary>
    public required long NewsId { get; init; }

    /// <summary>When this installation took it up; the waiting time counts from here.</summary>
    public required DateTimeOffset SeenAt { get; init; }

    public AlertEntryState State { get; set; } = AlertEntryState.Waiting;

    /// <summary>Why it waits or was muted; empty for what was told.</summary>
    public required string Reason { get; set; }

    /// <summary>When to look again; null when that depends on what comes.</summary>
    public DateTimeOffset? WaitsUntil { get; set; }

    /// <summary>The message that told it.</summary>
    public string? MessageKey { get; set; }

    public DateTimeOffset? EndedAt { get; set; }

    /// <summary>The attribution event at the time it was told, to find when the subscriber was last told of it; 0 before.</summary>
    public long ToldEventId { get; set; }

    /// <summary>It waits no more.</summary>
    internal void End(AlertEntryState state, string reason, DateTimeOffset now) =>
        (State, Reason, WaitsUntil, EndedAt) = (state, reason, null, now);
}
