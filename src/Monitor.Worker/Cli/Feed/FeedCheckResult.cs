using Monitor.Feeds.Parsing;
using Monitor.Feeds.Readers;

namespace Monitor.Worker.Cli.Feed;

/// <summary>What one document is to the reader that was asked, and to the other one where both were.</summary>
internal sealed record FeedCheckResult(FeedParseResult Result, FeedParseResult? Other, AskedReaders Asked)
{
    /// <summary>The names of the two readers in the order of their values.</summary>
    public (string First, string Second) Names => (AskedReaders.NameOf(Asked.First), AskedReaders.NameOf(Asked.Second!.Value));

    /// <summary>Where the readers differ; null when only one was asked, or one of them has read no feed.</summary>
    public IReadOnlyList<FeedDifference>? Differences =>
        (Result, Other) is (FeedParseResult.Parsed one, FeedParseResult.Parsed other) ? FeedComparison.Of(one.Feed, other.Feed) : null;

    /// <summary>The comparison in one line; null when only one reader was asked.</summary>
    public string? Summary => Other is null ? null
        : Differences is { } differences
            ? differences.Count == 0 ? $"{Names.First} and {Names.Second} agree" : $"{Names.First} and {Names.Second} differ in {differences.Count} "
                + $"{(differences.Count == 1 ? "value" : "values")}"
        : $"{Names.Second}: {Other.Failure ?? "a feed"}";
}
