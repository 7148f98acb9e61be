using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Monitor.AttributionEvents.Summaries;
using Monitor.Delivery;
using Monitor.Delivery.Mail;
using Monitor.Feeds;
using Monitor.Runs;
using Monitor.Storage;
using Monitor.Subscribers;

namespace Monitor.Digests;

/// <summary>The digests of one run of Notify: whose slot is due → what changed → message. One commit a subscriber.</summary>
internal sealed class DigestStage(
    MonitorDbContextFactory contexts,
    HeldLease lease,
    EventSummaries summaries,
    ActorLabels labels,
    DeliveryOptions delivery,
    SubscriberLinks? links,
    TimeProvider clock,
    ILogger logger)
{
    public const string Digests = "digests";

    private const int BatchMax = 200;
    private const int FeedsShownMax = 20;

    private readonly DigestSource _source = new(summaries, labels);
    private DigestChanges? _changes;

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
                catch (Exception exception) when (exception is not OperationCanceledException)
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
        if (DigestTimes.Latest(slots, zone, now) is { } latest
            && latest.DueAt >= (subscriber.DigestsFrom ?? subscriber.CreatedAt)
            && !await db.Set<ComposedDigest>().AnyAsync(
                digest => digest.SubscriberId == subscriber.Id && digest.LocalDate == latest.LocalDate && digest.Slot == latest.Slot.Name,
                cancellationToken))
        {
            await AddAsync(db, subscriber, latest, Math.Max(to, subscriber.ToldSequence), now, tally, cancellationToken);
        }

        subscriber.NextDigestAt = DigestTimes.Next(slots, zone, now)?.DueAt;
        await db.CommitAsync(lease, cancellationToken);
    }

    private async Task AddAsync(
        MonitorDbContext db, Subscriber subscriber, DueDigest due, long to, DateTimeOffset now, RunTally tally, CancellationToken cancellationToken)
    {
        var content = await ContentAsync(db, subscriber, due, subscriber.ToldSequence, to, now, cancellationToken);
        content = content with { Feeds = await FeedsAsync(db, subscriber, null, now, cancellationToken) };
        if (content.IsEmpty)
        {
            tally.Skip($"{content.Key}: nothing new");
        }
        else
        {
            db.AddRange(DigestMessages.Of(content, subscriber, delivery));
            tally.Count(Digests);
        }

        db.Add(new ComposedDigest
        {
            SubscriberId = subscriber.Id,
            LocalDate = due.LocalDate,
            Slot = due.Slot.Name,
            ComposedAt = now,
            AfterSequence = subscriber.ToldSequence,
            ToSequence = to,
            MessageKey = content.IsEmpty ? null : content.Key,
        });
        subscriber.ToldSequence = to;
    }

    /// <summary>Composes a subscriber's digest now, whatever its slots are.</summary>
    public async Task ComposeNowAsync(Subscriber subscriber, RunTally tally, CancellationToken cancellationToken)
    {
        await using var db = contexts.CreateDbContext();
        db.Attach(subscriber);
        var now = clock.GetUtcNow();
        var to = await db.Set<ChangeCounter>().Select(counter => counter.Last).SingleAsync(cancellationToken);
        await AddAsync(db, subscriber, Now(subscriber, now), to, now, tally, cancellationToken);
        await db.CommitAsync(lease, cancellationToken);
    }

    /// <summary>The digest of an instant as it was composed, or as it would be if none was since; nothing is written.</summary>
    public async Task<OutgoingMail> PreviewAsync(Subscriber subscriber, DateTimeOffset at, CancellationToken cancellationToken)
    {
        await using var db = contexts.CreateDbContext();
        var composed = await db.Set<ComposedDigest>().AsNoTracking()
            .Where(digest => digest.SubscriberId == subscriber.Id && digest.ComposedAt >= at)
            .OrderBy(digest => digest.ComposedAt)
            .FirstOrDefaultAsync(cancellationToken);
        var due = composed is null
            ? DigestTimes.Next(subscriber.Settings.Digests, subscriber.Settings.Zone(), at) ?? Now(subscriber, at)
            : new DueDigest(
                composed.LocalDate, new DigestSlot(TimeOnly.ParseExact(composed.Slot, "HH:mm", CultureInfo.InvariantCulture), []), composed.ComposedAt);
        var to = composed?.ToSequence ?? await db.Set<ChangeCounter>().Select(counter => counter.Last).SingleAsync(cancellationToken);
        var content = await ContentAsync(db, subscriber, due, composed?.AfterSequence ?? subscriber.ToldSequence, to, at, cancellationToken);
        content = content with { Feeds = await FeedsAsync(db, subscriber, composed?.Id, composed?.ComposedAt ?? at, cancellationToken) };
        return DigestMail.Compose(content, delivery.From, subscriber.Address, delivery.IdDomain);
    }

    private static DueDigest Now(Subscriber subscriber, DateTimeOffset now)
    {
        var local = TimeZoneInfo.ConvertTime(now, subscriber.Settings.Zone()).DateTime;
        return new DueDigest(DateOnly.FromDateTime(local), new DigestSlot(TimeOnly.FromDateTime(local), []), now);
    }

    /// <summary>
    /// The feeds whose trouble began after the digest before this one. Both ends of the span lie a claim's time back, since a poll that ends
    /// now may not be committed yet. A past digest is shown with those that are in that trouble still.
    /// </summary>
    /// <param name="digestId">The digest, when it was composed already.</param>
    private async Task<DigestFeeds> FeedsAsync(
        MonitorDbContext db, Subscriber subscriber, long? digestId, DateTimeOffset at, CancellationToken cancellationToken)
    {
        if (!subscriber.Settings.FeedTroubles)
        {
            return DigestFeeds.None;
        }

        var before = await db.Set<ComposedDigest>()
            .Where(digest => digest.SubscriberId == subscriber.Id && (digestId == null || digest.Id < digestId))
            .MaxAsync(digest => (DateTimeOffset?)digest.ComposedAt, cancellationToken);
        var feeds = db.Set<Feed>().AsNoTracking().InTroubleSince((before ?? subscriber.CreatedAt) - FeedQueries.KeptWithin, at - FeedQueries.KeptWithin);
        var shown = await feeds.Include(feed => feed.Outlet).Take(FeedsShownMax).ToListAsync(cancellationToken);
        var count = shown.Count < FeedsShownMax ? shown.Count : await feeds.CountAsync(cancellationToken);
        return new DigestFeeds([.. shown.Select(Shown)], count - shown.Count);
    }

    private DigestFeed Shown(Feed feed) => new(
        feed.Outlet.Name, feed.Title, feed.State, feed.StateReason, feed.StateChangedAt, feed.NextPollAt,
        DigestChoice.Page(delivery.PublicUrl, "feeds", feed.Id));

    /// <summary>What the digest says of the news; nothing is written. Subscribers who were told as much share what is loaded.</summary>
    private async Task<DigestContent> ContentAsync(
        MonitorDbContext db, Subscriber subscriber, DueDigest due, long after, long to, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (_changes?.AfterSequence != after || _changes.ToSequence != to)
        {
            _changes = await _source.LoadAsync(db, after, to, cancellationToken);
        }

        return DigestChoice.For(subscriber, due, _changes, now, delivery.PublicUrl, links, Leave(subscriber));
    }

    private List<string> Leave(Subscriber subscriber)
    {
        var mail = $"mailto:{delivery.FromAddress}?subject=unsubscribe%20{subscriber.Name}";
        return links is null ? [mail] : [links.LeaveDigest(subscriber.Name), mail];
    }
}
