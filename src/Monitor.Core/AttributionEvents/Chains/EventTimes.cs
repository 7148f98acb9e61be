namespace Monitor.AttributionEvents.Chains;

/// <summary>How long attribution events are open.</summary>
public static class EventTimes
{
    /// <summary>So long after its last report an incident takes what names nothing, and so long after its first an indictment takes more.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromDays(14);

    /// <summary>
    /// What opens no event (an urging, a denial) belongs to the one that begins within this time after it: outlets do not date to the hour.
    /// </summary>
    public static readonly TimeSpan Lead = TimeSpan.FromDays(1);
}
