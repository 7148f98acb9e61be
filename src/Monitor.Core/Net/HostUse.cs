namespace Monitor.Net;

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
