using System.Net;
using System.Net.Sockets;

namespace Monitor.Worker.Admin;

/// <summary>
/// Sign-ins that failed, by the address they came from: one address cannot try many names. In memory, each worker its own, at most
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

    /// <summary>How long this address has to wait; null where it may try.</summary>
    public TimeSpan? Wait(IPAddress? address)
    {
        var now = clock.GetUtcNow();
        lock (_lock)
        {
            return _failures.TryGetValue(Network(address), out var known) && known.Since + Window > now && known.Failures >= FailuresMax
                ? known.Since + Window - now
                : null;
        }
    }

    /// <summary>What was counted as a failure did not fail.</summary>
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

    public void Failed(IPAddress? address)
    {
        var now = clock.GetUtcNow();
        var network = Network(address);
        lock (_lock)
        {
            var known = _failures.GetValueOrDefault(network);
            if (known.Failures == 0 && _failures.Count >= AddressesMax)
            {
                Forget(now);
            }

            _failures[network] = known.Failures == 0 || known.Since + Window <= now ? (1, now) : (known.Failures + 1, known.Since);
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
