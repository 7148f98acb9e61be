namespace Monitor.Feeds.Parsing;

/// <summary>One element of a feed document (RSS item, Atom entry), as given: nothing is invented, nothing is cleaned.</summary>
public sealed record ParsedEntry
{
    public string? Id { get; init; }

    public FeedText? Title { get; init; }

    /// <summary>The address of the page: the alternate link, else a guid that is one. Never a script or data address.</summary>
    public string? Link { get; init; }

    /// <summary>The address that the feed gives where <see cref="Link"/> is what it leads to: a counting service's; null where they are one.</summary>
    public string? LinkThrough { get; init; }

    public FeedText? Summary { get; init; }

    public FeedText? Content { get; init; }

    /// <summary>Null when there is none or it cannot be read; <see cref="PublishedRaw"/> keeps what stands there.</summary>
    public DateTimeOffset? Published { get; init; }

    public string? PublishedRaw { get; init; }

    public DateTimeOffset? Updated { get; init; }

    public string? UpdatedRaw { get; init; }

    /// <summary>The first of <see cref="Authors"/> in the most telling element: the name, or a mail address where there is none.</summary>
    public string? Author { get; init; }

    public IReadOnlyList<string> Authors { get; init; } = [];

    public IReadOnlyList<string> Categories { get; init; } = [];

    public IReadOnlyList<ParsedEnclosure> Enclosures { get; init; } = [];

    public string? Language { get; init; }

    public string? CommentsLink { get; init; }

    public int? CommentCount { get; init; }

    /// <summary>Where the entry was taken from, when it was published elsewhere first (RSS source, Atom source).</summary>
    public string? SourceTitle { get; init; }

    public string? SourceLink { get; init; }

    /// <summary>The id or address of the entry that this one answers (Atom threading).</summary>
    public string? InReplyTo { get; init; }

    /// <summary>WGS 84 latitude and longitude in degrees.</summary>
    public (double Latitude, double Longitude)? Point { get; init; }
}
