using Monitor.Articles;
using Monitor.Stories.Copies;

namespace Monitor.Stories;

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

    /// <summary>Of a copy, and of a round-up; null otherwise.</summary>
    public CopyKind? Kind { get; set; }

    /// <summary>
    /// It has too few words of its own to tell whether it copies another report of its story: beside one it counts as no further independent report.
    /// </summary>
    public bool IsTooShort { get; set; }

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
