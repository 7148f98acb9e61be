using System.Net;
using System.Net.Sockets;

namespace Monitor.Worker.Public;

/// <summary>
/// Tries that are bounded, by the address they came from: sign-ins that failed, strangers who ask for mails. In memory, each worker its own, at most
/// <see cref="AddressesMax"/>; the accounts' own lock-out is in the database.
/// </summary>
internal sealed class AddressTries(TimeProvider clock)
{
    public const int FailuresMax = 30;
    public const int AddressesMax = 10_000;

    public static readonly TimeSpan Window = TimeSpan.FromMinutes(15);

    private readonly Dictionary<IPAddress, (int Failures, DateTimeOffset Since)> _failures = [];
    private readonly Lock _lock = new();

    public int AddressesKnown
    {
        get
        {
            lock (_lock)
            {
                return _failures.Count;
            }
        }
    }

    /// <summary>
    /// Counts a try as a failure, before anybody knows whether it is one: who asks many times at once, or hangs up before the answer, has no tries
    /// for nothing.
    /// </summary>
    /// <returns>How long this address has to wait; null where it may try.</returns>
    public TimeSpan? Take(IPAddress? address)
    {
        var now = clock.GetUtcNow();
        var network = Network(address);
        lock (_lock)
        {
            var known = _failures.GetValueOrDefault(network);
            var isOpen = known.Failures > 0 && known.Since + Window > now;
            if (isOpen && known.Failures >= FailuresMax)
            {
                return known.Since + Window - now;
            }

            if (known.Failures == 0 && _failures.Count >= AddressesMax)
            {
                Forget(now);
            }

            _failures[network] = isOpen ? (known.Failures + 1, known.Since) : (1, now);
            return null;
        }
    }

    /// <summary>What was counted as a failure was none.</summary>
    public void TakeBack(IPAddress? address)
    {
        var network = Network(address);
        lock (_lock)
        {
            if (_failures.TryGetValue(network, out var known) && known.Failures > 1)
            {
                _failures[network] = (known.Failures - 1, known.Since);
            }
            else
            {
                _failures.Remove(network);
            }
        }
    }

    /// <summary>Drops what has run out; where nothing has, all: the flood came from so many addresses that a bound on each is no help.</summary>
    private void Forget(DateTimeOffset now)
    {
        foreach (var (network, _) in _failures.Where(entry => entry.Value.Since + Window <= now).ToList())
        {
            _failures.Remove(network);
        }

        if (_failures.Count >= AddressesMax)
        {
            _failures.Clear();
        }
    }

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
