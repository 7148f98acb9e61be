namespace Monitor.Feeds.Dates;

/// <summary>What a date says about its zone: an offset, a zone whose offset follows the season, or nothing, which is UTC.</summary>
/// <param name="StatedMinutes">East of Greenwich; null where no offset was stated.</param>
internal readonly record struct DateZone(int? StatedMinutes, TimeZoneInfo? Zone = null)
{
    public bool IsStated => StatedMinutes is not null || Zone is not null;

    /// <summary>A stated offset stands above a zone beside it ("+0200 CEST", "+02:00[Europe/Paris]").</summary>
    public int OffsetMinutesAt(DateTime day, TimeSpan clock)
    {
        if (StatedMinutes is { } stated || Zone is null)
        {
            return StatedMinutes ?? 0;
        }

        var local = day.Ticks + clock.Ticks <= DateTime.MaxValue.Ticks ? day + clock : day;
        return (int)Zone.GetUtcOffset(local).TotalMinutes;
    }
}
