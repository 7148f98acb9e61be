namespace Monitor.Feeds;

/// <summary>What became of the bytes of a feed: a feed, or one of the ways of not being one, which polling treats differently.</summary>
public abstract record FeedParseResult
{
    private FeedParseResult()
    {
    }

    public sealed record Parsed(ParsedFeed Feed) : FeedParseResult;

    /// <summary>Nothing, or nothing but blanks.</summary>
    public sealed record Empty : FeedParseResult;

    /// <summary>A page for people, such as an error or consent page, or a site whose feed <see cref="FeedDiscovery"/> may find.</summary>
    public sealed record HtmlPage : FeedParseResult;

    /// <summary>Larger than allowed, as it came or after decompression.</summary>
    public sealed record TooLarge(string Reason) : FeedParseResult;

    public sealed record NotAFeed(string Reason) : FeedParseResult;

    /// <summary>Why there is no feed, in words; null when there is one.</summary>
    public string? Failure => this switch
    {
        Parsed => null,
        Empty => "empty: there is nothing in it",
        HtmlPage => "an HTML page, not a feed",
        TooLarge large => large.Reason,
        NotAFeed other => other.Reason,
        _ => throw new InvalidOperationException($"unknown result {GetType().Name}"),
    };
}

/// <summary>How much of a document is read. The defaults are those of the fetcher.</summary>
public sealed record FeedLimits
{
    public static readonly FeedLimits Default = new();

    /// <summary>After decompression.</summary>
    public int BytesMax { get; init; } = 10_000_000;

    /// <summary>How many times larger a compressed document may become.</summary>
    public int ExpansionMax { get; init; } = 100;

    /// <summary>The newest are kept.</summary>
    public int EntriesMax { get; init; } = 2_000;
}
