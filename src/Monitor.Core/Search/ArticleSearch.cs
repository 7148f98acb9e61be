using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Monitor.Articles;
using Monitor.Listings;
using Monitor.Storage;
using Monitor.Tagging;

namespace Monitor.Search;

/// <summary>
/// Lists articles: all, what filters leave, what words find. A word means what it means in a rule, and what is found is what the rule would hit.
/// </summary>
public sealed class ArticleSearch(SearchExpressions expressions, CurrentTagger taggers)
{
    private const string List = "articles";

    /// <summary>Of so many of the latest that may fit the best are shown first.</summary>
    private const int RankedMax = 1_000;

    /// <summary>So many are looked at to say how many fit, where the index alone cannot tell.</summary>
    private const int CountLookedMax = 1_000;

    public async Task<ListAnswer<FoundArticle>> PageAsync(MonitorDbContext db, ListQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(query);
        var (plan, refusal) = await PlanAsync(db, query, withAttribution: false, cancellationToken);
        if (plan is null)
        {
            return new ListAnswer<FoundArticle>.Refused(refusal!);
        }

        var isByFit = query.Order is ListOrder.Fit && plan.Expression is not null;
        var list = query.BoundTo(List);
        return Cursor.Read(query.Cursor, list, 3) switch
        {
            CursorReading.Refused refused => new ListAnswer<FoundArticle>.Refused(refused.Reason),
            CursorReading.After after when isByFit =>
                new ListAnswer<FoundArticle>.Listed(await RankedAsync(db, plan, query, list, after.Cursor, cancellationToken)),
            CursorReading.After after =>
                new ListAnswer<FoundArticle>.Listed(await LatestAsync(db, plan, query, list, after.Cursor, cancellationToken)),
            _ when isByFit => new ListAnswer<FoundArticle>.Listed(await RankedAsync(db, plan, query, list, null, cancellationToken)),
            _ => new ListAnswer<FoundArticle>.Listed(await LatestAsync(db, plan, query, list, null, cancellationToken)),
        };
    }

    /// <summary>How many articles wait to be taken into the index: older ones of a database that had none.</summary>
    public static Task<int> WaitingAsync(MonitorDbContext db, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        return db.Set<Article>().NotIndexed().CountAsync(cancellationToken);
    }

    /// <summary>The question put together; or why it cannot be answered.</summary>
    internal async Task<(SearchPlan? Plan, string? Refusal)> PlanAsync(
        MonitorDbContext db, ListQuery query, bool withAttribution, CancellationToken cancellationToken)
    {
        if (query.Filter.Fault is { } fault)
        {
            return (null, fault);
        }

        SearchExpression? expression = null;
        if (!string.IsNullOrWhiteSpace(query.Words))
        {
            switch (await expressions.ReadAsync(db, query.Words.Trim(), cancellationToken))
            {
                case SearchReading.Refused refused:
                    return (null, refused.Reason);
                case SearchReading.Read read:
                    expression = read.Expression;
                    break;
            }
        }

        var plan = SearchPlan.Of(query.Filter, expression, await taggers.ActorsAsync(db, cancellationToken), withAttribution);
        return (plan with { LookedMax = query.LookedMax }, null);
    }

    /// <summary>What a reader must know besides what is found.</summary>
    internal static async Task<List<string>> NotesAsync(MonitorDbContext db, CancellationToken cancellationToken) =>
        await WaitingAsync(db, cancellationToken) is > 0 and var waiting
            ? [string.Create(CultureInfo.InvariantCulture, $"The index is being built: {waiting:N0} older articles are not in it yet.")]
            : [];

    /// <summary>Says how far it was looked where there was more to look at than one page may.</summary>
    internal static string? Bound(ArticleWalk walk) => walk.IsThrough || !walk.IsBounded ? null
        : string.Create(
            CultureInfo.InvariantCulture,
            $"Looked at {walk.Looked:N0} articles that may fit, back to {SearchKey.InstantOf(walk.Reached):d MMM yyyy HH:mm}; the next page goes on there.");

