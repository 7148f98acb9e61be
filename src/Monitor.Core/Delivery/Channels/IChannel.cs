namespace Monitor.Delivery.Channels;

/// <summary>
/// A kind of way by which messages leave. A further kind is a class like this one, and one that composes alerts for it
/// (<c>Alerts/IAlertForm</c>): both are found by what they are (<see cref="ChannelKinds"/>), and nothing else names them. Stateless.
/// </summary>
public interface IChannel
{
    /// <summary>What the outbox and subscribers.yaml call it, for good: rows that were written bear this word.</summary>
    string Kind { get; }

    /// <summary>What an address of this kind may say in subscribers.yaml, beside its name.</summary>
    IReadOnlyList<string> Fields { get; }

    /// <summary>What is wrong with an address of this kind.</summary>
    IEnumerable<ChannelFault> Faults(ChannelAddress address);

    /// <summary>Gives a notice the shape of this kind; null where the kind has another way for it. Pure.</summary>
    OutboxMessage? Compose(ChannelNotice notice, ChannelAddress address, DeliveryOptions delivery);

    /// <summary>Tries once to send a message of this kind. Does not throw for what the network or the other side does.</summary>
    Task<DeliveryOutcome> SendAsync(OutboxMessage message, ChannelTools tools, CancellationToken cancellationToken);
}

/// <summary>A fault of an address in subscribers.yaml; <paramref name="Field"/> is null when it is the whole that is wrong.</summary>
public sealed record ChannelFault(string? Field, string Reason);
