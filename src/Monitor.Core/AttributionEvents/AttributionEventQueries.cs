using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Monitor.Articles;
using Monitor.Storage;

namespace Monitor.AttributionEvents;

/// <summary>Named questions about events, facts and news.</summary>
public static class AttributionEventQueries
{
    private const int ViewsAtOnce = 200;

    /// <summary>News after a sequence number, in order, with its event, statement and article.</summary>
    public static IQueryable<AttributionNews> NewsAfter(this MonitorDbContext db, long sequence)
    {
        ArgumentNullException.ThrowIfNull(db);
        return db.Set<AttributionNews>()
            .Where(news => news.Sequence > sequence)
            .Include(news => news.Event)
            .Include(news => news.Fact)
            .Include(news => news.Attribution!).ThenInclude(attribution => attribution.Article)
            .Include(news => news.Attribution!).ThenInclude(attribution => attribution.Facts)
            .OrderBy(news => news.Sequence);
    }

    /// <summary>Events that stand, the one changed last first.</summary>
    public static IQueryable<AttributionEvent> StandingEvents(this MonitorDbContext db)
    {
        ArgumentNullException.ThrowIfNull(db);
        return db.Set<AttributionEvent>().Where(one => one.MergedIntoId == null && !one.IsRetired).OrderByDescending(one => one.Sequence);
    }

    /// <summary>Gives the events of these statements a new number: something of them counts otherwise from now on.</summary>
    internal static async Task MarkChangedAsync(
        this MonitorDbContext db, IEnumerable<Attribution> statements, Func<long> nextSequence, CancellationToken cancellationToken)
    {
        var ids = statements.Select(one => one.EventId).OfType<long>().Distinct().ToList();
        foreach (var ongoing in await db.Set<AttributionEvent>().Where(one => ids.Contains(one.Id)).OrderBy(one => one.Id).ToListAsync(cancellationToken))
        {
            ongoing.Sequence = nextSequence();
        }
    }

    /// <summary>An event with its evidence, facts and articles; the one it was merged into, where it was. Null where there is none.</summary>
    public static async Task<EventView?> EventViewAsync(this MonitorDbContext db, long eventId, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        var ongoing = await db.Set<AttributionEvent>().AsNoTracking().SingleOrDefaultAsync(one => one.Id == eventId, cancellationToken);
        while (ongoing?.MergedIntoId is { } successor)
        {
            ongoing = await db.Set<AttributionEvent>().AsNoTracking().SingleOrDefaultAsync(one => one.Id == successor, cancellationToken);
        }

        return ongoing is null ? null : await db.ViewAsync(ongoing, cancellationToken);
    }

    /// <summary>
    /// Some events with their evidence, in the order asked for, for rows of a list: loaded together, without facts. An event that became
    /// part of another is not among them.
    /// </summary>
    public static async Task<List<EventView>> EventRowsAsync(this MonitorDbContext db, IReadOnlyList<long> ids, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        var events = await db.Set<AttributionEvent>().AsNoTracking().Where(one => ids.Contains(one.Id) && one.MergedIntoId == null && !one.IsRetired)
            .ToDictionaryAsync(one => one.Id, cancellationToken);
        // With their articles, which a summary of an event quotes.
        return [.. await db.EventViewsAsync([.. ids.Where(events.ContainsKey).Select(id => events[id])], cancellationToken)];
    }

    /// <summary>The ids under which an event may be known: its own, and those of the events that became part of it.</summary>
    public static async Task<List<long>> IdsOfEventAsync(this MonitorDbContext db, long eventId, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        List<long> ids = [eventId];
        for (var found = ids; found.Count > 0; ids = [.. ids, .. found])
        {
            var successors = found;
            found = await db.Set<AttributionEvent>()
                .Where(one => one.MergedIntoId != null && successors.Contains(one.MergedIntoId.Value))
                .Select(one => one.Id)
                .ToListAsync(cancellationToken);
        }

        return ids;
    }

