using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Monitor.Feeds.Polling;

namespace Monitor.Feeds.Opml;

/// <summary>
/// What a config folder's feed list changes in a database besides the feeds that it adds: feeds that the folder brought and names no more
/// are stopped, not deleted; those that it names again are polled again; feeds and outlets are renamed, outlets weighed and given a voice.
/// What came by hand is nobody's but the operator's.
/// </summary>
public static class FeedListChange
{
    public const string LeftReason = "it has left feeds.opml";

    /// <summary>Stages the changes; answers each in words.</summary>
    public static async Task<IReadOnlyList<string>> StageAsync(DbContext db, OpmlDocument document, DateTimeOffset now, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(document);
        var named = document.Feeds()
            .GroupBy(pair => OpmlDocument.Key(pair.Feed.FeedUrl!), StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.First().Feed, StringComparer.Ordinal);
        var feeds = await db.Set<Feed>().Include(feed => feed.Outlet).OrderBy(feed => feed.Id).ToListAsync(cancellationToken);
        var lines = new List<string>();
        foreach (var feed in feeds)
        {
            var outline = named.GetValueOrDefault(OpmlDocument.Key(feed.Url));
            if (outline is not null)
            {
                // A database of a version that did not note it: what the folder names is taken for the folder's.
                feed.Origin ??= FeedOrigin.Config;
            }

            if (feed.Origin is FeedOrigin.Config)
            {
                lines.AddRange(outline is null ? Left(feed, now) : await NamedAsync(db, feed, outline, now, cancellationToken));
            }
        }

        return lines;
    }

    private static IEnumerable<string> Left(Feed feed, DateTimeOffset now)
    {
        if (feed.PausedAt is null)
        {
            feed.Pause(LeftReason, now);
            yield return $"{feed.Title}: {feed.Url} is named no more: it is stopped, not deleted ('monitor feed resume {feed.Id}' brings it back)";
        }
    }

    private static async Task<IReadOnlyList<string>> NamedAsync(
        DbContext db, Feed feed, OpmlOutline outline, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var lines = new List<string>();
        if (feed.PausedAt is not null && feed.StateReason == LeftReason)
        {
            feed.Resume(now);
            lines.Add($"{feed.Title}: {feed.Url} is named again: it is polled again");
        }

        var isNamedAsFeed = feed.Outlet.Name == feed.Title;
        if (outline.Name is { } title && title != feed.Title && title.Length <= FeedList.NameCharactersMax)
        {
            lines.Add($"{feed.Title}: it is called {title}");
            feed.Title = title;
        }

        // An outlet that the list does not name is called as its feed.
        if ((outline.Outlet ?? (isNamedAsFeed ? feed.Title : null)) is { } name && name != feed.Outlet.Name && name.Length <= FeedList.NameCharactersMax)
        {
            var former = feed.Outlet.Name;
            var isRenamed = await OutletNames.GiveAsync(db, feed, name, cancellationToken);
            lines.Add(isRenamed ? $"{feed.Title}: its outlet {former} is called {name}" : $"{feed.Title}: its outlet is {name}, not {former}");
        }

        if (PollWish.TryParse(outline.Every, out var wish) && feed.Wish != wish)
        {
            (feed.Every, feed.IsAgreed) = (wish.Every, wish.IsAgreed);
            lines.Add($"{feed.Title}: it is polled every {wish}");
        }

        if (FeedList.WeightOf(outline) is { } weight && weight != feed.Outlet.Weight)
        {
            feed.Outlet.Weight = weight;
            lines.Add(string.Create(CultureInfo.InvariantCulture, $"{feed.Title}: a report of {feed.Outlet.Name} counts as {weight}"));
        }

        if (outline.SpeaksFor is { Length: > 0 } actor && actor != feed.Outlet.SpeaksFor)
        {
            feed.Outlet.SpeaksFor = actor;
            lines.Add($"{feed.Title}: {feed.Outlet.Name} speaks for {actor}");
        }

        return lines;
    }
}
