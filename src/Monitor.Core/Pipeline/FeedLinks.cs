using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Monitor.Articles;
using Monitor.Feeds;
using Monitor.Feeds.Parsing;

namespace Monitor.Pipeline;

/// <summary>
/// Says of a feed whose entries have no links that it is so: once in a worker's life, and when it changes. It is how the feed is, no fault of a
/// poll or of an entry.
/// </summary>
internal sealed class FeedLinks(ILogger logger)
{
    private readonly ConcurrentDictionary<int, bool> _without = new();

    /// <param name="parsed">What a poll brought; null for nothing to read.</param>
    public void Look(Feed feed, ParsedFeed? parsed)
    {
        if (parsed is not { Entries.Count: > 0 })
        {
            return;
        }

        var hasNone = !parsed.Entries.Any(entry => Uri.TryCreate(entry.Link, UriKind.Absolute, out _));
        if (hasNone && _without.TryAdd(feed.Id, true))
        {
            logger.WithoutLinks(feed.Id, ShownText.Of(feed.Title));
        }
        else if (!hasNone && _without.TryRemove(feed.Id, out _))
        {
            logger.WithLinksAgain(feed.Id, ShownText.Of(feed.Title));
        }
    }
}