    /// <summary>
    /// All events, oldest first, also those of which all was rejected; not those that became part of others. Some hundreds at a time are held,
    /// without their facts.
    /// </summary>
    public static async IAsyncEnumerable<EventView> EventViewsAsync(
        this MonitorDbContext db, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        var order = await db.Set<AttributionEvent>().AsNoTracking()
            .Where(one => one.MergedIntoId == null)
            .OrderBy(one => one.StartAt).ThenBy(one => one.Key).ThenBy(one => one.Instrument).ThenBy(one => one.Id)
            .Select(one => one.Id)
            .ToListAsync(cancellationToken);
        foreach (var ids in order.Chunk(ViewsAtOnce))
        {
            var events = await db.Set<AttributionEvent>().AsNoTracking().Where(one => ids.Contains(one.Id)).ToDictionaryAsync(one => one.Id, cancellationToken);
            // One may have gone since the order was read.
            foreach (var view in await db.EventViewsAsync([.. ids.Select(id => events.GetValueOrDefault(id)).OfType<AttributionEvent>()], cancellationToken))
            {
                yield return view;
            }
        }
    }

    /// <summary>
    /// The views of events by the ids asked for, with their facts; of an event that became part of another, that one's. Those that stand are loaded
    /// together.
    /// </summary>
    public static async Task<IReadOnlyDictionary<long, EventView>> EventViewsByIdAsync(
        this MonitorDbContext db, IReadOnlyCollection<long> ids, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        var views = new Dictionary<long, EventView>();
        foreach (var chunk in ids.Distinct().Chunk(ViewsAtOnce))
        {
            var events = await db.Set<AttributionEvent>().AsNoTracking().Where(one => chunk.Contains(one.Id)).ToListAsync(cancellationToken);
            foreach (var merged in events.Where(one => one.MergedIntoId is not null))
            {
                if (await db.EventViewAsync(merged.Id, cancellationToken) is { } view)
                {
                    views.Add(merged.Id, view);
                }
            }

            foreach (var view in await db.EventViewsAsync([.. events.Where(one => one.MergedIntoId is null)], cancellationToken, withFacts: true))
            {
                views.Add(view.Event.Id, view);
            }
        }

        return views;
    }

