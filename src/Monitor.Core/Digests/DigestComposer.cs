using Microsoft.EntityFrameworkCore;
using Monitor.Alerts;
using Monitor.AttributionEvents;
using Monitor.AttributionEvents.Summaries;
using Monitor.Delivery;
using Monitor.Delivery.Mail;
using Monitor.Digests.Changes;
using Monitor.Feeds;
using Monitor.Storage;
using Monitor.Stories;
using Monitor.Subscribers;
using Monitor.Tagging;

namespace Monitor.Digests;

/// <summary>
/// Gathers what one reader's digest says: what changed, what this reader knows of it, which feeds are in trouble. Readers who were told as much
/// share what is loaded. Nothing is written.
/// </summary>
internal sealed class DigestComposer(EventSummaries summaries, ActorLabels labels, TopicNames topics, DeliveryOptions delivery, SubscriberLinks? links)
{
    private const int FeedsShownMax = 20;

    /// <summary>A reader's first digest goes back no further: who began long ago, and wants digests only now, gets no year.</summary>
    private static readonly TimeSpan FirstSpanMax = TimeSpan.FromDays(7);

    private readonly DigestSource _source = new(summaries, labels);
    private DigestChanges? _changes;
    private (DateTimeOffset Now, long After)? _firstAfter;

    /// <summary>The changes that nobody has told this reader: since the last slot, or, of who has had none, since a week.</summary>
    /// <param name="to">The last change to tell.</param>
    public async Task<ChangeSpan> UntoldAsync(MonitorDbContext db, Subscriber subscriber, long to, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var hadOne = await db.Set<ComposedDigest>().AnyAsync(digest => digest.SubscriberId == subscriber.Id, cancellationToken);
        var after = hadOne ? subscriber.ToldSequence : Math.Max(subscriber.ToldSequence, await FirstAfterAsync(db, now, cancellationToken));
        return new ChangeSpan(Math.Min(after, to), to);
    }

    /// <param name="again">Digests that could not be delivered: what they held is told too.</param>
    public async Task<DigestContent> ComposeAsync(
        MonitorDbContext db, Subscriber subscriber, DueDigest due, ChangeSpan untold, IReadOnlyList<PastDigest> again, DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        var lost = again.Select(digest => digest.Id).ToHashSet();
        var mine = db.Set<ComposedDigest>().AsNoTracking().Where(digest => digest.SubscriberId == subscriber.Id && !lost.Contains(digest.Id));
        var lastAt = await mine.MaxAsync(digest => (DateTimeOffset?)digest.ComposedAt, cancellationToken);
        var spans = ChangeSpans.Of([.. again.Select(digest => digest.Span), untold]);
        if (_changes?.Spans.IsSame(spans) != true)
        {
            _changes = await _source.LoadAsync(db, spans, cancellationToken);
        }

        var inLanguage = summaries.In(MailWords.Of(subscriber.Settings.Language));
        var told = await ToldAsync(db, subscriber, mine, _changes, cancellationToken);
        return new DigestChoice(subscriber, _changes, told, inLanguage, topics, links).For(due, now) with
        {
            Again = [.. again.Select(digest => new DigestSlotName(digest.LocalDate, digest.Slot))],
            Feeds = await FeedsAsync(db, subscriber, lastAt, now, cancellationToken),
            Unsubscribe = Leave(subscriber),
        };
    }

    /// <summary>The number before the first change of the last days; asked once for all who begin.</summary>
    private async Task<long> FirstAfterAsync(MonitorDbContext db, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (_firstAfter is { } known && known.Now == now)
        {
            return known.After;
        }

        var since = now - FirstSpanMax;
        var placed = await db.Set<StoryArticle>().Where(one => one.Article!.CollectedAt >= since)
            .MinAsync(one => (long?)one.Sequence, cancellationToken);
        // A story is numbered before what is placed in it.
        var stories = await (
            from one in db.Set<StoryArticle>()
            where one.Article!.CollectedAt >= since
            join story in db.Set<Story>() on one.StoryId equals story.Id
            select (long?)story.Sequence).MinAsync(cancellationToken);
        var news = await db.Set<AttributionNews>().Where(one => one.Attribution!.Article!.CollectedAt >= since)
            .MinAsync(one => (long?)one.Sequence, cancellationToken);
        _firstAfter = (now, new[] { placed, stories, news }.Min(sequence => sequence ?? long.MaxValue) - 1);
        return _firstAfter.Value.After;
    }

    /// <summary>
    /// The feeds whose trouble began after the digest before this one. Both ends of the span lie a claim's time back, since a poll that ends
    /// now may not be committed yet.
    /// </summary>
    private static async Task<DigestFeeds> FeedsAsync(
        MonitorDbContext db, Subscriber subscriber, DateTimeOffset? lastAt, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (!subscriber.Settings.FeedTroubles)
        {
            return DigestFeeds.None;
        }

        var feeds = db.Set<Feed>().AsNoTracking().InTroubleSince((lastAt ?? subscriber.CreatedAt) - FeedQueries.KeptWithin, now - FeedQueries.KeptWithin);
        var shown = await feeds.Include(feed => feed.Outlet).Take(FeedsShownMax).ToListAsync(cancellationToken);
        var count = shown.Count < FeedsShownMax ? shown.Count : await feeds.CountAsync(cancellationToken);
        return new DigestFeeds([.. shown.Select(Shown)], count - shown.Count);
    }

    private static DigestFeed Shown(Feed feed) => new(
        feed.Outlet.Name, feed.Title, feed.State, feed.StateReason, feed.StateChangedAt, feed.NextPollAt, feed.Outlet.Site);

    /// <summary>Which of the facts alerts told this reader, and which articles the digests that arrived showed.</summary>
    /// <param name="mine">Those of the reader's digests that count as told.</param>
    private static async Task<ToldBefore> ToldAsync(
        MonitorDbContext db, Subscriber subscriber, IQueryable<ComposedDigest> mine, DigestChanges changes, CancellationToken cancellationToken)
    {
        var facts = changes.Events.SelectMany(one => one.News.SelectMany(news => news.Tells).Concat(one.NewFacts)).Distinct().ToList();
        var alerts = facts.Count == 0 ? [] : await ToldFacts.AtAsync(db, subscriber.Id, facts, cancellationToken);
        var withContent = mine.Where(digest => digest.Content != null);
        var lastAt = await withContent.MaxAsync(digest => (DateTimeOffset?)digest.ComposedAt, cancellationToken);
        var moved = changes.Stories.SelectMany(story => story.Articles).Where(article => article.IsNew && article.CollectedAt < lastAt)
            .Select(article => article.CollectedAt).ToList();
        if (moved.Count == 0)
        {
            return new ToldBefore(alerts, ToldBefore.Nothing.Articles);
        }

        // Collected before the last digest and yet new: it was read late, or it was told and only changed its place.
        var since = moved.Min();
        var digests = await withContent.Where(digest => digest.ComposedAt >= since).ToListAsync(cancellationToken);
        return new ToldBefore(alerts, digests.SelectMany(digest => digest.Told()!.Entries.SelectMany(entry => entry.ArticleIds)).ToHashSet());
    }

    private List<string> Leave(Subscriber subscriber)
    {
        var mail = $"mailto:{delivery.FromAddress}?subject=unsubscribe%20{subscriber.Name}";
        return links is null ? [mail] : [links.LeaveDigest(subscriber.LinkName), mail];
    }
}
