using Monitor.Delivery.Channels;

namespace Monitor.Delivery.Webhooks;

/// <summary>A call of an address on the web, signed.</summary>
public sealed class WebhookChannel : IChannel
{
    public const string KindName = "webhook";

    public string Kind => KindName;

    public IReadOnlyList<string> Fields { get; } =
        [WebhookAddress.UrlField, WebhookAddress.UrlSecretField, WebhookAddress.ShapeField, WebhookAddress.SigningSecretField];

    public IEnumerable<ChannelFault> Faults(ChannelAddress address)
    {
        ArgumentNullException.ThrowIfNull(address);
        var url = address[WebhookAddress.UrlField];
        if (url is null == address[WebhookAddress.UrlSecretField] is null)
        {
            yield return new ChannelFault(null, "a webhook needs either \"url\" or \"urlSecret\"");
        }

        if (url is not null && (!Uri.TryCreate(url, UriKind.Absolute, out var web) || web.Scheme is not ("https" or "http")))
        {
            yield return new ChannelFault(WebhookAddress.UrlField, $"\"{url}\" is no http(s) address");
        }

        if (address[WebhookAddress.ShapeField] is { } shape && !Shapes.Contains(shape, StringComparer.OrdinalIgnoreCase))
        {
            yield return new ChannelFault(WebhookAddress.ShapeField, $"\"{shape}\" must be one of {string.Join(", ", Shapes)}");
        }
    }

    public OutboxMessage? Compose(ChannelNotice notice, ChannelAddress address, DeliveryOptions delivery)
    {
        ArgumentNullException.ThrowIfNull(notice);
        var webhook = WebhookAddress.Of(address);
        return OutboxMessage.Of(
            Kind, webhook.Host, notice.Key, WebhookNotice.Compose(notice, webhook), notice.Subscriber, notice.Subject, notice.At, notice.IsUrgent);
    }

    public Task<DeliveryOutcome> SendAsync(OutboxMessage message, ChannelTools tools, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(message);
        ArgumentNullException.ThrowIfNull(tools);
        return new WebhookTransport(tools.Http, tools.Options, tools.Clock).SendAsync(message.Read<OutgoingWebhook>(), cancellationToken);
    }

    private static IEnumerable<string> Shapes => Enum.GetNames<WebhookShape>().Select(name => name.ToLowerInvariant());
}
