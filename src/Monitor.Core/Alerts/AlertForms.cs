using Monitor.Delivery;
using Monitor.Delivery.Channels;

namespace Monitor.Alerts;

/// <summary>Decides by the kind of a channel what an alert looks like there.</summary>
public static class AlertForms
{
    private static readonly Dictionary<string, IAlertForm> ByKind =
        ChannelKinds.FindAll<IAlertForm>().ToDictionary(form => form.Kind, StringComparer.Ordinal);

    public static IReadOnlyCollection<string> Kinds => ByKind.Keys;

    public static OutboxMessage Compose(AlertContent content, ChannelAddress address, DeliveryOptions delivery)
    {
        ArgumentNullException.ThrowIfNull(address);
        return ByKind.TryGetValue(address.Kind, out var form)
            ? form.Compose(content, address, delivery)
            : throw new InvalidOperationException($"no alert has the form of a {address.Kind}");
    }
}
