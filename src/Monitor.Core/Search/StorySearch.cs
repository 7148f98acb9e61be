using Microsoft.EntityFrameworkCore;
using Monitor.Articles;
using Monitor.AttributionEvents;
using Monitor.Listings;
using Monitor.Storage;
using Monitor.Stories;

namespace Monitor.Search;

/// <summary>
/// Lists stories: all that stand, the latest first; with words or filters those of which an article fits, in the order of the latest that does.
/// </summary>
public sealed class StorySearch(ArticleSearch articles)
{
    private const string List = "stories";
    private const int OutletsMax = 3;
    private const int LeadCharactersMax = 240;

    public async Task<ListAnswer<FoundStory>> PageAsync(MonitorDbContext db, ListQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(query);
        var (plan, refusal) = await articles.PlanAsync(db, query, withAttribution: false, cancellationToken);
        if (plan is null)
        {
            return new ListAnswer<FoundStory>.Refused(refusal!);
        }

        var list = query.BoundTo(List);
        var isPlain = plan.Expression is null && !query.Filter.AsksForMoreThanTime;
        return Cursor.Read(query.Cursor, list, 2) switch
        {
            CursorReading.Refused refused => new ListAnswer<FoundStory>.Refused(refused.Reason),
            var reading => new ListAnswer<FoundStory>.Listed(await PageAsync((reading as CursorReading.After)?.Cursor)),
        };

        Task<ListPage<FoundStory>> PageAsync(Cursor? after) =>
            isPlain ? LatestAsync(db, query, list, after, cancellationToken) : FoundAsync(db, plan, query, list, after, cancellationToken);
    }

    /// <summary>Stories that stand, by their latest article.</summary>
    private static async Task<ListPage<FoundStory>> LatestAsync(
        MonitorDbContext db, ListQuery query, string list, Cursor? after, CancellationToken cancellationToken)
    {
        var all = db.Set<Story>().AsNoTracking().Where(story => story.MergedIntoId == null);
        if (query.Filter.From is { } from)
        {
            all = all.Where(story => story.LastSeenAt >= from);
        }

        if (query.Filter.Until is { } until)
        {
            all = all.Where(story => story.LastSeenAt < until);
        }

        var rest = all;
        if (after is not null)
        {
            var (at, id) = (after.Instant(0), after.Number(1));
            rest = all.Where(story => story.LastSeenAt <= at && (story.LastSeenAt < at || story.Id < id));
        }

        var rows = await rest.OrderByDescending(story => story.LastSeenAt).ThenByDescending(story => story.Id).Take(query.Size + 1)
            .ToListAsync(cancellationToken);
        var page = ListPage.Of(
            rows, query.Size, await ListCount.OfAsync(all, cancellationToken), story => Cursor.At(story.LastSeenAt.UtcTicks, story.Id), list);
        var found = await RowsAsync(db, [.. page.Items], _ => null, cancellationToken);
        return new ListPage<FoundStory>(found, page.Next, page.Count);
    }

    /// <summary>A cursor is the key reached, and how many stories were shown.</summary>
    private static async Task<ListPage<FoundStory>> FoundAsync(
        MonitorDbContext db, SearchPlan plan, ListQuery query, string list, Cursor? after, CancellationToken cancellationToken)
    {
        var walk = new GroupWalk(db, plan, (ids, stop) => StoriesOfAsync(db, ids, stop), (groups, from, stop) => ArticlesOfAsync(db, groups, from, stop));
        var found = await walk.FromAsync(after?.Number(0) ?? plan.Below, query.Size + 1, cancellationToken);
        var shown = GroupWalk.Cut(found, query.Size);
        var hasMore = found.Count > shown.Count;
        var isEnd = !hasMore && walk.Articles.IsThrough;
        var total = (after?.Number(1) ?? 0) + shown.Count;
        // The next page begins behind the article that brought the last story: those passed over since are looked at again.
        var reached = hasMore ? shown[^1].Hit.Key : walk.Articles.Reached;
        var next = isEnd ? null : Cursor.At(reached, total).Write(list);
        var hits = shown.ToDictionary(one => one.Group, one => one.Hit);
        var ids = shown.ConvertAll(one => one.Group);
        var stories = await db.Set<Story>().AsNoTracking().Where(story => ids.Contains(story.Id)).ToDictionaryAsync(story => story.Id, cancellationToken);
        var notes = await ArticleSearch.NotesAsync(db, cancellationToken);
        return new ListPage<FoundStory>(
            await RowsAsync(db, [.. ids.Where(stories.ContainsKey).Select(id => stories[id])], id => hits[id].Found(), cancellationToken),
            next, new ListCount((int)total, isEnd))
        {
            Notes = ArticleSearch.Bound(walk.Articles) is { } bound && !hasMore ? [.. notes, bound] : notes,
        };
    }

