using System.Net;
using Monitor.Net;

namespace Monitor.Delivery.Webhooks;

/// <summary>The way out for webhook calls: public addresses only, checked at connect after the name was resolved; no redirects, no cookies.</summary>
public static class WebhookHttp
{
    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(15);

    public static HttpMessageInvoker Create(NetOptions options, ResolveName? resolve = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        var proxy = options.Proxy.Length == 0 ? null : new Uri(options.Proxy);
        var connection = new GuardedConnection(
            new AddressGuard(options.PrivateNetworkList),
            resolve ?? ((host, token) => Dns.GetHostAddressesAsync(host, token)),
            proxy is null ? null : new DnsEndPoint(proxy.Host, proxy.Port));
        return new HttpMessageInvoker(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = proxy is not null,
            Proxy = proxy is null ? null : new WebProxy(proxy),
            ConnectCallback = connection.ConnectAsync,
            ConnectTimeout = ConnectTimeout,
            MaxResponseHeadersLength = 64,
            MaxResponseDrainSize = 64 * 1024,
        });
    }
}
