namespace Monitor.Subscribers.Refusals;

/// <summary>Why a subscriber gets nothing, in words; null for one who may be written to. Pure.</summary>
public static class Unreached
{
    /// <summary>The key of each mail that asks to confirm an address begins with it.</summary>
    private const string Confirmations = "confirm/";

    /// <summary>Why nothing is told, by whatever way.</summary>
    public static string? WhyNotTold(this Subscriber subscriber)
    {
        ArgumentNullException.ThrowIfNull(subscriber);
        return subscriber.Left ? "the subscriber left" : subscriber.ConfirmedAt is null ? "the address is not confirmed" : null;
    }

    /// <summary>Why no digest goes out, not even by hand.</summary>
    public static string? WhyNoDigest(this Subscriber subscriber, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(subscriber);
        return subscriber.WhyNotTold() ?? (
            subscriber.DigestOffAt is not null ? "they want none"
            : subscriber.PausedUntil > now ? $"paused until {subscriber.PausedUntil:u}"
            : subscriber.IsSuppressed ? $"the address refuses mails: {subscriber.SuppressedReason}"
            : null);
    }

    /// <summary>
    /// Why a message that was put into the outbox before is not sent any more: they left, the address is not theirs any more, or it refuses us.
    /// A link that confirms an address goes where that is awaited, also to one that refused us: it is what lifts that.
    /// </summary>
    /// <param name="key">The message's.</param>
    /// <param name="address">Where the mail goes; null for one that is no mail.</param>
    public static string? WhyNotSent(this Subscriber subscriber, string key, string? address)
    {
        ArgumentNullException.ThrowIfNull(subscriber);
        ArgumentNullException.ThrowIfNull(key);
        if (key.StartsWith(Confirmations, StringComparison.Ordinal))
        {
            return IsSame(address, subscriber.AwaitedAddress) ? null : "the address is not awaited any more";
        }

        return subscriber.WhyNotTold() ?? (
            address is null ? null
            : !IsSame(address, subscriber.Address) ? "the address is another one by now"
            : IsSame(address, subscriber.SuppressedAddress) ? subscriber.SuppressedReason ?? ""
            : null);
    }

    private static bool IsSame(string? one, string? other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);
}
