using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Monitor.Delivery;
using Monitor.Delivery.Channels;
using Monitor.Storage;
using Monitor.Subscribers;

namespace Monitor.Pipeline;

/// <summary>Tells those who look after the feeds that a way out is halted, by their channels of another kind.</summary>
internal static class OperatorNotices
{
    public static async Task TellOperatorsAsync(
        this MonitorDbContext db, string haltedKind, string reason, DeliveryOptions delivery, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var operators = (await db.Set<Subscriber>().Reachable().AsNoTracking().ToListAsync(cancellationToken))
            .Where(subscriber => subscriber.Settings.FeedTroubles);
        foreach (var one in operators)
        {
            foreach (var address in one.Settings.Channels.Where(channel => channel.Kind != haltedKind))
            {
                var notice = new ChannelNotice
                {
                    Key = $"trouble/{haltedKind}/{now.UtcDateTime.ToString("yyyy-MM-dd'T'HHmm", CultureInfo.InvariantCulture)}/{one.Name}/{address.Name}",
                    Type = "trouble",
                    Subscriber = one.Name,
                    Subject = $"Monitor sends no {haltedKind} since {now.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)} UTC",
                    At = now,
                    Items = [new NoticeItem("What stops it", null, reason), new NoticeItem("Until then", null, "all of it waits; nothing is lost")],
                    IsUrgent = true,
                };
                // A way that is halted twice within a minute is told of once.
                if (!await db.Set<OutboxMessage>().AnyAsync(known => known.Key == notice.Key, cancellationToken)
                    && ChannelKinds.Of(address.Kind)?.Compose(notice, address, delivery) is { } message)
                {
                    db.Add(message);
                }
            }
        }

        await db.SaveChangesAsync(cancellationToken);
    }
}
