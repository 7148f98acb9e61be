using System.Net;
using System.Net.Sockets;

namespace Monitor.Net;

/// <summary>
/// Decides which IP addresses may be connected to: public ones, and the networks that the admin listed. Feeds and pages are named by
/// strangers, and a redirect or a name server can point anywhere, so it is asked after DNS, at every connect. Ranges: the IANA
/// special-purpose address registries for IPv4 and IPv6 (RFC 6890 and its updates).
/// </summary>
public sealed class AddressGuard
{
    private static readonly (IPNetwork Network, string Name)[] Special4 = Table(
        ("0.0.0.0/8", "this network"),
        ("10.0.0.0/8", "private"),
        ("100.64.0.0/10", "carrier-grade NAT"),
        ("127.0.0.0/8", "loopback"),
        ("169.254.0.0/16", "link-local"),
        ("172.16.0.0/12", "private"),
        ("192.0.0.0/24", "protocol assignments"),
        ("192.0.2.0/24", "documentation"),
        ("192.88.99.0/24", "6to4 relay"),
        ("192.168.0.0/16", "private"),
        ("198.18.0.0/15", "benchmarking"),
        ("198.51.100.0/24", "documentation"),
        ("203.0.113.0/24", "documentation"),
        ("224.0.0.0/4", "multicast"),
        ("240.0.0.0/4", "reserved"));

    private static readonly (IPNetwork Network, string Name)[] Special6 = Table(
        ("::/128", "unspecified"),
        ("::1/128", "loopback"),
        ("::/96", "IPv4-compatible"),
        ("::ffff:0:0:0/96", "IPv4-translated"),
        ("64:ff9b:1::/48", "local NAT64"),
        ("100::/64", "discard"),
        ("2001::/32", "Teredo"),
        ("2001::/23", "protocol assignments"),
        ("2001:db8::/32", "documentation"),
        ("2002::/16", "6to4"),
        ("3fff::/20", "documentation"),
        ("5f00::/16", "segment routing"),
        ("fc00::/7", "private"),
        ("fe80::/10", "link-local"),
        ("fec0::/10", "site-local"),
        ("ff00::/8", "multicast"));

    private static readonly IPNetwork GlobalUnicast = IPNetwork.Parse("2000::/3");
    private static readonly IPNetwork Nat64 = IPNetwork.Parse("64:ff9b::/96");

    private readonly IPNetwork[] _listed;

    public AddressGuard(IEnumerable<string>? privateNetworks = null)
    {
        _listed = [.. (privateNetworks ?? []).Select(network => IPNetwork.Parse(network))];
    }

    /// <summary>Why the address may not be connected to; null when it may.</summary>
    public string? Refusal(IPAddress address)
    {
        ArgumentNullException.ThrowIfNull(address);

        // A mapped address reaches the IPv4 host; a scope only chooses the interface.
        var bare = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : new IPAddress(address.GetAddressBytes());
        if (Array.Exists(_listed, network => network.Contains(bare)))
        {
            return null;
        }

        return bare.AddressFamily is AddressFamily.InterNetwork ? Named(Special4, bare) : Refusal6(bare);
    }

    private string? Refusal6(IPAddress address)
    {
        if (Nat64.Contains(address))
        {
            // Networks with DNS64 give such addresses for every IPv4 host: what counts is the host behind.
            return Refusal(Embedded(address)) is { } behind ? $"{behind} behind NAT64" : null;
        }

        if (Named(Special6, address) is { } name)
        {
            return name;
        }

        if (!GlobalUnicast.Contains(address))
        {
            return "not global unicast";
        }

        // ISATAP (RFC 5214) carries an IPv4 address in the interface identifier.
        var bytes = address.GetAddressBytes();
        var isIsatap = bytes[8] is 0 or 2 && bytes[9] == 0 && bytes[10] == 0x5e && bytes[11] == 0xfe;
        return isIsatap && Refusal(Embedded(address)) is { } inside ? $"{inside} behind ISATAP" : null;
    }

    private static IPAddress Embedded(IPAddress address) => new(address.GetAddressBytes().AsSpan(12, 4));

    private static string? Named((IPNetwork Network, string Name)[] table, IPAddress address)
    {
        foreach (var (network, name) in table)
        {
            if (network.Contains(address))
            {
                return name;
            }
        }

        return null;
    }

    private static (IPNetwork Network, string Name)[] Table(params (string Network, string Name)[] rows) =>
        [.. rows.Select(row => (IPNetwork.Parse(row.Network), row.Name))];
}
