using Monitor.Delivery.Channels;

namespace Monitor.Delivery.Webhooks;

/// <summary>Where a webhook is called. Exactly one of <paramref name="Url"/> and <paramref name="UrlSecret"/> is set.</summary>
/// <param name="UrlSecret">Name of the secret (Delivery:WebhookSecrets) that holds the address.</param>
/// <param name="SigningSecret">Name of the secret that signs.</param>
public sealed record WebhookAddress(string? Url, string? UrlSecret, WebhookShape Shape, string? SigningSecret)
{
    internal const string UrlField = "url";
    internal const string UrlSecretField = "urlSecret";
    internal const string ShapeField = "shape";
    internal const string SigningSecretField = "signingSecret";

    /// <summary>The host that is called, or the name of the secret that knows it.</summary>
    public string Host => Uri.TryCreate(Url, UriKind.Absolute, out var url) ? url.Host : UrlSecret ?? "";

    public static WebhookAddress Of(ChannelAddress address)
    {
        ArgumentNullException.ThrowIfNull(address);
        return new WebhookAddress(
            address[UrlField],
            address[UrlSecretField],
            address[ShapeField] is { } shape ? Enum.Parse<WebhookShape>(shape, ignoreCase: true) : WebhookShape.Json,
            address[SigningSecretField]);
    }
}
