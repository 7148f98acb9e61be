using System.Net;
using System.Net.Sockets;

namespace Monitor.Worker.Public;

/// <summary>
/// Tries that are bounded by the address they came from: sign-ins that failed, strangers who ask for mails. The accounts' own lock-out is in the
/// database.
/// </summary>
internal sealed class AddressTries(TimeProvider clock)
{
    public const int FailuresMax = 30;
    public const int AddressesMax = Tries<IPAddress>.KnownMax;

    public static readonly TimeSpan Window = Tries<IPAddress>.Window;

    private readonly Tries<IPAddress> _tries = new(clock, FailuresMax);

    public int AddressesKnown => _tries.Known;

    /// <inheritdoc cref="Tries{TKey}.Take"/>
    public TimeSpan? Take(IPAddress? address) => _tries.Take(Network(address));

    /// <inheritdoc cref="Tries{TKey}.TakeBack"/>
    public void TakeBack(IPAddress? address) => _tries.TakeBack(Network(address));

    /// <summary>An IPv6 address stands for its /64: whoever has one has them all.</summary>
    private static IPAddress Network(IPAddress? address)
    {
        if (address is null || address.IsIPv4MappedToIPv6)
        {
            return address?.MapToIPv4() ?? IPAddress.None;
        }

        return address.AddressFamily is AddressFamily.InterNetworkV6 ? new IPAddress([.. address.GetAddressBytes()[..8], .. new byte[8]]) : address;
    }
}
