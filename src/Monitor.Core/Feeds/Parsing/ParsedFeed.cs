using Monitor.Feeds.Markup;

namespace Monitor.Feeds.Parsing;

/// <summary>
/// A feed document after parsing: what it says about itself, its entries in document order and what is wrong with it. Whatever the
/// format, a field means the same; null is what the document does not say.
/// </summary>
public sealed record ParsedFeed
{
    /// <summary>What was read, for people: "rss 2.0", "rss 1.0", "atom 1.0", "json feed 1.1", "cdf", "news sitemap" …</summary>
    public required string Format { get; init; }

    public FeedText? Title { get; init; }

    /// <summary>The address of the site, not of the feed.</summary>
    public string? Link { get; init; }

    public string? Id { get; init; }

    public FeedText? Description { get; init; }

    /// <summary>As given, such as "en" or "pt-BR".</summary>
    public string? Language { get; init; }

    public DateTimeOffset? Updated { get; init; }

    public string? Author { get; init; }

    public string? Image { get; init; }

    /// <summary>The address that the feed gives for itself.</summary>
    public string? SelfLink { get; init; }

    /// <summary>The address of the next older page of entries.</summary>
    public string? NextPageLink { get; init; }

    /// <summary>How long the publisher asks to wait between two polls (RSS ttl, sy:updatePeriod).</summary>
    public TimeSpan? UpdateInterval { get; init; }

    public IReadOnlyList<string> Categories { get; init; } = [];

    public required IReadOnlyList<ParsedEntry> Entries { get; init; }

    /// <summary>Entries in the document; more than <see cref="Entries"/> holds when the document exceeds <see cref="FeedLimits.EntriesMax"/>.</summary>
    public int EntriesListed { get; init; }

    /// <summary>The character encoding that the document was read with.</summary>
    public required string Encoding { get; init; }

    public IReadOnlyList<FeedFault> Faults { get; init; } = [];
}

/// <summary>A file that comes with an entry.</summary>
/// <param name="Type">Its media type as given.</param>
/// <param name="LengthBytes">Its size as given.</param>
public sealed record ParsedEnclosure(string Url, string? Type, long? LengthBytes);
