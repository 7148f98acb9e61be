using Microsoft.EntityFrameworkCore;
using Monitor.Feeds.Polling;

namespace Monitor.Feeds;

/// <summary>A feed, and how we behaved towards its publisher in the polls that are kept.</summary>
public sealed record FeedEtiquette(int Id, string Title, Etiquette Figures)
{
    /// <summary>All feeds by title; one that was never polled has no figures: <see cref="Etiquette.None"/>.</summary>
    public static async Task<IReadOnlyList<FeedEtiquette>> AllAsync(DbContext db, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        var feeds = await db.Set<Feed>().OrderBy(feed => feed.Title).ThenBy(feed => feed.Id).Select(feed => new { feed.Id, feed.Title })
            .ToListAsync(cancellationToken);
        var fetches = await db.Set<FeedFetch>().OrderBy(fetch => fetch.FeedId).ThenBy(fetch => fetch.Number)
            .Select(fetch => new { fetch.FeedId, Exchange = new Exchange(fetch.At, fetch.IsConditional, fetch.Status, fetch.FreshFor, fetch.RetryAfter) })
            .ToListAsync(cancellationToken);
        var byFeed = fetches.GroupBy(fetch => fetch.FeedId).ToDictionary(group => group.Key, group => Etiquette.Of([.. group.Select(one => one.Exchange)]));
        return [.. feeds.Select(feed => new FeedEtiquette(feed.Id, feed.Title, byFeed.GetValueOrDefault(feed.Id, Etiquette.None)))];
    }
}
