using System.Net;
using System.Text;
using Monitor.Net;

namespace Monitor.Delivery.Webhooks;

/// <summary>
/// One request with a JSON document, and what its answer, or its silence, says. Until the document was begun nothing was asked of the other
/// side: a name, a connection, a TLS handshake that fails or stalls is <em>deferred</em>. From there on silence is <em>unknown</em>.
/// </summary>
/// <param name="http">Guards against internal addresses and follows no redirect.</param>
/// <param name="timeout">For all of it, whatever the other side does.</param>
public sealed class HttpAttempt(HttpMessageInvoker http, TimeSpan timeout, TimeProvider clock)
{
    /// <param name="request">Address, method and headers.</param>
    /// <param name="json">The document.</param>
    public async Task<DeliveryOutcome> SendAsync(HttpRequestMessage request, string json, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var document = new Document(json);
        request.Content = document;
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(timeout);
        try
        {
            using var response = await http.SendAsync(request, limit.Token);
            return Of(response, isSignedIn: request.Headers.Authorization is not null);
        }
        catch (HttpRequestException trouble) when (trouble.InnerException is AddressForbiddenException)
        {
            return new DeliveryOutcome.Rejected(trouble.InnerException.Message);
        }
        catch (HttpRequestException trouble)
        {
            return Broken(document, trouble.Message);
        }
        catch (OperationCanceledException)
        {
            return Broken(document, document.WasBegun ? $"no answer within {timeout.TotalSeconds:0} s" : "no connection in time");
        }
    }

    private static DeliveryOutcome Broken(Document document, string reason) =>
        document.WasBegun ? new DeliveryOutcome.Unknown(reason) : new DeliveryOutcome.Deferred(reason);

    private DeliveryOutcome Of(HttpResponseMessage response, bool isSignedIn)
    {
        var status = (int)response.StatusCode;
        var reason = $"status {status}";
        return response.StatusCode switch
        {
            _ when response.IsSuccessStatusCode => new DeliveryOutcome.Accepted(),
            HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests => new DeliveryOutcome.Deferred(reason, RetryAfter(response)),
            // A token that ran out says nothing of the message: it waits for a new one, which each attempt reads.
            HttpStatusCode.Unauthorized when isSignedIn => new DeliveryOutcome.Deferred($"{reason}: the token is not taken; put a new one into its secret"),
            _ when status >= 500 => new DeliveryOutcome.Deferred(reason, RetryAfter(response)),
            _ when status is >= 300 and < 400 => new DeliveryOutcome.Rejected($"{reason}: redirects are not followed"),
            _ => new DeliveryOutcome.Rejected(reason),
        };
    }

    private TimeSpan? RetryAfter(HttpResponseMessage response)
    {
        var asked = response.Headers.RetryAfter;
        return asked?.Delta ?? (asked?.Date is { } date ? date - clock.GetUtcNow() : null);
    }

    /// <summary>Tells when the connection stood and the document's turn had come.</summary>
    private sealed class Document : StringContent
    {
        public Document(string json)
            : base(json, Encoding.UTF8, "application/json")
        {
        }

        public bool WasBegun { get; private set; }

        protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
        {
            WasBegun = true;
            return base.SerializeToStreamAsync(stream, context, cancellationToken);
        }
    }
}
