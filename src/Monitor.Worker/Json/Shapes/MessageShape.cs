using Monitor.Delivery;
using Monitor.Listings;

namespace Monitor.Worker.Json.Shapes;

/// <summary>A message of the outbox.</summary>
/// <param name="Channel">The kind of the way it goes, such as mail.</param>
/// <param name="Subscriber">Whom it is for, by name.</param>
/// <param name="Reason">What came of the last attempt, in words.</param>
public sealed record MessageShape(
    long Id, DateTimeOffset CreatedAt, string Channel, string Subscriber, string Subject, OutboxState State, int Attempts, DateTimeOffset? DueAt,
    DateTimeOffset? EndedAt, string? Reason)
{
    public static MessageShape Of(ListedMessage one)
    {
        ArgumentNullException.ThrowIfNull(one);
        return new MessageShape(
            one.Id, one.CreatedAt, one.ChannelKind, one.Recipient, one.Subject, one.State, one.AttemptNumber, one.DueAt, one.EndedAt, one.Reason);
    }

    public static MessageShape Of(OutboxMessage one)
    {
        ArgumentNullException.ThrowIfNull(one);
        return new MessageShape(
            one.Id, one.CreatedAt, one.ChannelKind, one.Recipient, one.Subject, one.State, one.AttemptNumber, one.DueAt, one.EndedAt, one.Reason);
    }
}
