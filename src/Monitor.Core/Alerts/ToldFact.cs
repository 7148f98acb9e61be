namespace Monitor.Alerts;

/// <summary>A fact that a subscriber was told on one channel: written in the commit of the message, and never told again.</summary>
public sealed class ToldFact
{
    public required int SubscriberId { get; init; }

    public required string Channel { get; init; }

    /// <summary>The key of a <see cref="AttributionEvents.Fact"/>, or of a correction of it.</summary>
    public required string FactKey { get; init; }

    public required string MessageKey { get; init; }

    public required DateTimeOffset ToldAt { get; init; }
}
