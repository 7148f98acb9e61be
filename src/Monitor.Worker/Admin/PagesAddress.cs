using System.Net;
using System.Net.Sockets;
using Monitor.Worker.Settings;

namespace Monitor.Worker.Admin;

/// <summary>Where the pages listen.</summary>
/// <param name="TrustedProxies">Who is believed when it says for whom it asks.</param>
/// <param name="IsOpenToRead">Only this machine reaches them, and nobody wants a sign-in for reading.</param>
internal sealed record PagesAddress(IPEndPoint EndPoint, IReadOnlyList<IPNetwork> TrustedProxies, bool IsOpenToRead)
{
    /// <exception cref="SettingsException">It is no address to listen on.</exception>
    public static PagesAddress Of(PagesOptions options)
    {
        var text = options.Address;
        if (!Uri.TryCreate(text, UriKind.Absolute, out var uri) || uri.Scheme != Uri.UriSchemeHttp || uri.AbsolutePath != "/")
        {
            throw new SettingsException($"Pages:Address is \"{text}\": an address such as http://127.0.0.1:8080 is expected");
        }

        var address = uri.Host == "localhost" ? IPAddress.Loopback
            : IPAddress.TryParse(uri.Host.Trim('[', ']'), out var parsed) ? parsed
            : throw new SettingsException(
                $"Pages:Address is \"{text}\": a numeric address of this machine is expected, such as 127.0.0.1, [::1] or 0.0.0.0 for all");
        var proxies = options.TrustedProxies.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .SelectMany(proxy => NetworksOf(proxy) ?? throw new SettingsException(
                $"Pages:TrustedProxies holds \"{proxy}\": the numeric address of a proxy is expected, such as 10.0.0.5, or a network such as 10.0.0.0/8"));
        return new PagesAddress(new IPEndPoint(address, uri.Port), [.. proxies], IPAddress.IsLoopback(address) && !options.SignInToRead);
    }

    /// <summary>An address of IPv4 comes in as one of IPv6 too where a listener takes both.</summary>
    private static IPNetwork[]? NetworksOf(string proxy)
    {
        if (IPAddress.TryParse(proxy, out var one))
        {
            var network = new IPNetwork(one, one.GetAddressBytes().Length * 8);
            return one.AddressFamily is AddressFamily.InterNetwork ? [network, new IPNetwork(one.MapToIPv6(), 128)] : [network];
        }

        return IPNetwork.TryParse(proxy, out var many) ? [many] : null;
    }
}
