namespace Monitor.Feeds.Dates;

/// <summary>
/// Reads the dates of feeds and pages as they are written in the wild: ISO 8601 and its W3C profile, RFC 822, RFC 850, asctime, with month
/// names in some twenty languages, named zones, two-digit years. Without a zone a date is UTC (Korean forms: Korean time). What can mean
/// two days, such as 03/04/2021, is no date; neither is one that needs to know today. Fractions of seconds are dropped.
/// </summary>
public static class FeedDates
{
    private const int LengthMax = 200;

    public static bool TryParse(string? raw, out DateTimeOffset instant)
    {
        instant = default;
        if (raw is null || raw.Length > LengthMax)
        {
            return false;
        }

        var text = raw.Trim();
        var parts = InternetDate.Read(text) ?? NumericDate.Read(text) ?? WordDate.Read(text);
        if (parts?.ToInstant() is not { } read)
        {
            return false;
        }

        instant = read;
        return true;
    }
}
