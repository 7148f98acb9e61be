using Microsoft.EntityFrameworkCore;
using Monitor.Delivery;
using Monitor.Storage;

namespace Monitor.Listings;

/// <summary>A message of the outbox as a row of a list, without its content.</summary>
public sealed record ListedMessage(
    long Id, DateTimeOffset CreatedAt, string ChannelKind, string Recipient, string Subject, OutboxState State, int AttemptNumber, DateTimeOffset? DueAt,
    DateTimeOffset? EndedAt, string? Reason);

/// <summary>Lists the outbox, the latest first.</summary>
public static class MessageList
{
    private const string List = "messages";

    /// <param name="state">Only messages in this state; null for all.</param>
    /// <param name="recipient">Only those to this subscriber, by name; null for all.</param>
    /// <param name="cursor">The cursor that came with the page before; null for the first.</param>
    public static async Task<ListAnswer<ListedMessage>> PageAsync(
        MonitorDbContext db, OutboxState? state, string? recipient, string? cursor, int size, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        var list = string.Join('\u001e', List, state, recipient);
        var below = long.MaxValue;
        switch (Cursor.Read(cursor, list, 1))
        {
            case CursorReading.Refused refused:
                return new ListAnswer<ListedMessage>.Refused(refused.Reason);
            case CursorReading.After after:
                below = after.Cursor.Number(0);
                break;
        }

        var all = db.Set<OutboxMessage>().AsNoTracking();
        all = state is { } wanted ? all.Where(message => message.State == wanted) : all;
        all = recipient is not null ? all.Where(message => message.Recipient == recipient) : all;
        var rows = await all.Where(message => message.Id < below)
            .OrderByDescending(message => message.Id)
            .Take(size + 1)
            .Select(message => new ListedMessage(
                message.Id, message.CreatedAt, message.ChannelKind, message.Recipient, message.Subject, message.State, message.AttemptNumber, message.DueAt,
                message.EndedAt, message.Reason))
            .ToListAsync(cancellationToken);
        return new ListAnswer<ListedMessage>.Listed(ListPage.Of(
            rows, size, await ListCount.OfAsync(all, cancellationToken), message => Cursor.At(message.Id), list));
    }
}
