using System.Text.RegularExpressions;

namespace Monitor.Feeds.Dates;

/// <summary>
/// Reads the dates of feeds and pages as they are written in the wild: ISO 8601 and its W3C profile, RFC 822, RFC 850, asctime, with month
/// names in some twenty languages, named zones, two-digit years, what programs print (Unix time, Go's form). Without a zone a date is UTC
/// (Korean forms: Korean time). What can mean two days, such as 03/04/2021, is no date; neither is one that needs to know today. Fractions
/// of seconds are dropped.
/// </summary>
public static partial class FeedDates
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
        if ((InternetDate.Read(text)?.ToInstant() ?? UnixDate.Read(text) ?? Written(text)) is not { } read)
        {
            return false;
        }

        instant = read;
        return true;
    }

    private static DateTimeOffset? Written(string text)
    {
        if (text.Contains(" m=", StringComparison.Ordinal))
        {
            text = GoClock().Replace(text, "");
        }

        DateZone? place = null;
        if (text.Contains('/', StringComparison.Ordinal) && Place().Match(text) is { Success: true } named)
        {
            place = TimeZones.OfPlace(named.Groups[1].Value);
            text = place is null ? text : text[..named.Index].TrimEnd();
        }

        var parts = InternetDate.Read(text) ?? NumericDate.Read(text) ?? WordDate.Read(text);
        return place is { } zone && parts is { Zone.IsStated: false } ? (parts.Value with { Zone = zone }).ToInstant() : parts?.ToInstant();
    }

    // What Go prints of its monotonic clock.
    [GeneratedRegex(@" m=[+-]\d+(\.\d+)?$", RegexOptions.NonBacktracking)]
    private static partial Regex GoClock();

    // "Europe/Paris", "[America/Argentina/Buenos_Aires]" at the end.
    [GeneratedRegex(@"[ \[(]*\b([A-Z][A-Za-z_]+(?:/[A-Z][A-Za-z_+-]+){1,2})[\])]?$", RegexOptions.NonBacktracking)]
    private static partial Regex Place();
}
