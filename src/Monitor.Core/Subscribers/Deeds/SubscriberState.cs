namespace Monitor.Subscribers.Deeds;

/// <summary>How a subscriber stands, in words. Pure.</summary>
public static class SubscriberState
{
    /// <summary>"confirmed, no digest, by hand: length".</summary>
    public static string InWords(this Subscriber subscriber, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(subscriber);
        string?[] parts =
        [
            subscriber.LeftByWish ? "left" : subscriber.Left ? "removed" : subscriber.ConfirmedAt is null ? "not confirmed" : "confirmed",
            subscriber.IsSuppressed ? $"no mail since {subscriber.SuppressedAt:yyyy-MM-dd}: {subscriber.SuppressedReason}" : null,
            subscriber.NewAddress is null ? null : "new address not confirmed",
            subscriber.DigestOffAt is null ? null : "no digest",
            subscriber.AlertsOffAt is null ? null : "no alerts by mail",
            subscriber.PausedUntil > now ? $"paused until {subscriber.PausedUntil:u}" : null,
            subscriber.ByHand.Count == 0 ? null : $"by hand: {string.Join(", ", subscriber.ByHand)}",
        ];
        return string.Join(", ", parts.OfType<string>());
    }
}
