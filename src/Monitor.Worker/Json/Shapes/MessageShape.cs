using System.Linq.Expressions;
using Monitor.Delivery;
using Monitor.Listings;

namespace Monitor.Worker.Json.Shapes;

/// <summary>A message of the outbox, without its content.</summary>
/// <param name="Mail">Its number, whichever way it goes.</param>
/// <param name="To">Whom it is for: a subscriber's name.</param>
/// <param name="By">The kind of the way that it goes, such as mail.</param>
/// <param name="Reason">What came of the last attempt, in words.</param>
public sealed record MessageShape(
    long Mail, DateTimeOffset ComposedAt, string To, string By, string Subject, OutboxState State, DateTimeOffset? DueAt, DateTimeOffset? EndedAt,
    int Attempts, string? Reason)
{
    /// <summary>Reads no more of a row than is shown.</summary>
    public static Expression<Func<OutboxMessage, MessageShape>> OfRow { get; } = one => new MessageShape(
        one.Id, one.CreatedAt, one.Recipient, one.ChannelKind, one.Subject, one.State, one.DueAt, one.EndedAt, one.AttemptNumber, one.Reason);

    public static MessageShape Of(ListedMessage one)
    {
        ArgumentNullException.ThrowIfNull(one);
        return new MessageShape(
            one.Id, one.CreatedAt, one.Recipient, one.ChannelKind, one.Subject, one.State, one.DueAt, one.EndedAt, one.AttemptNumber, one.Reason);
    }
}
