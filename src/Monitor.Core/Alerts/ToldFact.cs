namespace Monitor.Alerts;

/// <summary>A fact that a subscriber was told on one channel: written in the commit of the message, and never told again.</summary>
public sealed class ToldFact
{
    public required int SubscriberId { get; init; }

    public required string Channel { get; init; }

    /// <summary>The text of a <see cref="AttributionEvents.Chains.FactKey"/>, or of a correction of it; knows neither event nor story.</summary>
    public required string FactKey { get; init; }

    public required string MessageKey { get; init; }

    public required DateTimeOffset ToldAt { get; init; }
}
