using Monitor.Articles;
using Monitor.AttributionEvents.Chains;
using Monitor.Attributions;

namespace Monitor.AttributionEvents;

/// <summary>One statement of one article, kept as the evidence of an event and of facts.</summary>
public sealed class Attribution
{
    public long Id { get; set; }

    public long ArticleId { get; set; }

    public Article? Article { get; set; }

    /// <summary>Its place among the statements of its article, from 0.</summary>
    public int Index { get; set; }

    /// <summary>Null while there is no current event it could belong to.</summary>
    public long? EventId { get; set; }

    public AttributionEvent? Event { get; set; }

    /// <summary>The text of an <see cref="EventKey"/>; in a denial the denier with the family denied.</summary>
    public required string Key { get; set; }

    /// <summary>Actor id: the accused, in a denial the denier.</summary>
    public required string AccusedRoot { get; set; }

    public EvidenceKind Kind { get; set; }

    public AttributionStrength Strength { get; set; }

    /// <summary>The roots of those who accuse (deny, retract), each once, as named.</summary>
    public required List<string> Accusers { get; set; }

    public required List<string> StateLevelAccusers { get; set; }

    public DateTimeOffset PublishedAt { get; set; }

    /// <summary>The article's group of copies: one group counts as one report.</summary>
    public required string CopyGroup { get; set; }

    public bool IsCopy { get; set; }

    /// <summary>It stands in a round-up, which mentions and is nobody's report.</summary>
    public bool IsRoundUp { get; set; }

    /// <summary>Its article is too short to tell whether it copies another: beside one it is no further report.</summary>
    public bool IsTooShort { get; set; }

    /// <summary>The <see cref="InstrumentMarks"/> of an indictment or a sanction; empty otherwise.</summary>
    public List<string> Instrument { get; set; } = [];

    /// <summary>What it names of what happened, as events compare it; null in a row of before.</summary>
    public EventIncident? Incident { get; set; }

    /// <summary>The story that its article was in when it was recorded; null in a row of before.</summary>
    public string? Story { get; set; }

    /// <summary>The root of the accuser whom a denial answers; null where it names none.</summary>
    public string? RespondsTo { get; set; }

    /// <summary>The words of the article.</summary>
    public required string Quote { get; set; }

    /// <summary>The statement with its actors as named, act, score and rule.</summary>
    public required Statement Statement { get; set; }

    /// <summary>Only likely (<see cref="Statement.Likely"/>), and confirmed by nobody: it counts for nothing until then.</summary>
    public bool IsLikely { get; set; }

    /// <summary>When an analyst said that it is wrong; null while it counts.</summary>
    public DateTimeOffset? RejectedAt { get; set; }

    /// <summary>Who said so.</summary>
    public string? RejectedBy { get; set; }

    /// <summary>When an analyst said that it is right; null where none has.</summary>
    public DateTimeOffset? ConfirmedAt { get; set; }

    /// <summary>Who said so.</summary>
    public string? ConfirmedBy { get; set; }

    public List<Fact> Facts { get; } = [];
}
