using Monitor.Digests;

namespace Monitor.Worker.Json.Shapes;

/// <summary>A digest as it was composed.</summary>
/// <param name="LocalDate">By the subscriber's clock.</param>
/// <param name="WasSent">False where there was nothing to tell.</param>
public sealed record DigestShape(long Id, string Subscriber, DateOnly LocalDate, string Slot, DateTimeOffset ComposedAt, bool WasSent)
{
    public static DigestShape Of(ComposedDigest digest, string subscriber)
    {
        ArgumentNullException.ThrowIfNull(digest);
        return new DigestShape(digest.Id, subscriber, digest.LocalDate, digest.Slot, digest.ComposedAt, digest.MessageKey is not null);
    }
}
