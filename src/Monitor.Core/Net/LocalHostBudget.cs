namespace Monitor.Net;

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