    /// <summary>A cursor is the key reached, and the count, which is not counted again.</summary>
    private static async Task<ListPage<FoundArticle>> LatestAsync(
        MonitorDbContext db, SearchPlan plan, ListQuery query, string list, Cursor? after, CancellationToken cancellationToken)
    {
        var walk = new ArticleWalk(db, plan);
        var (found, counted) = (new List<SearchedArticle>(), 0);
        (long Reached, bool IsThrough)? filled = null;
        await foreach (var row in walk.FromAsync(after?.Number(0) ?? plan.Below, query.Size, cancellationToken))
        {
            counted++;
            if (found.Count < query.Size)
            {
                found.Add(row);
                filled = found.Count == query.Size ? (walk.Reached, walk.IsThrough) : null;
            }

            // Where the index cannot tell how many there are, those behind the page are looked at too, as far as is worth it.
            if (filled is { IsThrough: var isThrough } && (isThrough || after is not null || plan.IsExact || walk.Looked >= CountLookedMax))
            {
                break;
            }
        }

        var isEnd = filled is { } full ? full.IsThrough || (walk.IsThrough && counted == found.Count) : walk.IsThrough;
        var count = after is not null ? new ListCount((int)after.Number(1), after.Number(2) == 1)
            : isEnd ? ListCount.Of(found.Count)
            : plan.IsExact ? ListCount.Of(await ArticleIndex.CountAsync(db, plan.Need, plan.From, plan.Below, ListCount.CountMax + 1, cancellationToken))
            : new ListCount(counted, walk.IsThrough);
        var next = isEnd ? null : Cursor.At(filled?.Reached ?? walk.Reached, count.Known, count.IsExact ? 1 : 0).Write(list);
        var notes = await NotesAsync(db, cancellationToken);
        return new ListPage<FoundArticle>([.. found.Select(row => row.Found())], next, count)
        {
            Notes = filled is null && Bound(walk) is { } bound ? [.. notes, bound] : notes,
        };
    }

    /// <summary>
    /// The best of the latest. A cursor is the key that bounds them above, so that what comes meanwhile moves nobody, and how many were shown.
    /// </summary>
    private static async Task<ListPage<FoundArticle>> RankedAsync(
        MonitorDbContext db, SearchPlan plan, ListQuery query, string list, Cursor? after, CancellationToken cancellationToken)
    {
        var top = after?.Number(0) ?? plan.Below;
        var shown = (int)(after?.Number(1) ?? 0);
        // What has the words in its title is looked at first, however old it is.
        var keys = await ArticleIndex.KeysAsync(
            db, IndexNeed.AllOf([plan.Need, plan.Expression!.TitleNeed]), plan.From, Math.Min(top, plan.Below), RankedMax / 2, cancellationToken);
        var (next, isEnd) = await ArticleIndex.NextAsync(db, plan.Need, plan.From, Math.Min(top, plan.Below), RankedMax / 2, cancellationToken);
        var latest = next.Take(RankedMax / 2);
        var rows = await new ArticleWalk(db, plan).AtAsync([.. keys.Union(latest)], cancellationToken);
        var ranked = rows.OrderByDescending(row => row.Fit()).ThenByDescending(row => row.Key).ToList();
        var isAll = isEnd && next.Count < RankedMax / 2;
        var count = isAll ? ListCount.Of(ranked.Count) : plan.IsExact
            ? ListCount.Of(await ArticleIndex.CountAsync(db, plan.Need, plan.From, plan.Below, ListCount.CountMax + 1, cancellationToken))
            : new ListCount(ranked.Count, false);
        var items = ranked.Skip(shown).Take(query.Size).ToList();
        var first = after is null && ranked.Count > 0 ? ranked.Max(row => row.Key) + 1 : top;
        var cursor = shown + items.Count < ranked.Count ? Cursor.At(first, shown + items.Count, 0).Write(list) : null;
        var notes = await NotesAsync(db, cancellationToken);
        return new ListPage<FoundArticle>([.. items.Select(row => row.Found())], cursor, count)
        {
            Notes = isAll ? notes :
            [
                .. notes, string.Create(CultureInfo.InvariantCulture, $"The best of {ranked.Count:N0}: the latest, and those with the words in their title."),
            ],
        };
    }
}
