using Microsoft.EntityFrameworkCore;
using Monitor.AttributionEvents;
using Monitor.Listings;
using Monitor.Storage;

namespace Monitor.Search;

/// <summary>
/// Lists attribution events: all that stand, the one changed last first; with words or filters those of which an article fits, in the order of the
/// latest that does.
/// </summary>
public sealed class EventSearch(ArticleSearch articles)
{
    private const string List = "attributions";

    public async Task<ListAnswer<FoundEvent>> PageAsync(MonitorDbContext db, ListQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(query);
        var (plan, refusal) = await articles.PlanAsync(db, query, withAttribution: true, cancellationToken);
        if (plan is null)
        {
            return new ListAnswer<FoundEvent>.Refused(refusal!);
        }

        var list = query.BoundTo(List);
        var isPlain = plan.Expression is null && query.Filter.IsNone;
        return Cursor.Read(query.Cursor, list, 2) switch
        {
            CursorReading.Refused refused => new ListAnswer<FoundEvent>.Refused(refused.Reason),
            var reading => new ListAnswer<FoundEvent>.Listed(await PageAsync((reading as CursorReading.After)?.Cursor)),
        };

        Task<ListPage<FoundEvent>> PageAsync(Cursor? after) =>
            isPlain ? LatestAsync(db, query, list, after, cancellationToken) : FoundAsync(db, plan, query, list, after, cancellationToken);
    }

    /// <summary>The numbers of all events of which an article fits.</summary>
    /// <returns>Null with the reason where the search cannot be asked.</returns>
    public async Task<(IReadOnlySet<long>? Events, string? Fault)> AllAsync(MonitorDbContext db, ListQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(query);
        var (plan, refusal) = await articles.PlanAsync(db, query, withAttribution: true, cancellationToken);
        if (plan is null)
        {
            return (null, refusal);
        }

        var (events, below, isThrough) = (new HashSet<long>(), plan.Below, false);
        while (!isThrough)
        {
            // What one walk may look at is bounded: the next one goes on behind it.
            var (walk, ids) = (new ArticleWalk(db, plan), new List<long>());
            await foreach (var article in walk.FromAsync(below, plan.LookedMax, cancellationToken))
            {
                ids.Add(article.Id);
            }

            events.UnionWith((await EventsOfAsync(db, ids, cancellationToken)).SelectMany(group => group));
            (below, isThrough) = (walk.Reached, walk.IsThrough);
        }

        return (events, null);
    }

    private static async Task<ListPage<FoundEvent>> LatestAsync(
        MonitorDbContext db, ListQuery query, string list, Cursor? after, CancellationToken cancellationToken)
    {
        var below = after?.Number(0) ?? long.MaxValue;
        var rows = await db.StandingEvents().Where(one => one.Sequence < below).Select(one => new { one.Id, one.Sequence }).Take(query.Size + 1)
            .ToListAsync(cancellationToken);
        var page = ListPage.Of(
            rows, query.Size, await ListCount.OfAsync(db.StandingEvents(), cancellationToken), one => Cursor.At(one.Sequence, one.Id), list);
        var views = await db.EventRowsAsync([.. page.Items.Select(one => one.Id)], cancellationToken);
        return new ListPage<FoundEvent>(views.ConvertAll(view => new FoundEvent(view, null)), page.Next, page.Count);
    }

    /// <summary>A cursor is the key reached, and how many events were shown.</summary>
    private static async Task<ListPage<FoundEvent>> FoundAsync(
        MonitorDbContext db, SearchPlan plan, ListQuery query, string list, Cursor? after, CancellationToken cancellationToken)
    {
        var walk = new GroupWalk(db, plan, (ids, stop) => EventsOfAsync(db, ids, stop), (groups, from, stop) => ArticlesOfAsync(db, groups, from, stop));
        var found = await walk.FromAsync(after?.Number(0) ?? plan.Below, query.Size + 1, cancellationToken);
        var shown = GroupWalk.Cut(found, query.Size);
        var hasMore = found.Count > shown.Count;
        var isEnd = !hasMore && walk.Articles.IsThrough;
        var total = (after?.Number(1) ?? 0) + shown.Count;
        var next = isEnd ? null : Cursor.At(hasMore ? shown[^1].Hit.Key : walk.Articles.Reached, total).Write(list);
        var hits = shown.ToDictionary(one => one.Group, one => one.Hit);
        var views = await db.EventRowsAsync(shown.ConvertAll(one => one.Group), cancellationToken);
        var notes = await ArticleSearch.NotesAsync(db, cancellationToken);
        var rows = views.ConvertAll(view => new FoundEvent(view, hits[view.Event.Id].Found()));
        return new ListPage<FoundEvent>(rows, next, new ListCount((int)total, isEnd))
        {
            Notes = ArticleSearch.Bound(walk.Articles) is { } bound && !hasMore ? [.. notes, bound] : notes,
        };
    }

    private static async Task<ILookup<long, long>> EventsOfAsync(MonitorDbContext db, IReadOnlyList<long> ids, CancellationToken cancellationToken) =>
        (await db.Set<Attribution>()
            .Where(one => ids.Contains(one.ArticleId) && one.RejectedAt == null && one.EventId != null
                && one.Event!.MergedIntoId == null && !one.Event.IsRetired)
            .Select(one => new { one.ArticleId, EventId = one.EventId!.Value })
            .Distinct()
            .ToListAsync(cancellationToken))
        .ToLookup(one => one.ArticleId, one => one.EventId);

    private static async Task<List<(long Group, long Key)>> ArticlesOfAsync(
        MonitorDbContext db, IReadOnlyList<long> events, long from, CancellationToken cancellationToken)
    {
        var rows = await db.Set<Attribution>()
            .Where(one => one.EventId != null && events.Contains(one.EventId.Value) && one.RejectedAt == null && one.Article!.SearchKey >= from)
            .Select(one => new { EventId = one.EventId!.Value, Key = one.Article!.SearchKey!.Value })
            .Distinct()
            .ToListAsync(cancellationToken);
        return rows.ConvertAll(row => (row.EventId, row.Key));
    }
}
