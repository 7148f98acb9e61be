namespace Monitor.Feeds.Parsing;

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
