using Microsoft.EntityFrameworkCore;
using Monitor.Feeds;
using Monitor.Storage;

namespace Monitor.Listings;

/// <summary>Lists feeds: those that need a person first, then by outlet.</summary>
public static class FeedPages
{
    private const string List = "feeds";

    /// <param name="state">Only feeds in this state; null for all.</param>
    /// <param name="words">Only feeds whose title, outlet or address holds these letters; null for all.</param>
    /// <param name="cursor">The cursor that came with the page before; null for the first.</param>
    public static async Task<ListAnswer<Feed>> PageAsync(
        MonitorDbContext db, FeedState? state, string? words, string? cursor, int size, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        var list = string.Join('\u001e', List, state, words);
        var reading = Cursor.Read(cursor, list, 3);
        if (reading is CursorReading.Refused refused)
        {
            return new ListAnswer<Feed>.Refused(refused.Reason);
        }

        IQueryable<Feed> all = db.Set<Feed>().AsNoTracking().Include(feed => feed.Outlet);
        all = state is { } wanted ? all.ShownIn(wanted) : all;
        if (!string.IsNullOrWhiteSpace(words))
        {
            var lower = words.Trim().ToLowerInvariant();
#pragma warning disable CA1304, CA1311, CA1862 // In the database, which knows one culture.
            all = all.Where(feed => feed.Title.ToLower().Contains(lower) || feed.Outlet.Name.ToLower().Contains(lower) || feed.Url.ToLower().Contains(lower));
#pragma warning restore CA1304, CA1311, CA1862
        }

        var rest = all;
        if (reading is CursorReading.After { Cursor: var after })
        {
            var (isHealthy, name, id) = (after.Number(0) == 1, after.Place[1], (int)after.Number(2));
#pragma warning disable CA1309 // The order is the database's.
            rest = all.Where(feed => (feed.State == FeedState.Healthy) == isHealthy
                ? string.Compare(feed.Outlet.Name, name) > 0 || (feed.Outlet.Name == name && feed.Id > id)
                : feed.State == FeedState.Healthy && !isHealthy);
#pragma warning restore CA1309
        }

        var rows = await rest.OrderBy(feed => feed.State == FeedState.Healthy).ThenBy(feed => feed.Outlet.Name).ThenBy(feed => feed.Id)
            .Take(size + 1).ToListAsync(cancellationToken);
        return new ListAnswer<Feed>.Listed(ListPage.Of(
            rows, size, await ListCount.OfAsync(all, cancellationToken),
            feed => Cursor.At(feed.State is FeedState.Healthy ? 1 : 0, feed.Outlet.Name, feed.Id), list));
    }
}
