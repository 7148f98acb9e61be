namespace Monitor.Worker.Admin;

/// <summary>The zone of who reads the page that is being made: that of their account, UTC for all others.</summary>
internal static class ReaderZone
{
    private static readonly AsyncLocal<TimeZoneInfo?> OfRequest = new();

    public static TimeZoneInfo Current => OfRequest.Value ?? TimeZoneInfo.Utc;

    /// <summary>Holds for all that is done for this request from here on.</summary>
    public static void Use(string? zone) => OfRequest.Value = Find(zone);

    /// <summary>Null for a name that this machine does not know.</summary>
    public static TimeZoneInfo? Find(string? zone) =>
        zone is { Length: > 0 } && TimeZoneInfo.TryFindSystemTimeZoneById(zone, out var found) && found.HasIanaId ? found : null;
}