    /// <summary>Views of these events in their order, with as many queries for many as for one.</summary>
    public static async Task<IReadOnlyList<EventView>> EventViewsAsync(
        this MonitorDbContext db, IReadOnlyList<AttributionEvent> events, CancellationToken cancellationToken, bool withFacts = false)
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(events);
        var ids = events.Select(one => one.Id).ToList();
        var said = db.Set<Attribution>().AsNoTracking().Where(one => one.EventId != null && ids.Contains(one.EventId.Value));
        var evidence = await (withFacts ? said.Include(one => one.Facts) : said).ToListAsync(cancellationToken);
        await db.GiveArticlesAsync(evidence, cancellationToken);
        var ties = await db.Set<AttributionEvent>().AsNoTracking()
            .Where(one => one.TiedToId != null && ids.Contains(one.TiedToId.Value) && one.MergedIntoId == null && !one.IsRetired)
            .OrderBy(one => one.StartAt).ThenBy(one => one.Id)
            .ToListAsync(cancellationToken);
        var (evidenceOf, tiesOf) = (evidence.ToLookup(one => one.EventId), ties.ToLookup(one => one.TiedToId));
        return [.. events.Select(ongoing => EventView.Of(ongoing, [.. evidenceOf[ongoing.Id]]) with { Ties = [.. tiesOf[ongoing.Id]] })];
    }

    /// <summary>The evidence of an event with articles and facts, rejected evidence included.</summary>
    public static IQueryable<Attribution> EvidenceOf(this MonitorDbContext db, long eventId)
    {
        ArgumentNullException.ThrowIfNull(db);
        return db.Set<Attribution>().AsNoTracking()
            .Where(attribution => attribution.EventId == eventId)
            .Include(attribution => attribution.Article)
            .Include(attribution => attribution.Facts);
    }

    /// <summary>The accusations that stand of events that began between two instants: of the latest events, at most <paramref name="eventsMax"/>.</summary>
    public static async Task<List<CountedAccusation>> AccusationsBetweenAsync(
        this MonitorDbContext db, DateTimeOffset from, DateTimeOffset until, int eventsMax, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        var latest = await db.StandingEvents().AsNoTracking().Take(eventsMax)
            .Select(one => new { one.Id, one.AccusedRoot, one.StartAt })
            .ToListAsync(cancellationToken);
        var accused = latest.Where(one => one.StartAt > from && one.StartAt <= until).ToDictionary(one => one.Id, one => one.AccusedRoot);
        var ids = accused.Keys.ToList();
        var said = await db.Set<Attribution>().AsNoTracking()
            .Where(one => one.EventId != null && ids.Contains(one.EventId.Value) && one.Kind == EvidenceKind.Accusation && one.RejectedAt == null)
            .Select(one => new { one.EventId, one.Accusers, one.Strength })
            .ToListAsync(cancellationToken);
        return said.ConvertAll(one => new CountedAccusation(one.EventId!.Value, one.Accusers, accused[one.EventId.Value], one.Strength));
    }

    /// <summary>The statements that are only likely and that nobody has rejected.</summary>
    public static IQueryable<Attribution> LikelyStatements(this MonitorDbContext db)
    {
        ArgumentNullException.ThrowIfNull(db);
        return db.Set<Attribution>().AsNoTracking().Where(one => one.IsLikely && one.RejectedAt == null);
    }

    /// <summary>The facts of an event that stand: what an alert on it may tell.</summary>
    public static IQueryable<Fact> FactsOf(this MonitorDbContext db, long eventId)
    {
        ArgumentNullException.ThrowIfNull(db);
        return db.Set<Fact>()
            .Where(fact => fact.WithdrawnAt == null && fact.Evidence.Any(attribution => attribution.EventId == eventId && attribution.RejectedAt == null))
            .OrderBy(fact => fact.Sequence);
    }

    private static async Task<EventView> ViewAsync(this MonitorDbContext db, AttributionEvent ongoing, CancellationToken cancellationToken)
    {
        var evidence = await db.Set<Attribution>().AsNoTracking()
            .Where(attribution => attribution.EventId == ongoing.Id)
            .Include(attribution => attribution.Facts)
            .ToListAsync(cancellationToken);
        await db.GiveArticlesAsync(evidence, cancellationToken);
        return EventView.Of(ongoing, evidence) with
        {
            Ties = await db.Set<AttributionEvent>().AsNoTracking()
                .Where(one => one.TiedToId == ongoing.Id && one.MergedIntoId == null && !one.IsRetired)
                .OrderBy(one => one.StartAt).ThenBy(one => one.Id)
                .ToListAsync(cancellationToken),
        };
    }

    /// <summary>The articles come with outlet, title and address only: their texts are long, and a view quotes them already.</summary>
    public static async Task GiveArticlesAsync(
        this MonitorDbContext db, IReadOnlyList<Attribution> evidence, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(evidence);
        var ids = evidence.Select(one => one.ArticleId).Distinct().ToList();
        var articles = await db.Set<Article>()
            .Where(article => ids.Contains(article.Id))
            .Select(article => new Article
            {
                Id = article.Id,
                Outlet = article.Outlet,
                Title = article.Title,
                Url = article.Url,
                Language = article.Language,
                CollectedAt = article.CollectedAt,
            })
            .ToDictionaryAsync(article => article.Id, cancellationToken);
        foreach (var attribution in evidence)
        {
            attribution.Article = articles[attribution.ArticleId];
        }
    }
}
