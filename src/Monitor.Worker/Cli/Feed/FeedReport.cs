using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Monitor.Feeds.Markup;
using Monitor.Feeds.Parsing;
using Monitor.Feeds.Readers;
using Monitor.Worker.Json;

namespace Monitor.Worker.Cli.Feed;

/// <summary>What "feed check" prints of one document: the contract's fields, and those of ours that help an admin.</summary>
internal static class FeedReport
{
    /// <summary>The report on one reader's reading; with two of them also on the other one, and where they differ.</summary>
    public static object Of(string? file, FeedCheckResult read)
    {
        var report = Of(file, read.Result);
        if (read.Other is not { } other)
        {
            return report;
        }

        var both = JsonSerializer.SerializeToNode(report, report.GetType(), JsonLines.Options)!.AsObject();
        both["reader"] = read.Names.First;
        both["other"] = JsonSerializer.SerializeToNode(OtherOf(read.Names.Second, other), JsonLines.Options);
        both["differences"] = read.Differences is { } differences ? new JsonArray([.. differences.Select(difference => Of(difference, read.Names))]) : null;
        return both;
    }

    private static OtherReading OtherOf(string reader, FeedParseResult result) => result is FeedParseResult.Parsed { Feed: var feed }
        ? new OtherReading(reader, feed.Format, feed.EntriesListed, feed.Faults, null)
        : new OtherReading(reader, null, null, null, result.Failure);

    private static JsonObject Of(FeedDifference difference, (string First, string Second) readers) => new()
    {
        ["entry"] = difference.Entry == 0 ? null : difference.Entry,
        ["name"] = difference.Name,
        ["field"] = difference.Field,
        [readers.First] = difference.First,
        [readers.Second] = difference.Second,
    };

    private static object Of(string? file, FeedParseResult result) => result is FeedParseResult.Parsed parsed
        ? new CheckedFeed(
            file,
            parsed.Feed.Format,
            parsed.Feed.Encoding,
            FeedOf(parsed.Feed),
            parsed.Feed.EntriesListed,
            parsed.Feed.Entries.Select(EntryOf),
            parsed.Feed.Faults)
        : new NoFeed(file, result.Failure!);

    public static object Of(string? file, string error) => new NoFeed(file, error);

    private static FeedFields FeedOf(ParsedFeed feed) => new(
        feed.Title?.Value,
        feed.Link,
        feed.Id,
        feed.Description?.Value,
        feed.Language,
        feed.Updated,
        feed.Author,
        feed.Image,
        feed.SelfLink,
        feed.UpdateInterval,
        feed.Categories);

    private static EntryFields EntryOf(ParsedEntry entry) => new(
        entry.Id,
        entry.Title?.Value,
        entry.Link,
        entry.Summary?.Value,
        entry.Content?.Value,
        entry.Published,
        entry.Updated,
        entry.Author,
        entry.Enclosures,
        entry.PublishedRaw,
        entry.Authors,
        entry.Categories,
        entry.Language,
        entry.SourceTitle,
        entry.CommentsLink);

    private sealed record NoFeed([property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? File, string Error);

    private sealed record OtherReading(string Reader, string? Format, int? Entries, IReadOnlyList<FeedFault>? Faults, string? Error);

    private sealed record CheckedFeed(
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? File,
        string Format,
        string Encoding,
        FeedFields Feed,
        int EntriesListed,
        IEnumerable<EntryFields> Entries,
        IReadOnlyList<FeedFault> Faults);

    private sealed record FeedFields(
        string? Title,
        string? Link,
        string? Id,
        string? Description,
        string? Language,
        DateTimeOffset? Updated,
        string? Author,
        string? Image,
        string? SelfLink,
        TimeSpan? UpdateInterval,
        IReadOnlyList<string> Categories);

    private sealed record EntryFields(
        string? Id,
        string? Title,
        string? Link,
        string? Summary,
        string? Content,
        DateTimeOffset? Published,
        DateTimeOffset? Updated,
        string? Author,
        IReadOnlyList<ParsedEnclosure> Enclosures,
        string? PublishedRaw,
        IReadOnlyList<string> Authors,
        IReadOnlyList<string> Categories,
        string? Language,
        string? SourceTitle,
        string? CommentsLink);
}
