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

/// <summary>The budget's answer.</summary>
public abstract record HostTurn
{
    public const int ConnectionsMax = 2;

    /// <summary>The shortest time between the beginnings of two requests to a host.</summary>
    public static readonly TimeSpan Spacing = TimeSpan.FromSeconds(1);

    /// <summary>A turn that was not given back by then belonged to a worker that died.</summary>
    public static readonly TimeSpan LeaseMax = TimeSpan.FromSeconds(90);

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

/// <summary>
/// The state of one host's budget, and the rule for the next request.
/// </summary>
public sealed record HostUse(DateTimeOffset NextRequestAt, DateTimeOffset FirstLeasedUntil, DateTimeOffset SecondLeasedUntil)
{
    public static HostUse None { get; } = new(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch);

    /// <summary>From when on a request may begin: after the pause, with one of the two connections free.</summary>
    public DateTimeOffset FreeAt => Later(NextRequestAt, FirstLeasedUntil < SecondLeasedUntil ? FirstLeasedUntil : SecondLeasedUntil);

    /// <summary>The state with one more request begun at <paramref name="now"/>, and the connection it has.</summary>
    public (HostUse Use, int Connection, DateTimeOffset LeasedUntil) Take(DateTimeOffset now)
    {
        var leasedUntil = now + HostTurn.LeaseMax;
        var isFirst = FirstLeasedUntil <= now;
        var use = this with { NextRequestAt = now + HostTurn.Spacing };
        return isFirst
            ? (use with { FirstLeasedUntil = leasedUntil }, 1, leasedUntil)
            : (use with { SecondLeasedUntil = leasedUntil }, 2, leasedUntil);
    }

    /// <summary>The state with the connection given back, unless someone else has it by now.</summary>
    public HostUse Leave(HostTurn.Granted turn)
    {
        ArgumentNullException.ThrowIfNull(turn);
        return turn.Connection == 1
            ? FirstLeasedUntil == turn.LeasedUntil ? this with { FirstLeasedUntil = DateTimeOffset.UnixEpoch } : this
            : SecondLeasedUntil == turn.LeasedUntil ? this with { SecondLeasedUntil = DateTimeOffset.UnixEpoch } : this;
    }

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;
}

/// <summary>The budget of a command that opens no database: one process, in memory.</summary>
public sealed class LocalHostBudget(TimeProvider clock) : IHostBudget
{
    private static readonly TimeSpan ConnectionPoll = TimeSpan.FromMilliseconds(50);

    private readonly Lock _lock = new();
    private readonly Dictionary<string, HostUse> _uses = new(StringComparer.OrdinalIgnoreCase);

    public async Task<HostTurn> EnterAsync(string host, CancellationToken cancellationToken)
    {
        var patienceEnds = clock.GetUtcNow() + HostTurn.WaitMax;
        while (true)
        {
            var now = clock.GetUtcNow();
            HostUse use;
            lock (_lock)
            {
                use = _uses.GetValueOrDefault(host, HostUse.None);
                if (use.FreeAt <= now)
                {
                    var (taken, connection, leasedUntil) = use.Take(now);
                    _uses[host] = taken;
                    return new HostTurn.Granted(host, connection, leasedUntil);
                }
            }

            if (use.NextRequestAt > patienceEnds || now >= patienceEnds)
            {
                return new HostTurn.Busy(use.FreeAt);
            }

            await clock.WaitAsync(use.NextRequestAt > now ? use.NextRequestAt - now : ConnectionPoll, cancellationToken);
        }
    }

    public Task LeaveAsync(HostTurn.Granted turn, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(turn);
        lock (_lock)
        {
            _uses[turn.Host] = _uses.GetValueOrDefault(turn.Host, HostUse.None).Leave(turn);
        }

        return Task.CompletedTask;
    }

    public Task RestAsync(string host, DateTimeOffset until, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            var use = _uses.GetValueOrDefault(host, HostUse.None);
            _uses[host] = use with { NextRequestAt = until > use.NextRequestAt ? until : use.NextRequestAt };
        }

        return Task.CompletedTask;
    }
}
