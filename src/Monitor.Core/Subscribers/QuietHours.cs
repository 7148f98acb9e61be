namespace Monitor.Subscribers;

/// <summary>A span of the local day, over midnight when it ends earlier than it begins.</summary>
public sealed record QuietHours(TimeOnly From, TimeOnly To)
{
    public bool Contains(TimeOnly time) => From <= To ? time >= From && time < To : time >= From || time < To;

    public override string ToString() => $"{From:HH\\:mm}–{To:HH\\:mm}";
}
