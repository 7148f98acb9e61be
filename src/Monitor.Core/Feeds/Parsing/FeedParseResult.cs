namespace Monitor.Feeds.Parsing;

/// <summary>What became of the bytes of a feed: a feed, or one of the ways of not being one, which polling treats differently.</summary>
public abstract record FeedParseResult
{
    private FeedParseResult()
    {
    }

    public sealed record Parsed(ParsedFeed Feed) : FeedParseResult;

    /// <summary>Nothing, or nothing but blanks.</summary>
    public sealed record Empty : FeedParseResult;

    /// <summary>A page for people, such as an error or consent page, or a site whose feed is to be found.</summary>
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
