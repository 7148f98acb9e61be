using System.Globalization;

namespace Monitor.Feeds.Parsing;

/// <summary>The fields of a feed that are numbers: intervals, counts, coordinates. What is no number is passed over.</summary>
internal static class FeedNumbers
{
    public static void Assign(FieldSet target, FeedElement element, string text)
    {
        switch (element)
        {
            case FeedElement.Minutes when Whole(text) is > 0 and var minutes:
                target.TimeToLive = TimeSpan.FromMinutes(minutes);
                break;
            case FeedElement.UpdatePeriod:
                target.UpdatePeriod = Period(text);
                break;
            case FeedElement.UpdateFrequency when Whole(text) is > 0 and var frequency:
                target.UpdateFrequency = frequency;
                break;
            case FeedElement.CommentCount:
                target.CommentCount ??= Whole(text);
                break;
            case FeedElement.Latitude:
                target.Latitude ??= Degrees(text, 90);
                break;
            case FeedElement.Longitude:
                target.Longitude ??= Degrees(text, 180);
                break;
            case FeedElement.Point:
                var parts = text.Split([' ', ',', '\n', '\t'], StringSplitOptions.RemoveEmptyEntries);
                if (parts.Length == 2 && Degrees(parts[0], 90) is { } latitude && Degrees(parts[1], 180) is { } longitude)
                {
                    (target.Latitude, target.Longitude) = (latitude, longitude);
                }

                break;
            default:
                break;
        }
    }

    private static TimeSpan? Period(string text) => text.ToLowerInvariant() switch
    {
        "hourly" => TimeSpan.FromHours(1),
        "daily" => TimeSpan.FromDays(1),
        "weekly" => TimeSpan.FromDays(7),
        "monthly" => TimeSpan.FromDays(30),
        "yearly" => TimeSpan.FromDays(365),
        _ => null,
    };

    private static int? Whole(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= 10_000_000 ? number : null;

    private static double? Degrees(string text, double limit) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && Math.Abs(number) <= limit ? number : null;
}
