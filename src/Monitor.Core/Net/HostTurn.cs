using Monitor.Storage;

namespace Monitor.Net;

/// <summary>The budget's answer.</summary>
public abstract record HostTurn
{
    public const int ConnectionsMax = 2;

    /// <summary>The shortest time between the beginnings of two requests to a host.</summary>
    public static readonly TimeSpan Spacing = TimeSpan.FromSeconds(1);

    /// <summary>A turn that was neither given back nor renewed by then belonged to a worker that died.</summary>
    public static readonly TimeSpan LeaseMax = LeaseTimes.Duration;

    /// <summary>How long a caller waits for its turn at most; longer, and it had better do something else.</summary>
    public static readonly TimeSpan WaitMax = TimeSpan.FromSeconds(10);

    private HostTurn()
    {
    }

    /// <param name="Connection">Which of the host's connections.</param>
    /// <param name="LeasedUntil">The mark under which it was taken.</param>
    public sealed record Granted(string Host, int Connection, DateTimeOffset LeasedUntil) : HostTurn;

    public sealed record Busy(DateTimeOffset Until) : HostTurn;
}
