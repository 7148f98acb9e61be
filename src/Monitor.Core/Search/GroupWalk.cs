using Monitor.Storage;

namespace Monitor.Search;

/// <summary>Which groups (stories, events) articles are in, by article.</summary>
internal delegate Task<ILookup<long, long>> GroupsOfArticles(IReadOnlyList<long> articles, CancellationToken cancellationToken);

/// <summary>The articles of some groups that appeared at a key or later, as group and key.</summary>
internal delegate Task<List<(long Group, long Key)>> ArticlesOfGroups(IReadOnlyList<long> groups, long from, CancellationToken cancellationToken);

/// <summary>
/// Goes through groups of articles of which one fits, in the order of the latest article that does. A group stands once in the whole list: on a later page
/// it is left out where a later article of it fits, since that one brought it before.
/// </summary>
internal sealed class GroupWalk(MonitorDbContext db, SearchPlan plan, GroupsOfArticles groupsOf, ArticlesOfGroups articlesOf)
{
    private const int BatchMax = 100;

    private readonly HashSet<long> _seen = [];

    public ArticleWalk Articles { get; } = new(db, plan);

    /// <summary>Groups with the article that brought them, at most so many.</summary>
    public async Task<List<(long Group, SearchedArticle Hit)>> FromAsync(long below, int wanted, CancellationToken cancellationToken)
    {
        var found = new List<(long, SearchedArticle)>();
        var batch = new List<SearchedArticle>();
        await foreach (var row in Articles.FromAsync(below, BatchMax, cancellationToken))
        {
            batch.Add(row);
            if (batch.Count == BatchMax)
            {
                await TakeAsync(batch, found, cancellationToken);
                if (found.Count >= wanted)
                {
                    break;
                }
            }
        }

        await TakeAsync(batch, found, cancellationToken);
        return found;

        async Task TakeAsync(List<SearchedArticle> rows, List<(long, SearchedArticle)> into, CancellationToken stop)
        {
            if (rows.Count == 0)
            {
                return;
            }

            var groups = await groupsOf([.. rows.Select(row => row.Id)], stop);
            var pairs = rows.SelectMany(row => groups[row.Id].Select(group => (Group: group, Row: row))).Where(pair => _seen.Add(pair.Group)).ToList();
            var before = below >= plan.Below ? [] : await ShownBeforeAsync([.. pairs.Select(pair => pair.Group)], below, stop);
            into.AddRange(pairs.Where(pair => !before.Contains(pair.Group)));
            rows.Clear();
        }
    }

    /// <summary>
    /// The groups of one page: those that one article brought stay together, since the next page begins behind it.
    /// </summary>
    public static List<(long Group, SearchedArticle Hit)> Cut(List<(long Group, SearchedArticle Hit)> found, int size) => found.Count <= size ? found
        : [.. found.Where((one, place) => place < size || one.Hit.Key == found[size - 1].Hit.Key)];

    private async Task<HashSet<long>> ShownBeforeAsync(List<long> groups, long from, CancellationToken cancellationToken)
    {
        var later = await articlesOf(groups, from, cancellationToken);
        var keys = later.Select(one => one.Key).Where(key => key < plan.Below).Distinct().ToList();
        var fitting = (await Articles.AmongAsync(keys, cancellationToken)).Select(row => row.Key).ToHashSet();
        return [.. later.Where(one => fitting.Contains(one.Key)).Select(one => one.Group)];
    }
}