    private static async Task<ILookup<long, long>> StoriesOfAsync(MonitorDbContext db, IReadOnlyList<long> ids, CancellationToken cancellationToken) =>
        (await db.Set<StoryArticle>().Where(placed => ids.Contains(placed.ArticleId)).Select(placed => new { placed.ArticleId, placed.StoryId })
            .ToListAsync(cancellationToken))
        .ToLookup(placed => placed.ArticleId, placed => placed.StoryId);

    private static async Task<List<(long Group, long Key)>> ArticlesOfAsync(
        MonitorDbContext db, IReadOnlyList<long> stories, long from, CancellationToken cancellationToken)
    {
        var rows = await db.Set<StoryArticle>()
            .Where(placed => stories.Contains(placed.StoryId) && placed.Article!.SearchKey >= from)
            .Select(placed => new { placed.StoryId, Key = placed.Article!.SearchKey!.Value })
            .ToListAsync(cancellationToken);
        return rows.ConvertAll(row => (row.StoryId, row.Key));
    }

    private static async Task<List<FoundStory>> RowsAsync(
        MonitorDbContext db, List<Story> stories, Func<long, FoundArticle?> hitOf, CancellationToken cancellationToken)
    {
        var ids = stories.ConvertAll(story => story.Id);
        var leads = stories.ConvertAll(story => story.LeadArticleId);
        var articles = await db.Set<Article>().Where(article => leads.Contains(article.Id))
            .Select(article => new { article.Id, article.Tags, Beginning = article.Text.Substring(0, LeadCharactersMax) })
            .ToDictionaryAsync(row => row.Id, cancellationToken);
        var outlets = (await db.Set<StoryArticle>().Where(placed => ids.Contains(placed.StoryId))
            .Select(placed => new { placed.StoryId, placed.Article!.Outlet }).Distinct().ToListAsync(cancellationToken))
            .ToLookup(one => one.StoryId, one => one.Outlet);
        var stating = await (
            from attribution in db.Set<Attribution>()
            join placed in db.Set<StoryArticle>() on attribution.ArticleId equals placed.ArticleId
            where ids.Contains(placed.StoryId) && attribution.RejectedAt == null && attribution.EventId != null
            select placed.StoryId).Distinct().ToHashSetAsync(cancellationToken);
        return stories.ConvertAll(story =>
        {
            var lead = articles.GetValueOrDefault(story.LeadArticleId);
            var (topics, actors) = SearchedArticle.NamesIn(lead?.Tags);
            var named = outlets[story.Id].Order(StringComparer.OrdinalIgnoreCase).Take(OutletsMax).ToList();
            return new FoundStory(story, topics, actors, named, stating.Contains(story.Id), Shortened(lead?.Beginning ?? ""), hitOf(story.Id));
        });
    }

    /// <summary>On one line, and ended at a word where it goes on.</summary>
    private static string Shortened(string beginning)
    {
        var line = beginning.ReplaceLineEndings(" ").Trim();
        var end = beginning.Length < LeadCharactersMax ? -1 : line.LastIndexOf(' ');
        return end < 0 ? line : line[..end] + "…";
    }
}
