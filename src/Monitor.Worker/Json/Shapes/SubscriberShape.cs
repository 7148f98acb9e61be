using Monitor.Subscribers;
using Monitor.Subscribers.Deeds;

namespace Monitor.Worker.Json.Shapes;

/// <summary>Who gets digests and alerts.</summary>
/// <param name="State">In words.</param>
/// <param name="Left">They want nothing any more, or were taken out.</param>
/// <param name="ByHand">The settings that were changed by hand, and that the config's file therefore does not set.</param>
public sealed record SubscriberShape(
    string Name, string Address, string State, string? NewAddress, DateTimeOffset? ConfirmedAt, bool Left, DateTimeOffset? DigestOffAt,
    DateTimeOffset? AlertsOffAt, DateTimeOffset? PausedUntil, bool FromFile, IReadOnlyList<string> ByHand, bool SignedUp, DateTimeOffset? NextDigestAt,
    DateTimeOffset? SuppressedAt, string? SuppressedReason, SubscriberSettings Settings)
{
    public static SubscriberShape Of(Subscriber one, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(one);
        return new SubscriberShape(
            one.Name, one.Address, one.InWords(now), one.NewAddress, one.ConfirmedAt, one.Left, one.DigestOffAt, one.AlertsOffAt, one.PausedUntil, one.FromFile,
            [.. one.ByHand], one.SignedUp, one.NextDigestAt, one.SuppressedAt, one.SuppressedReason, one.Settings);
    }
}
