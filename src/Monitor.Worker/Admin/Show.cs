using System.Globalization;
using System.Text;
using Monitor.AttributionEvents;
using Monitor.Delivery;
using Monitor.Feeds;
using Monitor.Stories;

namespace Monitor.Worker.Admin;

/// <summary>How the pages put values into words.</summary>
internal static class Show
{
    /// <summary>In the zone of who reads.</summary>
    public static ShownInstant Instant(DateTimeOffset? instant) => new(instant);

    /// <summary>The day of an instant in the zone of who reads.</summary>
    public static DateOnly DayOf(DateTimeOffset instant) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(instant, ReaderZone.Current).DateTime);

    public static string Day(DateOnly day) => day.ToString("dddd, d MMMM yyyy", CultureInfo.InvariantCulture);

    /// <summary>"NotModified" as "not modified".</summary>
    public static string Words(Enum value)
    {
        var name = value.ToString();
        var words = new StringBuilder(name.Length + 4);
        foreach (var character in name)
        {
            if (char.IsUpper(character) && words.Length > 0)
            {
                words.Append(' ');
            }

            words.Append(char.ToLowerInvariant(character));
        }

        return words.ToString();
    }

    public static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    public static string Count(int count, string singular, string? plural = null) =>
        $"{count.ToString("N0", CultureInfo.InvariantCulture)} {(count == 1 ? singular : plural ?? singular + "s")}";

    public static string ClassOf(FeedState state) => state switch
    {
        FeedState.Healthy => "good",
        FeedState.Slow or FeedState.Silent or FeedState.Partial or FeedState.Paused => "warn",
        _ => "bad",
    };

    public static string ClassOf(OutboxState state) => state switch
    {
        OutboxState.Sent => "good",
        OutboxState.Rejected or OutboxState.Parked => "bad",
        OutboxState.Deferred or OutboxState.Unknown => "warn",
        _ => "dim",
    };

    /// <summary>"12 copies, 4 independent reports".</summary>
    public static string Reports(Story story) =>
        (story.Copies > 0 ? Count(story.Copies, "copy", "copies") + ", " : "") + Count(story.IndependentReports, "independent report");

    public static string Words(StoryArticle placed) => placed.Kind switch
    {
        CopyKind.Syndicated => "copy",
        CopyKind.Revision => "revision",
        CopyKind.RoundUp => "round-up",
        _ => placed.Relation is StoryRelation.Partial ? "partly taken over" : Words((Enum)placed.Relation),
    };

    public static string StrengthOf(EventView view) => view.Highest is { } highest ? Words(highest) : "no accusation stands";

    /// <summary>An address that a browser may follow: http and https only. Anything else is shown as text.</summary>
    public static bool IsLink(string? url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var uri) && (uri.Scheme == Uri.UriSchemeHttp || uri.Scheme == Uri.UriSchemeHttps);
}
