namespace Monitor.Delivery;

/// <summary>Where nothing is to be sent just now: it is halted, has as many conversations as it may, or has had its share of this minute.</summary>
/// <param name="Kinds">Kinds of channels (<see cref="OutboxMessage.ChannelKind"/>).</param>
/// <param name="Destinations">Single places (<see cref="OutboxMessage.Destination"/>).</param>
public sealed record ClosedWays(IReadOnlyCollection<string> Kinds, IReadOnlyCollection<string> Destinations)
{
    public static ClosedWays None { get; } = new([], []);
}
