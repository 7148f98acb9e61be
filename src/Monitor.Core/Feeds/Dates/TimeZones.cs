using System.Buffers;
using System.Globalization;

namespace Monitor.Feeds.Dates;

/// <summary>Offsets from UTC in minutes: "+02:00", "-0530", "Z", and the zone names that feeds write.</summary>
internal static class TimeZones
{
    private static readonly SearchValues<char> Saying = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz ()");

    // A name that several countries use stands for the one that publishes most with it (CST: Chicago, IST: India, BST: Britain).
    private static readonly Dictionary<string, int> Minutes = new(StringComparer.OrdinalIgnoreCase)
    {
        ["Z"] = 0,
        ["UT"] = 0,
        ["UTC"] = 0,
        ["GMT"] = 0,
        ["WET"] = 0,
        ["BST"] = 60,
        ["WEST"] = 60,
        ["CET"] = 60,
        ["MET"] = 60,
        ["MEZ"] = 60,
        ["WAT"] = 60,
        ["CEST"] = 120,
        ["MEST"] = 120,
        ["MESZ"] = 120,
        ["EET"] = 120,
        ["SAST"] = 120,
        ["CAT"] = 120,
        ["EEST"] = 180,
        ["MSK"] = 180,
        ["EAT"] = 180,
        ["TRT"] = 180,
        ["IDT"] = 180,
        ["MSD"] = 240,
        ["GST"] = 240,
        ["PKT"] = 300,
        ["IST"] = 330,
        ["NPT"] = 345,
        ["ICT"] = 420,
        ["WIB"] = 420,
        ["SGT"] = 480,
        ["HKT"] = 480,
        ["AWST"] = 480,
        ["PHT"] = 480,
        ["MYT"] = 480,
        ["JST"] = 540,
        ["KST"] = 540,
        ["ACST"] = 570,
        ["ACDT"] = 630,
        ["AEST"] = 600,
        ["AEDT"] = 660,
        ["NZST"] = 720,
        ["NZDT"] = 780,
        ["NDT"] = -150,
        ["NST"] = -210,
        ["BRT"] = -180,
        ["ART"] = -180,
        ["CLT"] = -240,
        ["CLST"] = -180,
        ["COT"] = -300,
        ["PET"] = -300,
        ["VET"] = -240,
        ["ADT"] = -180,
        ["AST"] = -240,
        ["EDT"] = -240,
        ["EST"] = -300,
        ["CDT"] = -300,
        ["CST"] = -360,
        ["MDT"] = -360,
        ["MST"] = -420,
        ["PDT"] = -420,
        ["PST"] = -480,
        ["AKDT"] = -480,
        ["AKST"] = -540,
        ["HST"] = -600,
        ["HDT"] = -540,
    };

    // Names that say which clock and not which season.
    private static readonly Dictionary<string, string> Seasonal = new(StringComparer.OrdinalIgnoreCase)
    {
        ["AT"] = "America/Halifax",
        ["ET"] = "America/New_York",
        ["CT"] = "America/Chicago",
        ["MT"] = "America/Denver",
        ["PT"] = "America/Los_Angeles",
        ["AKT"] = "America/Anchorage",
    };

    /// <summary>The zone that the whole text states; nothing stated when it is empty; null when it is none.</summary>
    public static DateZone? Read(ReadOnlySpan<char> text)
    {
        if (text.IsEmpty)
        {
            return default(DateZone);
        }

        if (text[0] is not ('+' or '-' or '\u2212'))
        {
            return Named(text);
        }

        // "+0200 CEST": the name behind an offset says it again.
        var blank = text.IndexOf(' ');
        if (blank > 0 && text[blank..].IndexOfAnyExcept(Saying) >= 0)
        {
            return null;
        }

        return Signed(blank > 0 ? text[..blank] : text) is { } minutes ? new DateZone(minutes) : null;
    }

    public static DateZone? Named(ReadOnlySpan<char> name)
    {
        if (Minutes.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(name, out var minutes))
        {
            return new DateZone(minutes);
        }

        return Seasonal.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(name, out var place) ? OfPlace(place) : null;
    }

    /// <summary>The zone of the time zone database, such as "Europe/Paris"; null when there is none of that name.</summary>
    public static DateZone? OfPlace(string place) => TimeZoneInfo.TryFindSystemTimeZoneById(place, out var zone) ? new DateZone(null, zone) : null;

    /// <summary>"+2", "+02", "+0200" or "+02:00".</summary>
    public static int? Signed(ReadOnlySpan<char> text)
    {
        var digits = text[1..];
        var colon = digits.IndexOf(':');
        var hoursEnd = colon > 0 ? colon : digits.Length > 2 ? digits.Length - 2 : digits.Length;
        var hours = digits[..hoursEnd];
        var minutes = hoursEnd == digits.Length ? "0" : digits[(colon > 0 ? colon + 1 : hoursEnd)..];
        if (hours.Length is 0 or > 2 || minutes.Length is 0 or > 2
            || !int.TryParse(hours, NumberStyles.None, CultureInfo.InvariantCulture, out var hour)
            || !int.TryParse(minutes, NumberStyles.None, CultureInfo.InvariantCulture, out var minute) || minute > 59)
        {
            return null;
        }

        return (text[0] == '+' ? 1 : -1) * ((hour * 60) + minute);
    }
}
