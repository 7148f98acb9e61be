namespace Monitor.Feeds;

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

/// <summary>One element of a feed document (RSS item, Atom entry), as given: nothing is invented, nothing is cleaned.</summary>
public sealed record ParsedEntry
{
    public string? Id { get; init; }

    public FeedText? Title { get; init; }

    /// <summary>The address of the page: the alternate link, else a guid that is one. Never a script or data address.</summary>
    public string? Link { get; init; }

    /// <summary>The publisher's own address, when <see cref="Link"/> leads through a counting service.</summary>
    public string? OriginalLink { get; init; }

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

/// <summary>A file that comes with an entry.</summary>
/// <param name="Type">Its media type as given.</param>
/// <param name="LengthBytes">Its size as given.</param>
public sealed record ParsedEnclosure(string Url, string? Type, long? LengthBytes);

/// <summary>A text of a feed as given, and whether it is HTML (decoded once) or plain text, in which "&lt;" is just a sign.</summary>
public sealed record FeedText(string Value, bool IsHtml)
{
    /// <summary>The text without markup, paragraphs separated by empty lines.</summary>
    public string ToPlainText() => IsHtml ? HtmlText.Of(Value) : Value;

    /// <summary>The text without markup on one line, as a title is shown.</summary>
    public string ToLine() => HtmlText.OnOneLine(ToPlainText());

    public override string ToString() => Value;
}

/// <summary>What is wrong with a feed document, for its publisher and the admin.</summary>
/// <param name="Line">1 is the first line; 0 when the fault concerns the whole document.</param>
/// <param name="Column">1 is the first character of the line; in a repaired line counted after the repair.</param>
public sealed record FeedFault(FeedFaultKind Kind, string Message, int Line, int Column);

public enum FeedFaultKind
{
    /// <summary>Read with another character encoding than the one declared.</summary>
    Encoding,

    /// <summary>Compressed without saying so.</summary>
    Compressed,

    /// <summary>Text before the document begins.</summary>
    TextBefore,

    /// <summary>Text after the document has ended.</summary>
    TextAfter,

    /// <summary>An ampersand that begins no reference, or an entity that XML does not know.</summary>
    Entity,

    /// <summary>A character that XML forbids.</summary>
    Character,

    /// <summary>A namespace prefix that is not declared.</summary>
    Prefix,

    /// <summary>Not well-formed, so that the tolerant reader had to take over.</summary>
    NotWellFormed,

    /// <summary>Ends before it is complete.</summary>
    Truncated,

    /// <summary>A date that cannot be read.</summary>
    Date,

    /// <summary>An address that is none.</summary>
    Address,

    /// <summary>Ids that are missing or stand at several entries.</summary>
    Id,

    /// <summary>A field longer than is kept.</summary>
    TooLong,

    /// <summary>More entries than are kept.</summary>
    TooManyEntries,

    /// <summary>Something the format requires is missing.</summary>
    Missing,
}
