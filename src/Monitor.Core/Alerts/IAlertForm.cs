using Monitor.Delivery;
using Monitor.Delivery.Channels;

namespace Monitor.Alerts;

/// <summary>Composes alerts for one kind of channel. Pure; stateless.</summary>
public interface IAlertForm
{
    /// <summary>The <see cref="IChannel.Kind"/> that it is for.</summary>
    string Kind { get; }

    OutboxMessage Compose(AlertContent content, ChannelAddress address, DeliveryOptions delivery);
}
