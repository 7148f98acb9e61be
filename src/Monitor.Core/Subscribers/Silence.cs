namespace Monitor.Subscribers;

/// <summary>
/// A time in which a subscriber wants no alerts, of one event or of all. It always ends; what it held back is told then, unless it is
/// older than the past that is no news.
/// </summary>
public sealed class Silence
{
    public int Id { get; private set; }

    public required int SubscriberId { get; init; }

    /// <summary>The attribution event that is muted; null for all.</summary>
    public string? EventKey { get; init; }

    public required DateTimeOffset From { get; init; }

    public required DateTimeOffset Until { get; set; }

    public bool Covers(string eventKey, DateTimeOffset instant) =>
        (EventKey is null || EventKey == eventKey) && instant >= From && instant < Until;
}
