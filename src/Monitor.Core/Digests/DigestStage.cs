using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Monitor.AttributionEvents.Summaries;
using Monitor.Audit;
using Monitor.Delivery;
using Monitor.Runs;
using Monitor.Storage;
using Monitor.Storage.Machine;
using Monitor.Subscribers;
using Monitor.Tagging;

namespace Monitor.Digests;

/// <summary>The digests of one run of Notify: whose slot is due → what changed → message. One commit a subscriber.</summary>
internal sealed class DigestStage(
    MonitorDbContextFactory contexts,
    HeldLease lease,
    EventSummaries summaries,
    ActorLabels labels,
    TopicNames topics,
    DeliveryOptions delivery,
    SubscriberLinks? links,
    TimeProvider clock,
    ILogger logger)
{
    public const string Digests = "digests";

    private const int BatchMax = 200;

    private readonly DigestComposer _composer = new(summaries, labels, topics, delivery, links);

    public async Task RunAsync(Func<Task<bool>> renewLeaseAsync, RunTally tally, CancellationToken cancellationToken)
    {
        long? to = null;
        var failed = new HashSet<int>();
        while (await renewLeaseAsync())
        {
            await using var db = contexts.CreateDbContext();
            var now = clock.GetUtcNow();
            var due = await db.Set<Subscriber>().AsNoTracking().DueForDigest(now)
                .Where(subscriber => !failed.Contains(subscriber.Id))
                .Take(BatchMax)
                .ToListAsync(cancellationToken);
            if (due.Count == 0)
            {
                return;
            }

            to ??= await db.Set<ChangeCounter>().Select(counter => counter.Last).SingleAsync(cancellationToken);
            foreach (var subscriber in due)
            {
                try
                {
                    await ComposeAsync(subscriber, to.Value, now, tally, cancellationToken);
                }
                catch (Exception exception) when (exception is not OperationCanceledException && !MachineFault.Of(exception).IsOfTheMachine)
                {
                    failed.Add(subscriber.Id);
                    tally.Skip($"digest for {subscriber.Name}: {exception.GetType().Name}, tried again at the next tick");
                    logger.SubscriberSkipped(exception, subscriber.Name);
                }
            }
        }
    }

    private async Task ComposeAsync(Subscriber subscriber, long to, DateTimeOffset now, RunTally tally, CancellationToken cancellationToken)
    {
        await using var db = contexts.CreateDbContext();
        db.Attach(subscriber);
        var zone = subscriber.Settings.Zone();
        var slots = subscriber.Settings.Digests;
        Func<Task<bool>> takeBackAsync = () => Task.FromResult(true);
        var isReached = !subscriber.IsSuppressed || subscriber.DigestChannels().Count > 0;
        if (isReached
            && DigestTimes.Latest(slots, zone, now) is { } latest
            && latest.DueAt >= (subscriber.DigestsFrom ?? subscriber.CreatedAt)
            && !await db.Set<ComposedDigest>().AnyAsync(
                digest => digest.SubscriberId == subscriber.Id && digest.LocalDate == latest.LocalDate && digest.Slot == latest.Slot.Name,
                cancellationToken))
        {
            takeBackAsync = await AddAsync(db, subscriber, latest, Math.Max(to, subscriber.ToldSequence), now, tally, cancellationToken);
        }

        subscriber.NextDigestAt = DigestTimes.Next(slots, zone, now)?.DueAt;
        // Who left, moved or changed their slots meanwhile is looked at again as they are now.
        await db.CommitAsync(lease, async () => await db.IsAsReadAsync(subscriber, cancellationToken) && await takeBackAsync(), cancellationToken);
    }

    /// <returns>What is to be done in the same transaction; false from it where nothing is to be written.</returns>
    private async Task<Func<Task<bool>>> AddAsync(
        MonitorDbContext db, Subscriber subscriber, DueDigest due, long to, DateTimeOffset now, RunTally tally, CancellationToken cancellationToken)
    {
        var again = await UndeliveredDigests.FindAsync(db, subscriber, now, cancellationToken);
        var untold = await _composer.UntoldAsync(db, subscriber, to, now, cancellationToken);
        var content = await _composer.ComposeAsync(db, subscriber, due, untold, again, now, cancellationToken);
        var isSent = !content.IsEmpty || subscriber.Settings.SendWhenEmpty;
        if (isSent)
        {
            db.AddRange(DigestMessages.Of(content, subscriber, delivery));
            tally.Count(Digests);
        }
        else
        {
            tally.Skip($"{content.Key}: nothing new");
        }

        db.Add(new ComposedDigest
        {
            SubscriberId = subscriber.Id,
            LocalDate = due.LocalDate,
            Slot = due.Slot.Name,
            ComposedAt = now,
            AfterSequence = untold.After,
            ToSequence = untold.To,
            MessageKey = isSent ? content.Key : null,
            Content = isSent ? ComposedDigest.Pack(content) : null,
        });
        subscriber.ToldSequence = to;
        return () => isSent ? UndeliveredDigests.TakeBackAsync(db, again, content.Key, now, cancellationToken) : Task.FromResult(true);
    }

    /// <summary>Composes a subscriber's digest now, whatever its slots are.</summary>
    public async Task ComposeNowAsync(Subscriber subscriber, string author, RunTally tally, CancellationToken cancellationToken)
    {
        await using var db = contexts.CreateDbContext();
        db.Attach(subscriber);
        var now = clock.GetUtcNow();
        var to = await db.Set<ChangeCounter>().Select(counter => counter.Last).SingleAsync(cancellationToken);
        var takeBackAsync = await AddAsync(db, subscriber, Now(subscriber, now), to, now, tally, cancellationToken);
        db.Record(Deed.DigestSent, author, $"subscriber {subscriber.Name}", now);
        await db.CommitAsync(lease, takeBackAsync, cancellationToken);
    }

    /// <summary>The digest of an instant as it was composed, or as it would be if none was since; nothing is written.</summary>
    public async Task<PreviewedDigest> PreviewAsync(Subscriber subscriber, DateTimeOffset at, CancellationToken cancellationToken)
    {
        await using var db = contexts.CreateDbContext();
        var composed = await db.Set<ComposedDigest>().AsNoTracking()
            .Where(digest => digest.SubscriberId == subscriber.Id && digest.ComposedAt >= at)
            .OrderBy(digest => digest.ComposedAt)
            .FirstOrDefaultAsync(cancellationToken);
        if (composed is not null && composed.Content is null)
        {
            return composed.MessageKey is null
                ? new PreviewedDigest.NothingNew(composed.LocalDate, composed.Slot)
                : new PreviewedDigest.NotKept(composed.LocalDate, composed.Slot);
        }

        var content = composed?.Told();
        if (content is null)
        {
            var due = DigestTimes.Next(subscriber.Settings.Digests, subscriber.Settings.Zone(), at) ?? Now(subscriber, at);
            var again = await UndeliveredDigests.FindAsync(db, subscriber, at, cancellationToken);
            var untold = await _composer.UntoldAsync(db, subscriber, await db.LastChangeAsync(cancellationToken), at, cancellationToken);
            content = await _composer.ComposeAsync(db, subscriber, due, untold, again, at, cancellationToken);
        }

        return new PreviewedDigest.Shown(DigestMail.Compose(content, delivery.From, subscriber.Address, delivery.IdDomain), content);
    }

    private static DueDigest Now(Subscriber subscriber, DateTimeOffset now)
    {
        var local = TimeZoneInfo.ConvertTime(now, subscriber.Settings.Zone()).DateTime;
        return new DueDigest(DateOnly.FromDateTime(local), new DigestSlot(TimeOnly.FromDateTime(local), []), now);
    }
}
