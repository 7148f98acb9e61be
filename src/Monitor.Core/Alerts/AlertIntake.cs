using Microsoft.EntityFrameworkCore;
using Monitor.AttributionEvents;
using Monitor.AttributionEvents.Chains;
using Monitor.AttributionEvents.Summaries;
using Monitor.Storage;
using Monitor.Subscribers;

namespace Monitor.Alerts;

/// <summary>Takes up news as it comes and notes who asked for it: one row for each subscriber and channel, once and for all.</summary>
internal sealed class AlertIntake(MonitorDbContextFactory contexts, HeldLease lease, EventSummaries summaries, TimeProvider clock)
{
    private const int NewsMax = 500;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (await TakeUpAsync(cancellationToken) == NewsMax)
        {
        }
    }

    /// <summary>Matches the next batch of news with all alert rules; one commit with the cursor.</summary>
    private async Task<int> TakeUpAsync(CancellationToken cancellationToken)
    {
        await using var db = contexts.CreateDbContext();
        var cursor = await db.Set<AlertCursor>().SingleAsync(cancellationToken);
        var news = await db.NewsAfter(cursor.Sequence).AsNoTracking().Take(NewsMax).ToListAsync(cancellationToken);
        if (news.Count == 0)
        {
            return 0;
        }

        var now = clock.GetUtcNow();
        var asked = news.Where(row => row.Kind is not NewsKind.Correction).Select(row => summaries.NewsOf(row, now)).ToList();
        foreach (var subscriber in await db.Set<Subscriber>().AsNoTracking().Reachable().ToListAsync(cancellationToken))
        {
            foreach (var channel in subscriber.Settings.Alerts.Where(rule => subscriber.Wants(rule.Channel)).GroupBy(rule => rule.Channel))
            {
                db.AddRange(asked.Where(one => channel.Any(rule => AlertMatching.Matches(rule, one)))
                    .Select(one => Entry(subscriber.Id, channel.Key, one.Id, now)));
            }
        }

        await AddCorrectionsAsync(db, [.. news.Where(row => row.Kind is NewsKind.Correction)], now, cancellationToken);
        cursor.Sequence = news[^1].Sequence;
        return await db.CommitAsync(lease, cancellationToken) ? news.Count : 0;
    }

    /// <summary>A correction is for those who were told what it corrects, whatever their rules are by now.</summary>
    private static async Task AddCorrectionsAsync(
        MonitorDbContext db, List<AttributionNews> corrections, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var facts = corrections.ConvertAll(one => one.Fact!.Key);
        var told = await ToldFacts.OfAsync(db, facts, cancellationToken);
        foreach (var one in corrections)
        {
            db.AddRange(told.Where(fact => fact.Key == one.Fact!.Key).Select(fact => (fact.Told.SubscriberId, fact.Told.Channel)).Distinct()
                .Select(who => Entry(who.SubscriberId, who.Channel, one.Id, now)));
        }
    }

    private static AlertEntry Entry(int subscriberId, string channel, long newsId, DateTimeOffset now) =>
        new() { SubscriberId = subscriberId, Channel = channel, NewsId = newsId, SeenAt = now, Reason = "new" };
}
