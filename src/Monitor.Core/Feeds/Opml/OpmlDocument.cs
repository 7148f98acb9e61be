using Monitor.Feeds.Discovery;

namespace Monitor.Feeds.Opml;

/// <summary>A list of feeds in folders, as readers exchange it (OPML 2.0).</summary>
public sealed record OpmlDocument(string? Title, IReadOnlyList<OpmlOutline> Outlines)
{
    /// <summary>All feeds in the order of the document, each with the names of the folders around it, outermost first.</summary>
    public IEnumerable<(OpmlOutline Feed, IReadOnlyList<string> Folders)> Feeds() => Feeds(Outlines, []);

    /// <summary>
    /// The feeds that stand in the document more than once, by address; case of scheme and host, a fragment and a last slash make no
    /// difference. The first one counts.
    /// </summary>
    public IReadOnlyList<(string FeedUrl, int Times)> Duplicates() =>
        [.. Feeds().GroupBy(feed => Key(feed.Feed.FeedUrl!)).Where(group => group.Count() > 1).Select(group => (group.First().Feed.FeedUrl!, group.Count()))];

    /// <summary>What two spellings of a feed's address have in common: http and https lead to the same feed.</summary>
    public static string Key(string feedUrl)
    {
        ArgumentNullException.ThrowIfNull(feedUrl);
        return (TypedAddress.Of(feedUrl) is [var address, ..]
            ? $"{address.Host}{(address.IsDefaultPort ? "" : $":{address.Port}")}{address.PathAndQuery}"
            : feedUrl.Trim()).TrimEnd('/');
    }

    private static IEnumerable<(OpmlOutline Feed, IReadOnlyList<string> Folders)> Feeds(IReadOnlyList<OpmlOutline> outlines, string[] folders)
    {
        foreach (var outline in outlines)
        {
            if (outline.FeedUrl is not null)
            {
                yield return (outline, folders);
            }

            foreach (var inside in Feeds(outline.Children, outline.Name is { } name ? [.. folders, name] : folders))
            {
                yield return inside;
            }
        }
    }
}

/// <param name="Namespace">"" for an attribute of OPML itself.</param>
public sealed record OpmlAttribute(string Namespace, string Prefix, string LocalName, string Value);
