using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Monitor.Alerts;
using Monitor.AttributionEvents.Summaries;
using Monitor.Delivery;
using Monitor.Delivery.Mail;
using Monitor.Feeds;
using Monitor.Runs;
using Monitor.Storage;
using Monitor.Storage.Machine;
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
        var isReached = !subscriber.IsSuppressed || subscriber.DigestChannels().Count > 0;
        if (isReached
            && DigestTimes.Latest(slots, zone, now) is { } latest
            && latest.DueAt >= (subscriber.DigestsFrom ?? subscriber.CreatedAt)
            && !await db.Set<ComposedDigest>().AnyAsync(
                digest => digest.SubscriberId == subscriber.Id && digest.LocalDate == latest.LocalDate && digest.Slot == latest.Slot.Name,
                cancellationToken))
        {
            await AddAsync(db, subscriber, latest, Math.Max(to, subscriber.ToldSequence), now, tally, cancellationToken);
        }

        subscriber.NextDigestAt = DigestTimes.Next(slots, zone, now)?.DueAt;
        // Who left, moved or changed their slots meanwhile is looked at again as they are now.
        await db.CommitAsync(lease, () => db.IsAsReadAsync(subscriber, cancellationToken), cancellationToken);
    }

    private async Task AddAsync(
        MonitorDbContext db, Subscriber subscriber, DueDigest due, long to, DateTimeOffset now, RunTally tally, CancellationToken cancellationToken)
    {
        var content = await ContentAsync(db, subscriber, due, subscriber.ToldSequence, to, now, cancellationToken);
        content = content with { Feeds = await FeedsAsync(db, subscriber, null, now, cancellationToken) };
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
            AfterSequence = subscriber.ToldSequence,
            ToSequence = to,
            MessageKey = isSent ? content.Key : null,
            Content = isSent ? ComposedDigest.Pack(content) : null,
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
    public async Task<(OutgoingMail Mail, DigestContent Content)> PreviewAsync(Subscriber subscriber, DateTimeOffset at, CancellationToken cancellationToken)
    {
        await using var db = contexts.CreateDbContext();
        var composed = await db.Set<ComposedDigest>().AsNoTracking()
            .Where(digest => digest.SubscriberId == subscriber.Id && digest.ComposedAt >= at)
            .OrderBy(digest => digest.ComposedAt)
            .FirstOrDefaultAsync(cancellationToken);
        var content = composed?.Told();
        if (content is null)
        {
            var due = composed is null
                ? DigestTimes.Next(subscriber.Settings.Digests, subscriber.Settings.Zone(), at) ?? Now(subscriber, at)
                : new DueDigest(
                    composed.LocalDate, new DigestSlot(TimeOnly.ParseExact(composed.Slot, "HH:mm", CultureInfo.InvariantCulture), []), composed.ComposedAt);
            var to = composed?.ToSequence ?? await db.Set<ChangeCounter>().Select(counter => counter.Last).SingleAsync(cancellationToken);
            content = await ContentAsync(db, subscriber, due, composed?.AfterSequence ?? subscriber.ToldSequence, to, at, cancellationToken);
            content = content with { Feeds = await FeedsAsync(db, subscriber, composed?.Id, composed?.ComposedAt ?? at, cancellationToken) };
        }

        return (DigestMail.Compose(content, delivery.From, subscriber.Address, delivery.IdDomain), content);
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
        delivery.PublicUrl.Length > 0 ? string.Create(CultureInfo.InvariantCulture, $"{delivery.PublicUrl.TrimEnd('/')}/feeds/{feed.Id}") : null);

    /// <summary>What the digest says of the news; nothing is written. Subscribers who were told as much share what is loaded.</summary>
    private async Task<DigestContent> ContentAsync(
        MonitorDbContext db, Subscriber subscriber, DueDigest due, long after, long to, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (_changes?.AfterSequence != after || _changes.ToSequence != to)
        {
            _changes = await _source.LoadAsync(db, after, to, cancellationToken);
        }

        var inLanguage = summaries.In(MailWords.Of(subscriber.Settings.Language));
        var told = await ToldAsync(db, subscriber, _changes, cancellationToken);
        return new DigestChoice(subscriber, _changes, told, inLanguage, links).For(due, now) with { Unsubscribe = Leave(subscriber) };
    }

    /// <summary>Which of the facts alerts told this reader, and which articles the last digests showed.</summary>
    private static async Task<ToldBefore> ToldAsync(MonitorDbContext db, Subscriber subscriber, DigestChanges changes, CancellationToken cancellationToken)
    {
        var facts = changes.Events.SelectMany(one => one.News.SelectMany(news => news.Tells).Concat(one.NewFacts)).Distinct().ToList();
        var alerts = facts.Count == 0 ? [] : await ToldFacts.AtAsync(db, subscriber.Id, facts, cancellationToken);
        var mine = db.Set<ComposedDigest>().AsNoTracking()
            .Where(digest => digest.SubscriberId == subscriber.Id && digest.Content != null && digest.ToSequence <= changes.AfterSequence);
        var lastAt = await mine.MaxAsync(digest => (DateTimeOffset?)digest.ComposedAt, cancellationToken);
        var moved = changes.Stories.SelectMany(story => story.Articles).Where(article => article.IsNew && article.CollectedAt < lastAt)
            .Select(article => article.CollectedAt).ToList();
        if (moved.Count == 0)
        {
            return new ToldBefore(alerts, ToldBefore.Nothing.Articles);
        }

        // Collected before the last digest and yet new: it was read late, or it was told and only changed its place.
        var since = moved.Min();
        var digests = await mine.Where(digest => digest.ComposedAt >= since).ToListAsync(cancellationToken);
        return new ToldBefore(alerts, digests.SelectMany(digest => digest.Told()!.Entries.SelectMany(entry => entry.ArticleIds)).ToHashSet());
    }

    private List<string> Leave(Subscriber subscriber)
    {
        var mail = $"mailto:{delivery.FromAddress}?subject=unsubscribe%20{subscriber.Name}";
        return links is null ? [mail] : [links.LeaveDigest(subscriber.LinkName), mail];
    }
}
