using System.Globalization;
using Monitor.AttributionEvents.Chains;
using Monitor.AttributionEvents.Summaries;
using Monitor.Delivery;
using Monitor.Delivery.Mail;
using Monitor.Storage;
using Monitor.Subscribers;

namespace Monitor.Alerts;

/// <summary>Composes alerts into the outbox, together with the rows that keep what they tell from being told again.</summary>
internal sealed class AlertMessages(EventSummaries summaries, DeliveryOptions delivery, SubscriberLinks? links)
{
    /// <summary>Adds one message that tells the alerts; the context is changed, not saved.</summary>
    /// <returns>The message's key; null where the subscriber has no such channel any more.</returns>
    public string? Add(MonitorDbContext db, AlertFacts channel, IReadOnlyList<EventAlert> alerts, DateTimeOffset now)
    {
        var subscriber = channel.Subscriber;
        if (subscriber.Channel(channel.Name) is not { } address)
        {
            return null;
        }

        var first = alerts.SelectMany(alert => alert.News).Min(news => news.Id);
        var key = $"alert/{subscriber.Name}/{channel.Name}/{(alerts.Count > 1 ? "summary-" : "")}{first}";
        // Programs behind a webhook read one language.
        var words = MailWords.Of(channel.Name == AlertRule.MailChannel ? subscriber.Settings.Language : MailWords.English);
        var content = new AlertContent
        {
            Key = key,
            Subscriber = subscriber.Name,
            Zone = subscriber.Settings.Zone(),
            Words = words,
            Now = now,
            Events = [.. alerts.Select(alert => Told(alert, channel, summaries.In(words)))],
            AlertsPerHourMax = subscriber.Settings.AlertsPerHourMax,
            LeaveUrl = links?.LeaveAlerts(subscriber.LinkName),
            Unsubscribe = Leave(subscriber),
            ListId = $"{subscriber.Name}.alerts.{delivery.IdDomain}",
            PreferencesUrl = links?.Preferences(subscriber.LinkName),
        };
        db.Add(AlertForms.Compose(content, address, delivery));
        foreach (var news in alerts.SelectMany(alert => alert.News))
        {
            AlertFacts.Count(news, "told");
        }

        foreach (var alert in alerts)
        {
            Remember(db, channel, alert, key, now);
        }

        return key;
    }

    private List<string> Leave(Subscriber subscriber)
    {
        var mail = $"mailto:{delivery.FromAddress}?subject=unsubscribe%20alerts%20{subscriber.Name}";
        return links is null ? [mail] : [links.LeaveAlerts(subscriber.LinkName), mail];
    }

    private AlertedEvent Told(EventAlert alert, AlertFacts channel, EventSummaries inWords)
    {
        var view = channel.Views[alert.EventKey];
        var news = alert.IsUpdate || alert.News.Any(one => one.Kind is NewsKind.Correction or NewsKind.Denial or NewsKind.Retraction)
            ? alert.News.Select(one => channel.Rows[one.Id]).ToList()
            : [];
        var url = links?.Event(channel.Subscriber.LinkName, view.Event.Id);
        // The subject is about the most telling of what is new.
        var lead = alert.News.MinBy(one => EventWords.Rank(one.Kind))!;
        return new AlertedEvent(inWords.Of(view, news, alert.Facts.ToHashSet(), alert.IsUpdate), lead, alert.IsUpdate, alert.Rule)
        {
            Url = url,
            MuteUrl = url is null ? null : url + "#mute",
            Facts = alert.Facts,
        };
    }

    private static void Remember(MonitorDbContext db, AlertFacts channel, EventAlert alert, string messageKey, DateTimeOffset now)
    {
        db.AddRange(alert.Facts.Select(fact => new ToldFact
        {
            SubscriberId = channel.Subscriber.Id,
            Channel = channel.Name,
            FactKey = fact,
            MessageKey = messageKey,
            ToldAt = now,
        }));
        foreach (var entry in alert.News.Select(news => channel.Entries[news.Id]))
        {
            entry.End(AlertEntryState.Told, "", now);
            (entry.MessageKey, entry.ToldEventId) = (messageKey, long.Parse(alert.EventKey, CultureInfo.InvariantCulture));
        }
    }
}
