namespace Monitor.Alerts;

/// <summary>How far the news has been looked at for alerts. One row.</summary>
public sealed class AlertCursor
{
    public const int OnlyId = 1;

    public int Id { get; init; } = OnlyId;

    /// <summary>The sequence number of the last news that was matched with the alert rules.</summary>
    public long Sequence { get; set; }
}
