using System.Net;

namespace Monitor.Net;

/// <summary>One thing to fetch.</summary>
public sealed record PageRequest(Uri Address)
{
    public string Accept { get; init; } = "*/*";

    /// <summary>Makes the request conditional at the address that gave them; null for an unconditional one.</summary>
    public WebValidators? Validators { get; init; }

    /// <summary>For the origin of <see cref="Address"/> only: a redirect elsewhere goes without.</summary>
    public NetworkCredential? Credentials { get; init; }

    /// <summary>The name to ask under; null for our own.</summary>
    public string? UserAgent { get; init; }

    /// <summary>After decompression.</summary>
    public int BodyBytesMax { get; init; } = 10_000_000;

    /// <summary>For all hops together, without the time spent waiting for a turn at a host.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Where a large body waits for its place; null to take any at once.</summary>
    public LargeDocuments.Place? Place { get; init; }

    /// <summary>Asked before each hop: the reason why an address may not be fetched (robots.txt), or null.</summary>
    public Func<Uri, CancellationToken, Task<WebAnswer.Failed?>>? Permission { get; init; }
}
