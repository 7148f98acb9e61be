using Microsoft.EntityFrameworkCore;
using Monitor.Articles;
using Monitor.AttributionEvents;
using Monitor.Storage;
using Monitor.Stories;

namespace Monitor.Search;

/// <summary>
/// Goes through the articles that fit a plan, the latest first: the index names candidates, and where it only narrows each is looked at. What one
/// question may look at is bounded, and said.
/// </summary>
internal sealed class ArticleWalk(MonitorDbContext db, SearchPlan plan)
{
    private const int StrideMin = 50;
    private const int StrideMax = 500;

    /// <summary>How many articles were looked at so far.</summary>
    public int Looked { get; private set; }

    /// <summary>It was looked at as many as may be.</summary>
    public bool IsBounded => Looked >= plan.LookedMax;

    /// <summary>The lowest key that was looked at: where the next page goes on.</summary>
    public long Reached { get; private set; } = plan.Below;

    /// <summary>There is nothing behind.</summary>
    public bool IsThrough { get; private set; }

    /// <summary>Articles that fit, the latest first, until a caller has enough or the bound is reached.</summary>
    public async IAsyncEnumerable<SearchedArticle> FromAsync(
        long below, int wanted, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var stride = plan.IsExact ? Math.Min(wanted, StrideMax) : Math.Max(StrideMin, wanted);
        Reached = Math.Min(below, plan.Below);
        var (ahead, isEnd) = (new List<long>(), false);
        while (!IsThrough && Looked < plan.LookedMax)
        {
            if (ahead.Count == 0 && !isEnd)
            {
                (ahead, isEnd) = await ArticleIndex.NextAsync(db, plan.Need, plan.From, Reached, stride, cancellationToken);
            }

            var keys = ahead.GetRange(0, Math.Min(stride, ahead.Count));
            ahead.RemoveRange(0, keys.Count);
            var isLast = isEnd && ahead.Count == 0;
            var rows = await RowsAsync(keys, cancellationToken);
            foreach (var key in keys)
            {
                (Reached, Looked) = (key, Looked + 1);
                IsThrough = isLast && key == keys[^1];
                if (rows.TryGetValue(key, out var row) && Fits(row))
                {
                    yield return row;
                }
            }

            IsThrough = isLast;
            stride = Math.Min(stride * 2, StrideMax);
        }
    }

    /// <summary>The articles of some keys that fit, whatever their order.</summary>
    public async Task<List<SearchedArticle>> AmongAsync(IReadOnlyList<long> keys, CancellationToken cancellationToken) =>
        await AtAsync(await ArticleIndex.AmongAsync(db, plan.Need, keys, cancellationToken), cancellationToken);

    /// <summary>Of articles that the index named, those that fit.</summary>
    public async Task<List<SearchedArticle>> AtAsync(List<long> keys, CancellationToken cancellationToken)
    {
        var rows = await RowsAsync(keys, cancellationToken);
        return [.. rows.Values.Where(Fits)];
    }

    private bool Fits(SearchedArticle row) => (plan.Strength is null || row.HasAttribution) && (plan.Expression is null || row.Fits(plan.Expression));

    private async Task<Dictionary<long, SearchedArticle>> RowsAsync(List<long> keys, CancellationToken cancellationToken)
    {
        if (keys.Count == 0)
        {
            return [];
        }

        var found = db.Set<Article>().AsNoTracking().Where(article => article.SearchKey != null && keys.Contains(article.SearchKey.Value));
        var rows = await found.Select(plan.Expression is null ? SearchedArticle.Beginning : SearchedArticle.Whole).ToListAsync(cancellationToken);
        var ids = rows.ConvertAll(row => row.Id);
        var placed = await db.Set<StoryArticle>().Where(one => ids.Contains(one.ArticleId))
            .Select(one => new { one.ArticleId, Place = new ArticlePlace(one.StoryId, one.Relation, one.Kind) })
            .ToDictionaryAsync(one => one.ArticleId, one => one.Place, cancellationToken);
        var strength = plan.Strength;
        var stating = await db.Set<Attribution>()
            .Where(one => ids.Contains(one.ArticleId) && one.RejectedAt == null && !one.IsLikely && (strength == null || one.Strength == strength))
            .Select(one => one.ArticleId)
            .Distinct()
            .ToHashSetAsync(cancellationToken);
        return rows.ToDictionary(
            row => row.Key, row => row with { Placed = placed.GetValueOrDefault(row.Id), HasAttribution = stating.Contains(row.Id) });
    }
}
