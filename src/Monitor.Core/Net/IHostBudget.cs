namespace Monitor.Net;

/// <summary>
/// How much of a host's time Monitor takes, feeds and pages together, over all workers: at most two connections and one request a
/// second, and nothing while the host has asked for rest.
/// </summary>
public interface IHostBudget
{
    /// <summary>Waits for a turn at the host; says until when it is taken when the wait would be longer than <see cref="HostTurn.WaitMax"/>.</summary>
    Task<HostTurn> EnterAsync(string host, CancellationToken cancellationToken);

    /// <summary>The request is over.</summary>
    Task LeaveAsync(HostTurn.Granted turn, CancellationToken cancellationToken);

    /// <summary>The host answered 429: no request of any kind before <paramref name="until"/>.</summary>
    Task RestAsync(string host, DateTimeOffset until, CancellationToken cancellationToken);
}
