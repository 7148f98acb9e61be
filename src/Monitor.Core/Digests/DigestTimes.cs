using Monitor.Subscribers;

namespace Monitor.Digests;

/// <summary>A digest that is due: which local day and slot it is for, and from which instant on.</summary>
public sealed record DueDigest(DateOnly LocalDate, DigestSlot Slot, DateTimeOffset DueAt);

/// <summary>When digests are due, in the subscriber's own time. Pure.</summary>
public static class DigestTimes
{
    // Slots may be limited to one day of the week, and a zone may skip a whole day.
    private const int DaysAround = 9;

    private static readonly TimeSpan LongestJump = TimeSpan.FromHours(27);

    /// <summary>
    /// The instant at which a zone's clocks show a local time. In the spring gap, where no clock shows it, the first instant after the gap;
    /// in autumn, where clocks show it twice, the first of the two.
    /// </summary>
    public static DateTimeOffset InstantOf(DateOnly date, TimeOnly time, TimeZoneInfo zone)
    {
        ArgumentNullException.ThrowIfNull(zone);
        var local = date.ToDateTime(time, DateTimeKind.Unspecified);
        return Showing(local, zone) ?? EndOfGap(local, zone);
    }

    /// <summary>The last slot at or before <paramref name="now"/>; null for a subscriber without slots.</summary>
    public static DueDigest? Latest(IReadOnlyList<DigestSlot> slots, TimeZoneInfo zone, DateTimeOffset now) =>
        Around(slots, zone, now).Where(digest => digest.DueAt <= now).MaxBy(digest => (digest.DueAt, digest.LocalDate, digest.Slot.At));

    /// <summary>The first slot after <paramref name="now"/>; null for a subscriber without slots.</summary>
    public static DueDigest? Next(IReadOnlyList<DigestSlot> slots, TimeZoneInfo zone, DateTimeOffset now) =>
        Around(slots, zone, now).Where(digest => digest.DueAt > now).MinBy(digest => (digest.DueAt, digest.LocalDate, digest.Slot.At));

    private static IEnumerable<DueDigest> Around(IReadOnlyList<DigestSlot> slots, TimeZoneInfo zone, DateTimeOffset now)
    {
        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, zone).DateTime);
        return from days in Enumerable.Range(-DaysAround, (2 * DaysAround) + 1)
               let date = today.AddDays(days)
               from slot in slots
               where slot.IsOn(date)
               select new DueDigest(date, slot, InstantOf(date, slot.At, zone));
    }

    /// <summary>
    /// The first instant at which the clocks show a local time; null where they skip it. Asked of the clocks themselves: for a day that a
    /// zone leaves out, TimeZoneInfo.IsInvalidTime says nothing.
    /// </summary>
    private static DateTimeOffset? Showing(DateTime local, TimeZoneInfo zone)
    {
        var nearby = DateTime.SpecifyKind(local, DateTimeKind.Utc);
        return new[] { nearby - LongestJump, nearby - zone.GetUtcOffset(local), nearby + LongestJump }
            .Select(instant => nearby - zone.GetUtcOffset(instant))
            .Where(instant => TimeZoneInfo.ConvertTimeFromUtc(instant, zone) == local)
            .Order()
            .Select(instant => (DateTimeOffset?)new DateTimeOffset(instant))
            .FirstOrDefault();
    }

    /// <summary>The first instant at which the clocks show more than a local time that they skip, found by halving.</summary>
    private static DateTimeOffset EndOfGap(DateTime skipped, TimeZoneInfo zone)
    {
        var before = DateTime.SpecifyKind(skipped, DateTimeKind.Utc) - LongestJump;
        var after = DateTime.SpecifyKind(skipped, DateTimeKind.Utc) + LongestJump;
        while (after.Ticks - before.Ticks > 1)
        {
            var middle = new DateTime((before.Ticks + after.Ticks) / 2, DateTimeKind.Utc);
            if (TimeZoneInfo.ConvertTimeFromUtc(middle, zone) > skipped)
            {
                after = middle;
            }
            else
            {
                before = middle;
            }
        }

        return new DateTimeOffset(after);
    }
}
