namespace Monitor.Feeds.Dates;

/// <summary>The numbers of a date before anyone has checked that there is such a day.</summary>
/// <param name="Zone">UTC where nothing was stated.</param>
internal readonly record struct DateParts(int Year, int Month, int Day, int Hour = 0, int Minute = 0, int Second = 0, DateZone Zone = default)
{
    /// <summary>Null when there is no such day or time; 24:00 is the next midnight, second 60 the next minute.</summary>
    public DateTimeOffset? ToInstant()
    {
        var isDay = Year is >= 1 and <= 9999 && Month is >= 1 and <= 12 && Day >= 1 && Day <= DateTime.DaysInMonth(Year, Month);
        var isTime = Hour is >= 0 and <= 23 || (Hour == 24 && Minute == 0 && Second == 0);
        if (!isDay || !isTime || Minute is < 0 or > 59 || Second is < 0 or > 60)
        {
            return null;
        }

        var midnight = new DateTime(Year, Month, Day, 0, 0, 0, DateTimeKind.Unspecified);
        var offsetMinutes = Zone.OffsetMinutesAt(midnight, TimeSpan.FromMinutes((Hour * 60) + Minute));
        if (Math.Abs(offsetMinutes) > 14 * 60)
        {
            return null;
        }

        var ticks = midnight.Ticks + (((((Hour * 60L) + Minute - offsetMinutes) * 60L) + Second) * TimeSpan.TicksPerSecond);
        return ticks >= 0 && ticks <= DateTime.MaxValue.Ticks ? new DateTimeOffset(ticks, TimeSpan.Zero) : null;
    }

    /// <summary>The year meant by one, two or three digits (RFC 2822, 4.3); four are the year itself.</summary>
    public static int FullYear(int year, int digits) => digits switch
    {
        >= 4 => year,
        3 => 1900 + year,
        _ => year < 50 ? 2000 + year : 1900 + year,
    };

    /// <summary>The day of an ordinal date, such as 335 in 2003.</summary>
    public static DateParts? OfOrdinal(int year, int dayOfYear)
    {
        if (year is < 1 or > 9999 || dayOfYear < 1 || dayOfYear > (DateTime.IsLeapYear(year) ? 366 : 365))
        {
            return null;
        }

        var day = new DateTime(year, 1, 1, 0, 0, 0, DateTimeKind.Utc).AddDays(dayOfYear - 1);
        return new DateParts(year, day.Month, day.Day);
    }
}
