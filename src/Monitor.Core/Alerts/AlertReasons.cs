using Microsoft.EntityFrameworkCore;
using Monitor.AttributionEvents;
using Monitor.AttributionEvents.Chains;
using Monitor.AttributionEvents.Summaries;
using Monitor.Delivery;
using Monitor.Storage;
using Monitor.Subscribers;
using Monitor.Subscribers.Refusals;

namespace Monitor.Alerts;

/// <summary>Why a subscriber was told of a piece of news, or was not.</summary>
/// <param name="Channel">Empty where no rule of the subscriber's asks for it.</param>
/// <param name="State">"told", "waiting", "muted" or "not asked for".</param>
/// <param name="Reason">In words; of what was told, what became of its message.</param>
/// <param name="MessageKey">The message that told it; null where none did.</param>
public sealed record AlertReason(
    long NewsId, NewsKind News, long EventId, string Subscriber, string Channel, string State, string Reason, DateTimeOffset? At, string? MessageKey);

/// <summary>Explains alerts out of what was written down when they were decided.</summary>
public sealed class AlertReasons(EventSummaries summaries)
{
    /// <summary>All pieces of news of one event with each subscriber, in the order in which they came up.</summary>
    public async Task<IReadOnlyList<AlertReason>> OfEventAsync(MonitorDbContext db, long eventId, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        var news = await db.NewsAfter(0).AsNoTracking()
            .Where(one => one.EventId == eventId || one.Event!.MergedIntoId == eventId)
            .ToListAsync(cancellationToken);
        var ids = news.ConvertAll(one => one.Id);
        var entries = await db.Set<AlertEntry>().AsNoTracking().Where(entry => ids.Contains(entry.NewsId))
            .OrderBy(entry => entry.Id).ToListAsync(cancellationToken);
        var keys = entries.Select(entry => entry.MessageKey).OfType<string>().Distinct().ToList();
        var messages = await db.Set<OutboxMessage>().AsNoTracking()
            .Where(message => keys.Contains(message.Key))
            .Select(message => new Sent(message.Key, message.State, message.Reason))
            .ToDictionaryAsync(message => message.Key, cancellationToken);
        var subscribers = await db.Set<Subscriber>().AsNoTracking().OrderBy(subscriber => subscriber.Name).ToListAsync(cancellationToken);
        return [.. news.SelectMany(one => subscribers, (one, subscriber) => (one, subscriber))
            .SelectMany(pair => Reasons(pair.one, pair.subscriber, entries, messages))];
    }

    private IEnumerable<AlertReason> Reasons(
        AttributionNews news, Subscriber subscriber, List<AlertEntry> entries, Dictionary<string, Sent> messages)
    {
        var mine = entries.FindAll(entry => entry.NewsId == news.Id && entry.SubscriberId == subscriber.Id);
        if (mine.Count == 0)
        {
            return [new AlertReason(news.Id, news.Kind, news.EventId, subscriber.Name, "", "not asked for", WhyNotAsked(news, subscriber), null, null)];
        }

        return mine.Select(entry => new AlertReason(
            news.Id,
            news.Kind,
            news.EventId,
            subscriber.Name,
            entry.Channel,
            entry.State.ToString().ToLowerInvariant(),
            entry.State is AlertEntryState.Told ? Fate(messages.GetValueOrDefault(entry.MessageKey!)) : entry.Reason,
            entry.State is AlertEntryState.Waiting ? entry.WaitsUntil : entry.EndedAt,
            entry.MessageKey));
    }

    private string WhyNotAsked(AttributionNews news, Subscriber subscriber)
    {
        if (subscriber.WhyNotTold() is { } why)
        {
            return why;
        }

        if (!subscriber.Wants(AlertRule.MailChannel) && subscriber.Settings.Alerts.All(rule => !subscriber.Wants(rule.Channel)))
        {
            return "alerts by mail are off";
        }

        if (news.Kind is NewsKind.Correction)
        {
            return "what it corrects was not told, or the correction was not taken up yet";
        }

        var seen = summaries.NewsOf(news, DateTimeOffset.UnixEpoch);
        var refusals = subscriber.Settings.Alerts.Select(rule => (rule.Name, Refusal: AlertMatching.Refusal(rule, seen))).ToList();
        return refusals.Count == 0 ? "the subscriber has no alert rules"
            : refusals.Exists(rule => rule.Refusal is null) ? "a rule asks for it by now, but none did when it came up, or it was not taken up yet"
            : string.Join("; ", refusals.Select(rule => $"rule “{rule.Name}” {rule.Refusal}"));
    }

    private static string Fate(Sent? message) => message switch
    {
        null => "the message is no longer kept",
        { Reason: { Length: > 0 } reason } => $"{message.State.ToString().ToLowerInvariant()}: {reason}",
        _ => message.State.ToString().ToLowerInvariant(),
    };

    private sealed record Sent(string Key, OutboxState State, string? Reason);
}
