using Monitor.Stories;
using Monitor.Text;

namespace Monitor.Search;

/// <summary>A line, a title or a sentence, and what of it was hit.</summary>
public sealed record FoundText(string Text, IReadOnlyList<TextSpan> Marks);

/// <summary>An article as a row of a list.</summary>
/// <param name="Actors">Ids, the most named first.</param>
/// <param name="Passages">Sentences that were hit; without words its beginning.</param>
public sealed record FoundArticle(
    long Id, FoundText Title, string Outlet, string? Url, string? Language, DateTimeOffset? PublishedAt, DateTimeOffset AppearedAt,
    IReadOnlyList<string> Topics, IReadOnlyList<string> Actors, bool HasAttribution, IReadOnlyList<FoundText> Passages)
{
    /// <summary>Its place in the order of lists (<see cref="SearchKey"/>).</summary>
    public long Key { get; init; }

    /// <summary>Null where it was set aside.</summary>
    public long? StoryId { get; init; }

    public StoryRelation? Relation { get; init; }

    public CopyKind? Kind { get; init; }

    public string? Byline { get; init; }

    public DateTimeOffset CollectedAt { get; init; }

    /// <summary>When it was placed in a story, or set aside; null while it waits for that.</summary>
    public DateTimeOffset? GroupedAt { get; init; }

    /// <summary>What was wrong with its page; null for nothing.</summary>
    public string? ReadNote { get; init; }

    /// <summary>How well it fits the words; 0 without words.</summary>
    public double Fit { get; init; }
}
