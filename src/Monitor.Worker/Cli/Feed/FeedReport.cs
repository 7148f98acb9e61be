using System.Text.Json.Serialization;
using Monitor.Feeds.Markup;
using Monitor.Feeds.Parsing;

namespace Monitor.Worker.Cli.Feed;

/// <summary>What "feed check" prints of one document: the contract's fields, and those of ours that help an admin.</summary>
internal static class FeedReport
{
    public static object Of(string? file, FeedParseResult result) => result is FeedParseResult.Parsed parsed
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
