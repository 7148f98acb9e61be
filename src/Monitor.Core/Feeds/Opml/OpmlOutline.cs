namespace Monitor.Feeds.Opml;

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

    /// <summary>How often the operator wants it polled, as written ("5m", "5m agreed"); null where he left it to the feed.</summary>
    public string? Every { get; init; }

    /// <summary>How much the outlet's reports count for the order of digests, as written; null for the usual.</summary>
    public string? Weight { get; init; }

    /// <summary>Everything else that stood there, kept for the way back.</summary>
    public IReadOnlyList<OpmlAttribute> Attributes { get; init; } = [];

    public IReadOnlyList<OpmlOutline> Children { get; init; } = [];

    public string? Name => !string.IsNullOrWhiteSpace(Text) ? Text : !string.IsNullOrWhiteSpace(Title) ? Title : null;
}
