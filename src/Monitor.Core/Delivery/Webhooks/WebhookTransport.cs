using System.Security.Cryptography;
using System.Text;
using Monitor.Delivery.Mail;

namespace Monitor.Delivery.Webhooks;

/// <summary>
/// Calls webhooks: POST of a JSON document with a stable id, signed as the Standard Webhooks specification says (HMAC-SHA256 over id,
/// time and body), so that receivers check it with a library. The client that is passed in guards against internal addresses and follows
/// no redirect.
/// </summary>
public sealed class WebhookTransport(HttpMessageInvoker http, DeliveryOptions options, TimeProvider clock)
{
    public async Task<DeliveryOutcome> SendAsync(OutgoingWebhook call, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(call);
        try
        {
            return await CallAsync(call, cancellationToken);
        }
        catch (SecretException fault)
        {
            return new DeliveryOutcome.Deferred(fault.Message);
        }
    }

    private async Task<DeliveryOutcome> CallAsync(OutgoingWebhook call, CancellationToken cancellationToken)
    {
        var address = call.UrlSecret is { } name ? options.WebhookSecret(name) : call.Url;
        if (!Uri.TryCreate(address, UriKind.Absolute, out var url) || url.Scheme is not ("https" or "http"))
        {
            return new DeliveryOutcome.Deferred(
                call.UrlSecret is null ? "the address is no http(s) address" : $"the secret \"{call.UrlSecret}\" holds no http(s) address");
        }

        using var request = new HttpRequestMessage(HttpMethod.Post, url);
        return TrySign(request.Headers, call)
            ? await new HttpAttempt(http, options.AttemptTimeout, clock).SendAsync(request, call.Body, cancellationToken)
            : new DeliveryOutcome.Deferred($"there is no secret \"{call.SigningSecret}\" to sign with");
    }

    /// <summary>The signature of a call: <c>v1,</c> and the Base64 of HMAC-SHA256 over <c>id.time.body</c>, time in Unix seconds.</summary>
    public static string Signature(string id, long unixSeconds, string body, string secret) =>
        "v1," + Convert.ToBase64String(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes($"{id}.{unixSeconds}.{body}")));

    private bool TrySign(System.Net.Http.Headers.HttpRequestHeaders headers, OutgoingWebhook call)
    {
        var id = MessageId.OfWebhook(call.Key);
        var unixSeconds = clock.GetUtcNow().ToUnixTimeSeconds();
        headers.Add("webhook-id", id);
        headers.Add("webhook-timestamp", unixSeconds.ToString(System.Globalization.CultureInfo.InvariantCulture));
        if (call.SigningSecret is null)
        {
            return true;
        }

        if (options.WebhookSecret(call.SigningSecret) is not { } secret)
        {
            return false;
        }

        headers.Add("webhook-signature", Signature(id, unixSeconds, call.Body, secret));
        return true;
    }
}
