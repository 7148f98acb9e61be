using Monitor.Feeds.Discovery;
using Monitor.Net;

namespace Monitor.Worker.Json.Shapes;

/// <summary>A feed that was found behind an address, and is not polled yet.</summary>
/// <param name="Hint">How it was found: declared, linked, usual; null at the address itself.</param>
/// <param name="Entries">What it lists, the first ten.</param>
public sealed record FoundFeedShape(string Url, string Title, string Format, FeedHint? Hint, int EntriesInAll, IReadOnlyList<FoundEntryShape> Entries)
{
    private const int EntriesMax = 10;

    public static FoundFeedShape Of(FoundFeed found, string title)
    {
        ArgumentNullException.ThrowIfNull(found);
        return new FoundFeedShape(
            WebAddress.WithoutCredentials(found.Address).AbsoluteUri, title, $"{found.Feed.Format}", found.Hint, found.Feed.Entries.Count,
            [.. found.Feed.Entries.Take(EntriesMax).Select(entry => new FoundEntryShape(entry.Title?.ToLine() ?? "", entry.Link, entry.Published))]);
    }
}

/// <summary>An entry as the feed lists it.</summary>
public sealed record FoundEntryShape(string Title, string? Link, DateTimeOffset? Published);
