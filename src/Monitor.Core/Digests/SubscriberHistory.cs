using Microsoft.EntityFrameworkCore;
using Monitor.Alerts;
using Monitor.AttributionEvents;
using Monitor.Delivery;
using Monitor.Storage;
using Monitor.Subscribers;

namespace Monitor.Digests;

/// <summary>One line of what a subscriber was sent, or was not.</summary>
/// <param name="What">digest, alert or confirm, and by which way.</param>
/// <param name="Why">What the other side said, or why it was not sent (yet).</param>
/// <param name="MessageId">The message's number in the outbox; null for what was not sent.</param>
/// <param name="EventId">The attribution event of an alert that was not sent; null for all else.</param>
public sealed record HistoryLine(
    DateTimeOffset At, string What, string About, string Outcome, string? Why, DateTimeOffset? EndedAt, long? MessageId = null, long? EventId = null);

/// <summary>What was sent to a subscriber, what came of it, and why other things were not sent.</summary>
public static class SubscriberHistory
{
    /// <summary>The latest first.</summary>
    public static async Task<List<HistoryLine>> HistoryOfAsync(
        this MonitorDbContext db, Subscriber subscriber, int linesMax, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(subscriber);
        var sent = await db.Set<OutboxMessage>().AsNoTracking().Where(message => message.Recipient == subscriber.Name)
            .OrderByDescending(message => message.CreatedAt).Take(linesMax)
            .Select(message => new
            {
                message.Id,
                message.CreatedAt,
                message.Key,
                message.ChannelKind,
                message.Subject,
                message.State,
                message.Reason,
                message.EndedAt,
            })
            .ToListAsync(cancellationToken);
        var empty = await db.Set<ComposedDigest>().AsNoTracking().Where(digest => digest.SubscriberId == subscriber.Id && digest.MessageKey == null)
            .OrderByDescending(digest => digest.ComposedAt).Take(linesMax).ToListAsync(cancellationToken);
        var held = await db.Set<AlertEntry>().AsNoTracking()
            .Where(entry => entry.SubscriberId == subscriber.Id && entry.State != AlertEntryState.Told)
            .Join(db.Set<AttributionNews>(), entry => entry.NewsId, news => news.Id, (entry, news) => new { Entry = entry, news.EventId })
            .OrderByDescending(one => one.Entry.SeenAt).Take(linesMax)
            .ToListAsync(cancellationToken);
        return
        [
            .. sent.Select(one => new HistoryLine(
                    one.CreatedAt, $"{one.Key.Split('/')[0]} by {one.ChannelKind}", one.Subject, one.State.ToString().ToLowerInvariant(), one.Reason,
                    one.EndedAt, one.Id))
                .Concat(empty.Select(digest => new HistoryLine(
                    digest.ComposedAt, "digest", $"{digest.LocalDate:yyyy-MM-dd} {digest.Slot}", "not sent", "nothing new", null)))
                .Concat(held.Select(one => new HistoryLine(
                    one.Entry.SeenAt, $"alert by {one.Entry.Channel}", $"event {one.EventId}", one.Entry.State.ToString().ToLowerInvariant(),
                    one.Entry.Reason, one.Entry.EndedAt, EventId: one.EventId)))
                .OrderByDescending(line => line.At)
                .Take(linesMax),
        ];
    }
}
