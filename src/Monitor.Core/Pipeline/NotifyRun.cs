using System.Diagnostics;
using Microsoft.Extensions.Logging;
using Monitor.Actors;
using Monitor.Alerts;
using Monitor.AttributionEvents.Summaries;
using Monitor.Delivery;
using Monitor.Digests;
using Monitor.Runs;
using Monitor.Storage;
using Monitor.Subscribers;
using Monitor.Tagging;

namespace Monitor.Pipeline;

/// <summary>
/// Turns news into messages: due alerts and digests → compose → outbox. Done by one worker at a time; each message is one commit, together
/// with the rows that keep it from being told again.
/// </summary>
public sealed class NotifyRun(
    MonitorDbContextFactory contexts,
    TaggerInForce taggers,
    AlertOptions alertOptions,
    DeliveryOptions delivery,
    TimeProvider clock,
    ILogger<NotifyRun> logger)
{
    public const string LeaseName = "notify";

    private readonly RunLease _lease = new(contexts, LeaseName);

    /// <summary>With actors that do not change.</summary>
    public NotifyRun(
        MonitorDbContextFactory contexts, ActorBook actors, AlertOptions alertOptions, DeliveryOptions delivery, TimeProvider clock, ILogger<NotifyRun> logger)
        : this(contexts, Unchanging(actors), alertOptions, delivery, clock, logger)
    {
    }

    public async Task<RunReport> RunAsync(CancellationToken cancellationToken = default)
    {
        var started = Stopwatch.GetTimestamp();
        var tally = NewTally();
        await using var db = contexts.CreateDbContext();
        if (await _lease.TakeAsync(db, cancellationToken) is { } lease)
        {
            // Ten thousand digests take longer than a lease lasts.
            await using (_lease.Keep(lease))
            {
                var tagger = await taggers(db, cancellationToken);
                var summaries = new EventSummaries(new ActorLabels(tagger.Actors));
                var links = await db.LinksAsync(delivery.PublicUrl, cancellationToken);
                await new ConfirmationStage(contexts, lease, delivery, links, clock, logger).RunAsync(tally, cancellationToken);
                var messages = new AlertMessages(summaries, delivery, links);
                await new AlertStage(contexts, lease, summaries, messages, alertOptions, clock, logger).RunAsync(tally, cancellationToken);
                await Digests(lease, tagger, links).RunAsync(() => _lease.RenewAsync(lease, cancellationToken), tally, cancellationToken);
            }

            await _lease.ReleaseAsync(lease, cancellationToken);
        }

        return tally.Report(Stopwatch.GetElapsedTime(started));
    }

    /// <summary>The digest that a subscriber got at or after an instant, or would get, and what it was made of; nothing is written.</summary>
    public async Task<PreviewedDigest> PreviewDigestAsync(Subscriber subscriber, DateTimeOffset at, CancellationToken cancellationToken)
    {
        await using var db = contexts.CreateDbContext();
        var links = await db.KnownLinksAsync(delivery.PublicUrl, cancellationToken);
        return await Digests(_lease.Held(0), await taggers(db, cancellationToken), links).PreviewAsync(subscriber, at, cancellationToken);
    }

    /// <summary>Puts a subscriber's digest into the outbox now, out of its slot.</summary>
    public async Task<RunReport> SendDigestAsync(Subscriber subscriber, string author, CancellationToken cancellationToken)
    {
        var started = Stopwatch.GetTimestamp();
        var tally = NewTally();
        await using var db = contexts.CreateDbContext();
        if (await _lease.TakeAsync(db, cancellationToken) is { } lease)
        {
            var links = await db.LinksAsync(delivery.PublicUrl, cancellationToken);
            await Digests(lease, await taggers(db, cancellationToken), links).ComposeNowAsync(subscriber, author, tally, cancellationToken);
            await _lease.ReleaseAsync(lease, cancellationToken);
        }
        else
        {
            tally.Skip("a worker is composing just now; try again in a moment");
        }

        return tally.Report(Stopwatch.GetElapsedTime(started));
    }

    private static RunTally NewTally() => new(RunNames.Notify, [AlertStage.Alerts, DigestStage.Digests, AlertStage.Muted], ConfirmationStage.Confirmations);

    private DigestStage Digests(HeldLease lease, Tagger tagger, SubscriberLinks? links)
    {
        var labels = new ActorLabels(tagger.Actors);
        return new(contexts, lease, new EventSummaries(labels), labels, new TopicNames(tagger.Rules), delivery, links, clock, logger);
    }

    private static TaggerInForce Unchanging(ActorBook actors)
    {
        var tagger = new Tagger(actors);
        return (_, _) => Task.FromResult(tagger);
    }
}
