using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Monitor.AttributionEvents;
using Monitor.AttributionEvents.Summaries;
using Monitor.Attributions;
using Monitor.Config;
using Monitor.Storage;
using Monitor.Subscribers;
using Monitor.Telemetry;

namespace Monitor.Alerts;

/// <summary>Everything that a decision about one subscriber's alerts on one channel rests on, as the database has it.</summary>
internal sealed record AlertFacts(
    Subscriber Subscriber,
    string Name,
    IReadOnlyDictionary<long, AlertEntry> Entries,
    IReadOnlyDictionary<long, AttributionNews> Rows,
    IReadOnlyDictionary<string, EventView> Views,
    IReadOnlyList<EventNews> News,
    IReadOnlyDictionary<string, EventStatus> Events,
    IReadOnlySet<string> Told,
    IReadOnlyList<DateTimeOffset> SentAt,
    IReadOnlyList<Silence> Silences)
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    /// <param name="waiting">The news that waits for this subscriber on this channel.</param>
    /// <param name="rows">The same news as it is kept.</param>
    public static async Task<AlertFacts> LoadAsync(
        MonitorDbContext db,
        EventSummaries summaries,
        EventViews views,
        Subscriber subscriber,
        IGrouping<string, AlertEntry> waiting,
        IReadOnlyDictionary<long, AttributionNews> rows,
        DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        var mine = db.Set<AlertEntry>().AsNoTracking().Where(entry => entry.SubscriberId == subscriber.Id && entry.Channel == waiting.Key);
        var shown = new Dictionary<string, EventView>();
        var events = new Dictionary<string, EventStatus>();
        var news = new List<EventNews>();
        foreach (var entry in waiting)
        {
            // A merged event is the one it became part of.
            var view = await views.OfAsync(db, rows[entry.NewsId].EventId, cancellationToken);
            var key = EventSummaries.KeyOf(view.Event.Id);
            news.Add(summaries.NewsOf(rows[entry.NewsId], entry.SeenAt) with { EventKey = key });
            if (shown.TryAdd(key, view))
            {
                var lastToldAt = await mine.Where(other => other.ToldEventId == view.Event.Id).MaxAsync(other => other.EndedAt, cancellationToken);
                events.Add(key, new EventStatus(view.IndependentReports, view.Highest ?? AttributionStrength.Urges, lastToldAt)
                {
                    Facts = await db.FactsOf(view.Event.Id).Select(fact => fact.Key).ToListAsync(cancellationToken),
                });
            }
        }

        var facts = news.SelectMany(one => one.Facts.Concat(one.Tells)).Concat(events.Values.SelectMany(one => one.Facts)).Distinct().ToList();
        var told = await ToldFacts.AmongAsync(db, subscriber.Id, waiting.Key, facts, cancellationToken);
        var sent = await mine
            .Where(entry => entry.State == AlertEntryState.Told && entry.EndedAt > now - Hour && entry.EndedAt <= now)
            .Select(entry => new { entry.MessageKey, entry.EndedAt })
            .Distinct()
            .ToListAsync(cancellationToken);
        var silences = new List<Silence>();
        foreach (var silence in await db.Set<Silence>().AsNoTracking().Where(silence => silence.SubscriberId == subscriber.Id).ToListAsync(cancellationToken))
        {
            silences.Add(await FollowedAsync(db, views, silence, cancellationToken));
        }

        return new AlertFacts(
            subscriber, waiting.Key, waiting.ToDictionary(entry => entry.NewsId), rows, shown, news, events, told,
            [.. sent.Select(one => one.EndedAt!.Value)], silences);
    }

    /// <summary>A silence of an event that was merged is one of the event it became part of.</summary>
    private static async Task<Silence> FollowedAsync(MonitorDbContext db, EventViews views, Silence silence, CancellationToken cancellationToken)
    {
        if (!long.TryParse(silence.EventKey, CultureInfo.InvariantCulture, out var eventId)
            || !await db.Set<AttributionEvent>().AnyAsync(one => one.Id == eventId && one.MergedIntoId != null, cancellationToken))
        {
            return silence;
        }

        var view = await views.OfAsync(db, eventId, cancellationToken);
        return new Silence
        {
            SubscriberId = silence.SubscriberId,
            EventKey = EventSummaries.KeyOf(view.Event.Id),
            From = silence.From,
            Until = silence.Until,
        };
    }

    /// <summary>Writes down why news is not told (yet).</summary>
    /// <returns>How much of it never will be.</returns>
    public int Hold(AlertPlan plan, DateTimeOffset now)
    {
        foreach (var held in plan.Waiting)
        {
            var entry = Entries[held.News.Id];
            if (entry.Reason is null)
            {
                // Once, and not at every tick that it still waits.
                Count(held.News, "waiting");
            }

            (entry.Reason, entry.WaitsUntil) = (held.Reason, held.Until);
        }

        foreach (var held in plan.Muted)
        {
            Entries[held.News.Id].End(AlertEntryState.Muted, held.Reason, now);
            Count(held.News, "muted");
        }

        return plan.Muted.Count;
    }

    /// <summary>Counts a decision, by what is new.</summary>
    public static void Count(EventNews news, string decision)
    {
        ArgumentNullException.ThrowIfNull(news);
        Meters.Alerts.Add(1, Meters.Label("reason", ConfigNode.NameOf(news.Kind)), Meters.Label("decision", decision));
    }
}
