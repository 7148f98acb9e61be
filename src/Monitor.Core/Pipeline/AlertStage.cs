using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Monitor.Alerts;
using Monitor.AttributionEvents;
using Monitor.Delivery;
using Monitor.Storage;
using Monitor.Subscribers;

namespace Monitor.Pipeline;

/// <summary>The alerts of one run of Notify: news → who asked for it → what is due → messages.</summary>
internal sealed class AlertStage(
    MonitorDbContextFactory contexts,
    HeldLease lease,
    EventSummaries summaries,
    AlertOptions options,
    DeliveryOptions delivery,
    TimeProvider clock,
    ILogger logger)
{
    private const int NewsMax = 500;

    private readonly Dictionary<long, EventView?> _views = [];

    public async Task RunAsync(NotifyTally tally, CancellationToken cancellationToken)
    {
        while (await TakeUpAsync(cancellationToken) == NewsMax)
        {
        }

        await using var db = contexts.CreateDbContext();
        var waiting = await db.Set<AlertEntry>().Where(entry => entry.State == AlertEntryState.Waiting)
            .Select(entry => entry.SubscriberId).Distinct().ToListAsync(cancellationToken);
        foreach (var subscriber in await db.Set<Subscriber>().AsNoTracking().Where(one => waiting.Contains(one.Id)).ToListAsync(cancellationToken))
        {
            try
            {
                await TellAsync(subscriber, tally, cancellationToken);
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                tally.Skipped.Add($"alerts for {subscriber.Name}: {exception.GetType().Name}, tried again at the next tick");
                logger.SubscriberSkipped(exception, subscriber.Name);
            }
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
        var corrections = news.Where(one => one.Kind is NewsKind.Correction).Select(one => one.Fact!.Key).ToList();
        var told = await db.Set<ToldFact>().AsNoTracking().Where(fact => corrections.Contains(fact.FactKey)).ToListAsync(cancellationToken);
        foreach (var subscriber in await db.Set<Subscriber>().AsNoTracking().Reachable().ToListAsync(cancellationToken))
        {
            foreach (var channel in subscriber.Settings.Alerts.GroupBy(rule => rule.Channel))
            {
                foreach (var one in news.Select(row => summaries.NewsOf(row, now)).Where(one => one.Kind is not NewsKind.Correction))
                {
                    if (channel.Any(rule => AlertMatching.Matches(rule, one)))
                    {
                        db.Add(Entry(subscriber.Id, channel.Key, one.Id, now));
                    }
                }
            }
        }

        foreach (var one in news.Where(row => row.Kind is NewsKind.Correction))
        {
            db.AddRange(told.Where(fact => fact.FactKey == one.Fact!.Key).Select(fact => Entry(fact.SubscriberId, fact.Channel, one.Id, now)));
        }

        cursor.Sequence = news[^1].Sequence;
        return await CommitAsync(db, cancellationToken) ? news.Count : 0;
    }

    private static AlertEntry Entry(int subscriberId, string channel, long newsId, DateTimeOffset now) =>
        new() { SubscriberId = subscriberId, Channel = channel, NewsId = newsId, SeenAt = now, Reason = "new" };

    private async Task TellAsync(Subscriber subscriber, NotifyTally tally, CancellationToken cancellationToken)
    {
        await using var db = contexts.CreateDbContext();
        var entries = await db.Set<AlertEntry>()
            .Where(entry => entry.SubscriberId == subscriber.Id && entry.State == AlertEntryState.Waiting)
            .ToListAsync(cancellationToken);
        var ids = entries.ConvertAll(entry => entry.NewsId);
        var rows = await db.NewsAfter(0).AsNoTracking().Where(news => ids.Contains(news.Id)).ToDictionaryAsync(news => news.Id, cancellationToken);
        var now = clock.GetUtcNow();
        foreach (var channel in entries.GroupBy(entry => entry.Channel))
        {
            var work = await ChannelAsync(db, subscriber, channel.Key, [.. channel], rows, now, cancellationToken);
            var decision = new AlertDecision(options, subscriber.Settings, channel.Key, work.Silences);
            var plan = decision.Decide(work.News, work.Events, work.Told, work.SentAt, now);
            Hold(work, plan, now, tally);
            foreach (var alert in plan.Alerts)
            {
                await AddMessageAsync(db, work, [alert], now, tally, cancellationToken);
            }

            if (plan.Summary.Count > 0)
            {
                await AddMessageAsync(db, work, plan.Summary, now, tally, cancellationToken);
            }
        }

        if (db.ChangeTracker.HasChanges())
        {
            await CommitAsync(db, cancellationToken);
        }
    }

    /// <summary>Everything that the decision for one channel needs.</summary>
    private async Task<ChannelWork> ChannelAsync(
        MonitorDbContext db,
        Subscriber subscriber,
        string channel,
        List<AlertEntry> entries,
        Dictionary<long, AttributionNews> rows,
        DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        var events = new Dictionary<string, EventStatus>();
        var news = new List<EventNews>();
        foreach (var entry in entries)
        {
            // A merged event is the one it became part of.
            var view = await ViewAsync(db, rows[entry.NewsId].EventId, cancellationToken);
            var key = EventSummaries.KeyOf(view.Event.Id);
            news.Add(summaries.NewsOf(rows[entry.NewsId], entry.SeenAt) with { EventKey = key });
            if (!events.ContainsKey(key))
            {
                var lastToldAt = await db.Set<AlertEntry>()
                    .Where(other => other.SubscriberId == subscriber.Id && other.Channel == channel && other.ToldEventId == view.Event.Id)
                    .MaxAsync(other => other.EndedAt, cancellationToken);
                events.Add(key, new EventStatus(view.IndependentReports, view.Highest ?? Attributions.AttributionStrength.Urges, lastToldAt));
            }
        }

        var facts = news.SelectMany(one => one.Facts).ToHashSet();
        facts.UnionWith(news.Where(one => one.Kind is NewsKind.Correction).Select(AlertDecision.CorrectionOf));
        var told = await db.Set<ToldFact>().AsNoTracking()
            .Where(fact => fact.SubscriberId == subscriber.Id && fact.Channel == channel && facts.Contains(fact.FactKey))
            .Select(fact => fact.FactKey)
            .ToListAsync(cancellationToken);
        var hourAgo = now.AddHours(-1);
        var sent = await db.Set<AlertEntry>().AsNoTracking()
            .Where(entry => entry.SubscriberId == subscriber.Id && entry.Channel == channel
                && entry.State == AlertEntryState.Told && entry.EndedAt > hourAgo)
            .Select(entry => new { entry.MessageKey, entry.EndedAt })
            .Distinct()
            .ToListAsync(cancellationToken);
        var silences = await db.Set<Silence>().AsNoTracking().Where(silence => silence.SubscriberId == subscriber.Id).ToListAsync(cancellationToken);
        return new ChannelWork(
            subscriber, channel, entries, rows, news, events, told.ToHashSet(), [.. sent.Select(one => one.EndedAt!.Value)], silences);
    }

    private static void Hold(ChannelWork work, AlertPlan plan, DateTimeOffset now, NotifyTally tally)
    {
        foreach (var held in plan.Waiting)
        {
            var entry = work.EntryOf(held.News);
            (entry.Reason, entry.WaitsUntil) = (held.Reason, held.Until);
        }

        foreach (var held in plan.Muted)
        {
            var entry = work.EntryOf(held.News);
            (entry.State, entry.Reason, entry.WaitsUntil, entry.EndedAt) = (AlertEntryState.Muted, held.Reason, null, now);
            tally.Muted++;
        }
    }

    /// <summary>Composes one message and writes it into the outbox, with the facts that it tells.</summary>
    private async Task AddMessageAsync(
        MonitorDbContext db, ChannelWork work, IReadOnlyList<EventAlert> alerts, DateTimeOffset now, NotifyTally tally, CancellationToken cancellationToken)
    {
        var subscriber = work.Subscriber;
        var first = alerts.SelectMany(alert => alert.News).Min(news => news.Id);
        var key = $"alert/{subscriber.Name}/{work.Channel}/{(alerts.Count > 1 ? "summary-" : "")}{first}";
        var content = new AlertContent
        {
            Key = key,
            Subscriber = subscriber.Name,
            Zone = subscriber.Settings.Zone(),
            Now = now,
            Events = [.. alerts.Select(alert => Alerted(alert, work))],
            AlertsPerHourMax = subscriber.Settings.AlertsPerHourMax,
        };
        if (Message(work, content) is not { } message)
        {
            return;
        }

        db.Add(message);
        foreach (var alert in alerts)
        {
            await RememberAsync(db, work, alert, key, now, cancellationToken);
        }

        tally.Alerts++;
    }

    private AlertedEvent Alerted(EventAlert alert, ChannelWork work)
    {
        var view = _views[long.Parse(alert.EventKey, System.Globalization.CultureInfo.InvariantCulture)]!;
        var news = alert.IsUpdate || alert.News.Any(one => one.Kind is NewsKind.Correction or NewsKind.Denial or NewsKind.Retraction)
            ? alert.News.Select(one => work.Rows[one.Id]).ToList()
            : [];
        // The subject is about the weightiest of what is new.
        var lead = alert.News.MinBy(one => one.Kind switch
        {
            NewsKind.Correction => 0,
            NewsKind.Event => 1,
            NewsKind.Stronger => 2,
            NewsKind.Accuser => 3,
            NewsKind.Retraction => 4,
            _ => 5,
        })!;
        return new AlertedEvent(summaries.Of(view, news), lead, alert.IsUpdate, alert.Rule, PageOf(view.Event.Id));
    }

    private OutboxMessage? Message(ChannelWork work, AlertContent content)
    {
        var subscriber = work.Subscriber;
        if (work.Channel == AlertRule.MailChannel)
        {
            return OutboxMessage.Of(AlertMail.Compose(content, delivery.From, subscriber.Address), subscriber.Name, urgent: true);
        }

        return subscriber.Settings.Webhooks.FirstOrDefault(webhook => webhook.Name == work.Channel) is { } webhook
            ? OutboxMessage.Of(AlertWebhook.Compose(content, webhook), subscriber.Name, AlertMail.Subject(content), content.Now)
            : null;
    }

    /// <summary>An alert tells its news, and with it all else that stands in the event: none of that is told again.</summary>
    private static async Task RememberAsync(
        MonitorDbContext db, ChannelWork work, EventAlert alert, string messageKey, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var eventId = long.Parse(alert.EventKey, System.Globalization.CultureInfo.InvariantCulture);
        var facts = await db.FactsOf(eventId).Select(fact => fact.Key).ToListAsync(cancellationToken);
        facts.AddRange(alert.News.SelectMany(news => news.Kind is NewsKind.Correction ? [AlertDecision.CorrectionOf(news)] : news.Facts));
        var known = await db.Set<ToldFact>().AsNoTracking()
            .Where(fact => fact.SubscriberId == work.Subscriber.Id && fact.Channel == work.Channel && facts.Contains(fact.FactKey))
            .Select(fact => fact.FactKey)
            .ToListAsync(cancellationToken);
        known.AddRange(db.ChangeTracker.Entries<ToldFact>().Where(row => row.State is EntityState.Added).Select(row => row.Entity)
            .Where(fact => fact.Channel == work.Channel).Select(fact => fact.FactKey));
        db.AddRange(facts.Distinct().Except(known).Select(fact => new ToldFact
        {
            SubscriberId = work.Subscriber.Id,
            Channel = work.Channel,
            FactKey = fact,
            MessageKey = messageKey,
            ToldAt = now,
        }));
        foreach (var entry in alert.News.Select(work.EntryOf))
        {
            (entry.State, entry.Reason, entry.WaitsUntil, entry.EndedAt) = (AlertEntryState.Told, "", null, now);
            (entry.MessageKey, entry.ToldEventId) = (messageKey, eventId);
        }
    }

    private string? PageOf(long eventId) =>
        delivery.PublicUrl.Length > 0 ? $"{delivery.PublicUrl.TrimEnd('/')}/attributions/{EventSummaries.KeyOf(eventId)}" : null;

    private async Task<EventView> ViewAsync(MonitorDbContext db, long eventId, CancellationToken cancellationToken)
    {
        if (!_views.TryGetValue(eventId, out var view))
        {
            view = await db.EventViewAsync(eventId, cancellationToken) ?? throw new InvalidOperationException($"event {eventId} is gone");
            _views[eventId] = view;
            _views[view.Event.Id] = view;
        }

        return view!;
    }

    private async Task<bool> CommitAsync(MonitorDbContext db, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        if (!await db.HoldsAsync(lease, cancellationToken))
        {
            return false;
        }

        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return true;
    }

    private sealed record ChannelWork(
        Subscriber Subscriber,
        string Channel,
        IReadOnlyList<AlertEntry> Entries,
        IReadOnlyDictionary<long, AttributionNews> Rows,
        IReadOnlyList<EventNews> News,
        IReadOnlyDictionary<string, EventStatus> Events,
        IReadOnlySet<string> Told,
        IReadOnlyList<DateTimeOffset> SentAt,
        IReadOnlyList<Silence> Silences)
    {
        public AlertEntry EntryOf(EventNews news) => Entries.First(entry => entry.NewsId == news.Id);
    }
}
