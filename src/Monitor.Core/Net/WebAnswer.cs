using System.Net;

namespace Monitor.Net;

/// <summary>What a server gave to recognise a version of a document by; sent back byte for byte, only to the address it came from.</summary>
public sealed record WebValidators(Uri Address, string? ETag, string? LastModified);

/// <summary>One thing to fetch.</summary>
public sealed record PageRequest(Uri Address)
{
    public string Accept { get; init; } = "*/*";

    /// <summary>Makes the request conditional at the address that gave them; null for an unconditional one.</summary>
    public WebValidators? Validators { get; init; }

    /// <summary>For the origin of <see cref="Address"/> only: a redirect elsewhere goes without.</summary>
    public NetworkCredential? Credentials { get; init; }

    /// <summary>After decompression.</summary>
    public int BodyBytesMax { get; init; } = 10_000_000;

    /// <summary>For all hops together, without the time spent waiting for a turn at a host.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Asked before each hop: the reason why an address may not be fetched (robots.txt), or null.</summary>
    public Func<Uri, CancellationToken, Task<WebAnswer.Failed?>>? Permission { get; init; }
}

/// <summary>One redirect that was followed.</summary>
/// <param name="Status">301, 302, 303, 307 or 308.</param>
/// <param name="RetryAfter">The rest that the redirecting server asked for; null for none.</param>
public sealed record Redirection(int Status, Uri To, TimeSpan? RetryAfter = null)
{
    public bool IsPermanent => Status is 301 or 308;
}

/// <summary>Why there is no answer.</summary>
public enum WebTrouble
{
    /// <summary>Not a web address at all.</summary>
    BadAddress,
    AddressForbidden,
    NotPermitted,

    /// <summary>Whether it is permitted could not be learnt now: the site's robots.txt cannot be had.</summary>
    PermissionUnknown,
    RedirectForbidden,
    TooManyRedirects,

    /// <summary>Another request has the host's turn: nothing went wrong, and nothing was asked.</summary>
    HostBusy,
    NameUnknown,
    NameServiceDown,
    ConnectionFailed,
    ConnectionBroken,
    Tls,
    TimedOut,
    TooLarge,
    BadEncoding,
}

/// <summary>What came of a request.</summary>
public abstract record WebAnswer
{
    private WebAnswer()
    {
    }

    /// <summary>Every redirect followed, in order.</summary>
    public IReadOnlyList<Redirection> Redirections { get; init; } = [];

    /// <summary>The server answered, with whatever status.</summary>
    /// <param name="Body">Complete and decompressed; empty unless the status is 2xx.</param>
    /// <param name="BytesReceived">Of the body, as sent.</param>
    public sealed record Answered(
        int Status, Uri Address, WebHeaders Headers, byte[] Body, long BytesReceived, DateTimeOffset ReceivedAt) : WebAnswer;

    /// <param name="RetryAt">From when on it makes sense to ask again; null where nobody said so.</param>
    public sealed record Failed(WebTrouble Trouble, string Reason, DateTimeOffset? RetryAt = null) : WebAnswer;
}

/// <summary>Response headers as they were sent: one string a name, several values joined by a comma.</summary>
public sealed class WebHeaders
{
    private readonly Dictionary<string, string> _values = new(StringComparer.OrdinalIgnoreCase);

    public WebHeaders(params IEnumerable<(string Name, string Value)> headers)
    {
        ArgumentNullException.ThrowIfNull(headers);
        foreach (var (name, value) in headers)
        {
            _values[name] = value;
        }
    }

    public string? this[string name] => _values.GetValueOrDefault(name);
}
