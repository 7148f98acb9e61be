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

    /// <summary>A BCP 47 tag without region; empty where nobody could tell.</summary>
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

/// <summary>What an article is in its story.</summary>
public enum StoryRelation
{
    /// <summary>An own text of which nobody has a copy.</summary>
    Report,

    /// <summary>An own report that takes whole passages from another article.</summary>
    Partial,

    /// <summary>The first of a group of copies.</summary>
    Original,
    Copy,
}

/// <summary>Who published a copy.</summary>
public enum CopyKind
{
    /// <summary>Another outlet than the original's.</summary>
    Syndicated,

    /// <summary>The same outlet, mostly an edited text under another address.</summary>
    Revision,
}

/// <summary>An article's place: its story, its group of copies, and why.</summary>
public sealed class StoryArticle
{
    public long ArticleId { get; init; }

    public Article? Article { get; set; }

    public long StoryId { get; set; }

    public Story? Story { get; set; }

    /// <summary>The id of the article that the group began with.</summary>
    public long CopyGroup { get; set; }

    public StoryRelation Relation { get; set; }

    /// <summary>Of a copy; null otherwise.</summary>
    public CopyKind? Kind { get; set; }

    /// <summary>The article that it copies or takes passages from; null otherwise.</summary>
    public long? OfId { get; set; }

    /// <summary>How much of the shorter text the other holds, 0 to 1; 0 where nothing is shared.</summary>
    public double CopyScore { get; set; }

    /// <summary>How well it fits its story, 0 to 1; 1 for the article that opened it.</summary>
    public double StoryScore { get; set; }

    /// <summary>What joined it, and what spoke against its neighbours, for people.</summary>
    public required IReadOnlyList<string> Why { get; set; }

    /// <summary>The passages it shares with <see cref="OfId"/>; the first range is its own.</summary>
    public required IReadOnlyList<AlignedPassage> Passages { get; set; }

    /// <summary>The agency that its credits name; null where they name none.</summary>
    public string? Origin { get; set; }

    /// <summary>What changed when the outlet published it anew under the same address, latest last; empty while nothing did.</summary>
    public required IReadOnlyList<string> Changes { get; set; }

    public long Sequence { get; set; }
}

/// <summary>What the index needs of a grouped article to take it up again: as stored, the index in memory is a function of these rows.</summary>
public sealed class ArticleSignature
{
    public long ArticleId { get; init; }

    /// <summary>The place in the order in which articles were grouped, from 1.</summary>
    public long Order { get; init; }

    public DateTimeOffset AppearedAt { get; init; }

    /// <summary>Whether its terms were counted in the term statistics.</summary>
    public bool IsCounted { get; init; }

    /// <summary>An <see cref="ArticleProfile"/>.</summary>
    public required byte[] Profile { get; set; }

    /// <summary>Which tokens are own text, quotation, credit and boilerplate: run lengths (<see cref="TextParts"/>).</summary>
    public required byte[] Parts { get; set; }
}

/// <summary>
/// What an analyst decided about two articles: in one story or in two. It holds against later passes, and is a label to evaluate with.
/// </summary>
public sealed class StoryLabel
{
    public long Id { get; init; }

    public long FirstArticleId { get; init; }

    public long SecondArticleId { get; init; }

    public bool SameStory { get; set; }

    public required string Author { get; set; }

    public DateTimeOffset DecidedAt { get; set; }

    /// <summary>When Group carried it out; null while it waits.</summary>
    public DateTimeOffset? CarriedOutAt { get; set; }
}

/// <summary>A part of the index that is kept whole: boilerplate memory, term statistics.</summary>
public sealed class IndexState
{
    public required string Name { get; init; }

    /// <summary>The <see cref="ArticleSignature.Order"/> of the last article that it knows.</summary>
    public long Order { get; set; }

    public required byte[] Bytes { get; set; }
}

/// <summary>An article that could not be grouped, or only without its attributions: it stays readable, and this says why.</summary>
public sealed class SetAsideArticle
{
    public long ArticleId { get; init; }

    public required string Reason { get; set; }

    public DateTimeOffset SetAsideAt { get; set; }
}
