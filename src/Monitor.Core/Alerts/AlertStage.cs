using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Monitor.AttributionEvents;
using Monitor.AttributionEvents.Summaries;
using Monitor.Runs;
using Monitor.Storage;
using Monitor.Storage.Machine;
using Monitor.Subscribers;
using Monitor.Subscribers.Refusals;
using Monitor.Telemetry;

namespace Monitor.Alerts;

/// <summary>The alerts of one run of Notify: news → who asked for it → what is due → messages.</summary>
internal sealed class AlertStage(
    MonitorDbContextFactory contexts,
    HeldLease lease,
    EventSummaries summaries,
    AlertMessages messages,
    AlertOptions options,
    TimeProvider clock,
    ILogger logger)
{
    public const string Alerts = "alerts";
    public const string Muted = "muted";

    private readonly EventViews _views = new();

    public async Task RunAsync(RunTally tally, CancellationToken cancellationToken)
    {
        await new AlertIntake(contexts, lease, summaries, clock).RunAsync(cancellationToken);

        await using var db = contexts.CreateDbContext();
        var waiting = await db.Set<AlertEntry>().Where(entry => entry.State == AlertEntryState.Waiting)
            .Select(entry => entry.SubscriberId).Distinct().ToListAsync(cancellationToken);
        foreach (var subscriber in await db.Set<Subscriber>().AsNoTracking().Where(one => waiting.Contains(one.Id)).ToListAsync(cancellationToken))
        {
            try
            {
                await TellAsync(subscriber, tally, cancellationToken);
            }
            catch (Exception exception) when (exception is not OperationCanceledException && !MachineFault.Of(exception).IsOfTheMachine)
            {
                tally.Skip($"alerts for {subscriber.Name}: {exception.GetType().Name}, tried again at the next tick");
                logger.SubscriberSkipped(exception, subscriber.Name);
            }
        }
    }

    /// <summary>Decides on all that waits for one subscriber; one commit.</summary>
    private async Task TellAsync(Subscriber subscriber, RunTally tally, CancellationToken cancellationToken)
    {
        await using var db = contexts.CreateDbContext();
        var entries = await db.Set<AlertEntry>()
            .Where(entry => entry.SubscriberId == subscriber.Id && entry.State == AlertEntryState.Waiting)
            .ToListAsync(cancellationToken);
        // Also corrections and what waits since before: who was taken out and added again has not said yet that the address is theirs.
        var whyNotTold = subscriber.WhyNotTold();
        foreach (var unwanted in entries.Where(entry => whyNotTold is not null || !subscriber.Wants(entry.Channel)))
        {
            unwanted.End(AlertEntryState.Muted, whyNotTold ?? "alerts by mail are off", clock.GetUtcNow());
        }

        if (subscriber.IsSuppressed)
        {
            // Held: what is marked told is told no more, and nothing would be mailed.
            foreach (var held in entries.Where(entry => entry.Channel == AlertRule.MailChannel))
            {
                (held.Reason, held.WaitsUntil) = ("the address refuses mails", null);
            }

            entries.RemoveAll(entry => entry.Channel == AlertRule.MailChannel && entry.State is AlertEntryState.Waiting);
        }

        entries.RemoveAll(entry => entry.State is AlertEntryState.Muted);
        var ids = entries.ConvertAll(entry => entry.NewsId);
        var rows = await db.NewsAfter(0).AsNoTracking().Where(news => ids.Contains(news.Id)).ToDictionaryAsync(news => news.Id, cancellationToken);
        var now = clock.GetUtcNow();
        foreach (var waiting in entries.GroupBy(entry => entry.Channel))
        {
            var channel = await AlertFacts.LoadAsync(db, summaries, _views, subscriber, waiting, rows, now, cancellationToken);
            var plan = new AlertDecision(options, subscriber.Settings, channel.Name, channel.Silences)
                .Decide(channel.News, channel.Events, channel.Told, channel.SentAt, now);

            tally.Count(Muted, channel.Hold(plan, now));
            var told = plan.Alerts.Select(IReadOnlyList<EventAlert> (alert) => [alert]).Concat(plan.Summary.Count > 0 ? [plan.Summary] : []);
            tally.Count(Alerts, told.Count(alerts => messages.Add(db, channel, alerts, now) is { } key && Noted(key, alerts, rows)));
        }

        if (db.ChangeTracker.HasChanges())
        {
            await db.CommitAsync(lease, cancellationToken);
        }
    }

    /// <summary>The span of each article whose news a message tells.</summary>
    private static bool Noted(string key, IReadOnlyList<EventAlert> alerts, Dictionary<long, AttributionNews> rows)
    {
        foreach (var news in alerts.SelectMany(alert => alert.News))
        {
            if (rows.GetValueOrDefault(news.Id)?.Attribution is { } attribution)
            {
                Traces.OfArticle("notify", attribution.ArticleId, key)?.Dispose();
            }
        }

        return true;
    }
}
