using Monitor.Digests;
using Monitor.Net;
using Monitor.Subscribers;

namespace Monitor.Pipeline;

/// <summary>
/// How far ahead a stored instant may lie. A clock that ran ahead leaves instants behind that nothing would reach for a year; each of these answers
/// what such an instant becomes, or null for one that may stay. Pure.
/// </summary>
public static class InstantRules
{
    /// <summary>No server's wish is followed for longer, and nothing else makes a poll or a page wait longer.</summary>
    public static readonly TimeSpan WaitMax = OutgoingHttp.RetryAfterMax;

    /// <summary>What a played archive says of its feeds: no clock runs so far ahead, and it stays.</summary>
    public static readonly DateTimeOffset Never = new(9999, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>By so much the clocks of workers and database may differ.</summary>
    public static readonly TimeSpan Skew = TimeSpan.FromMinutes(1);

    /// <summary>A lease that is longer than leases are: it runs out as if it had been taken now.</summary>
    /// <param name="longest">How long such leases are.</param>
    public static DateTimeOffset? Lease(DateTimeOffset until, TimeSpan longest, DateTimeOffset now) => until > now + longest + Skew ? now + longest : null;

    /// <summary>
    /// What is planned by a clock that was ahead keeps its wait, counted from now; what lies beyond <see cref="WaitMax"/> without that is due now.
    /// </summary>
    /// <param name="plannedAt">When it was planned; null where nobody knows.</param>
    public static DateTimeOffset? Planned(DateTimeOffset due, DateTimeOffset? plannedAt, DateTimeOffset now)
    {
        if (due >= Never)
        {
            return null;
        }

        if (plannedAt is { } planned && planned > now + Skew)
        {
            return due <= now ? null : now + Bounded(due - planned);
        }

        return due > now + WaitMax + Skew ? now : null;
    }

    /// <summary>A digest is due at the first slot after now, whatever another clock said.</summary>
    public static DateTimeOffset? Digest(DateTimeOffset due, IReadOnlyList<DigestSlot> slots, TimeZoneInfo zone, DateTimeOffset now) =>
        DigestTimes.Next(slots, zone, now) is { } next && due > next.DueAt + Skew ? next.DueAt : null;

    /// <summary>What was noted as done cannot be still to come.</summary>
    public static DateTimeOffset? Done(DateTimeOffset at, DateTimeOffset now) => at > now + Skew ? now : null;

    private static TimeSpan Bounded(TimeSpan wait) => wait < TimeSpan.Zero ? TimeSpan.Zero : wait > WaitMax ? WaitMax : wait;
}
