namespace Monitor.Subscribers;

/// <summary>A time of day, in the subscriber's zone, at which a digest is due.</summary>
/// <param name="Days">The days it is due on; empty for every day.</param>
public sealed record DigestSlot(TimeOnly At, IReadOnlyList<DayOfWeek> Days)
{
    public bool IsOn(DateOnly date) => Days.Count == 0 || Days.Contains(date.DayOfWeek);

    /// <summary>How keys of messages and rows name it: 07:00.</summary>
    public string Name => At.ToString("HH:mm", System.Globalization.CultureInfo.InvariantCulture);
}
