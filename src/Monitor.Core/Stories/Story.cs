using Monitor.Articles;

namespace Monitor.Stories;

/// <summary>
/// The articles that report one event. Its id never changes: a story that was merged into another stays as a redirect.
/// </summary>
public sealed class Story
{
    public long Id { get; init; }

    /// <summary>The title of its most original report.</summary>
    public required string Title { get; set; }

    /// <summary>Its most original report.</summary>
    public long LeadArticleId { get; set; }

    /// <summary>Of the article that opened it, whatever others it is told in: a BCP 47 tag without region; empty where nobody could tell.</summary>
    public required string Language { get; init; }

    /// <summary>When its first article appeared.</summary>
    public DateTimeOffset FirstSeenAt { get; set; }

    /// <summary>When its latest article appeared.</summary>
    public DateTimeOffset LastSeenAt { get; set; }

    public int Articles { get; set; }

    public int Outlets { get; set; }

    /// <summary>Articles that copy another article of the story, revisions by the same outlet not counted.</summary>
    public int Copies { get; set; }

    /// <summary>Groups of copies; an article without copies is a group of its own.</summary>
    public int IndependentReports { get; set; }

    /// <summary>The number of its last change, among those of all stories and attribution events.</summary>
    public long Sequence { get; set; }

    /// <summary>The story that it became part of; null while it stands.</summary>
    public long? MergedIntoId { get; set; }

    /// <summary>Nothing in it is news (<see cref="Article.Past"/>).</summary>
    public bool Past { get; set; }
}
