namespace Monitor.Feeds.Parsing;

/// <summary>A date as given and as an instant: one that can be read beats one that cannot.</summary>
internal struct DateSlot
{
    private FieldSlot<string> _raw;
    private FieldSlot<object> _instant;

    public readonly DateTimeOffset? Instant => (DateTimeOffset?)_instant.Value;

    public readonly string? Raw => _raw.Value;

    public void Offer(string raw, DateTimeOffset? instant, int rank)
    {
        _instant.Offer(instant, rank);
        _raw.Offer(raw, instant is null ? 0 : rank);
    }
}
