namespace Monitor.Feeds;

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

    /// <summary>What two spellings of a feed's address have in common.</summary>
    public static string Key(string feedUrl)
    {
        ArgumentNullException.ThrowIfNull(feedUrl);
        var isAddress = Uri.TryCreate(feedUrl.Trim(), UriKind.Absolute, out var address);
        return (isAddress ? address!.GetComponents(UriComponents.HttpRequestUrl, UriFormat.UriEscaped) : feedUrl.Trim()).TrimEnd('/');
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

/// <summary>A feed, a folder, or both: one line of an outline.</summary>
public sealed record OpmlOutline
{
    /// <summary>The namespace of the attributes that only Monitor knows; other readers pass them over.</summary>
    public const string MonitorNamespace = "urn:monitor:opml";

    public string? Text { get; init; }

    public string? Title { get; init; }

    /// <summary>Null for a folder.</summary>
    public string? FeedUrl { get; init; }

    public string? SiteUrl { get; init; }

    /// <summary>The outlet that publishes the feed, where its name differs from the feed's.</summary>
    public string? Outlet { get; init; }

    /// <summary>The actor whose own words the feed brings, such as "agency:US-DOJ"; null for the press.</summary>
    public string? SpeaksFor { get; init; }

    /// <summary>Whether nobody has fetched the address yet: it comes from memory or a book, and may be wrong.</summary>
    public bool IsUntried { get; init; }

    /// <summary>Everything else that stood there, kept for the way back.</summary>
    public IReadOnlyList<OpmlAttribute> Attributes { get; init; } = [];

    public IReadOnlyList<OpmlOutline> Children { get; init; } = [];

    public string? Name => !string.IsNullOrWhiteSpace(Text) ? Text : !string.IsNullOrWhiteSpace(Title) ? Title : null;
}

/// <param name="Namespace">"" for an attribute of OPML itself.</param>
public sealed record OpmlAttribute(string Namespace, string Prefix, string LocalName, string Value);
