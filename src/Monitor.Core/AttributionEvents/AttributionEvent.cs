using Monitor.Articles;
using Monitor.Attributions;

namespace Monitor.AttributionEvents;

/// <summary>The attributions that are one piece of news: on one accused and family of acts within 14 days, or one indictment or sanction.</summary>
public sealed class AttributionEvent
{
    public long Id { get; set; }

    /// <summary>The text of an <see cref="EventKey"/>, such as "country:CN/cyber".</summary>
    public required string Key { get; set; }

    /// <summary>Actor id.</summary>
    public required string AccusedRoot { get; set; }

    /// <summary>Of an indictment or a sanction, one of its marks, which tells it from another on the same day. Null where it has none.</summary>
    public string? Instrument { get; set; }

    /// <summary>When its first accusation was published. Moves back when an earlier one arrives late.</summary>
    public DateTimeOffset StartAt { get; set; }

    /// <summary>The number of the last change: evidence, strength, merge. Grows over all events and stories.</summary>
    public long Sequence { get; set; }

    /// <summary>The event that it became part of, when an earlier accusation that arrived late brought the two together. Null while it stands.</summary>
    public long? MergedIntoId { get; set; }

    public AttributionEvent? MergedInto { get; set; }

    /// <summary>All that opened it was rejected.</summary>
    public bool IsRetired { get; set; }

    public List<Attribution> Attributions { get; } = [];
}

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

    /// <summary>The <see cref="InstrumentMarks"/> of an indictment or a sanction; empty otherwise.</summary>
    public List<string> Instrument { get; set; } = [];

    /// <summary>The words of the article.</summary>
    public required string Quote { get; set; }

    /// <summary>The statement with its actors as named, act, score and rule.</summary>
    public required Statement Statement { get; set; }

    /// <summary>When an analyst said that it is wrong; null while it counts.</summary>
    public DateTimeOffset? RejectedAt { get; set; }

    /// <summary>Who said so.</summary>
    public string? RejectedBy { get; set; }

    public List<Fact> Facts { get; } = [];
}

/// <summary>What a subscriber can be told once, such as "US accuses China, cyber, official". Knows neither event nor story.</summary>
public sealed class Fact
{
    public long Id { get; set; }

    /// <summary>The text of its <see cref="FactKey"/>, unique.</summary>
    public required string Key { get; set; }

    /// <summary>Accusation, Urging, Denial or Retraction.</summary>
    public EvidenceKind Kind { get; set; }

    /// <summary>The root of the one who accuses, urges, denies or retracts.</summary>
    public required string Actor { get; set; }

    /// <summary>The text of the <see cref="EventKey"/> it is about.</summary>
    public required string About { get; set; }

    /// <summary>Of an accusation; null otherwise.</summary>
    public AttributionStrength? Strength { get; set; }

    /// <summary>The number of the change that made it known.</summary>
    public long Sequence { get; set; }

    /// <summary>When the last of its evidence was rejected; null while some stands.</summary>
    public DateTimeOffset? WithdrawnAt { get; set; }

    public List<Attribution> Evidence { get; } = [];
}

/// <summary>One piece of news on an event: what an alert is about. Copies, repeats and the past leave none.</summary>
public sealed class AttributionNews
{
    public long Id { get; set; }

    public long Sequence { get; set; }

    public NewsKind Kind { get; set; }

    public long EventId { get; set; }

    public AttributionEvent? Event { get; set; }

    /// <summary>The statement that carries it. An alert tells its facts, and all others of the event that the reader was not told.</summary>
    public long AttributionId { get; set; }

    public Attribution? Attribution { get; set; }

    /// <summary>In a correction, the fact that no longer stands; null otherwise.</summary>
    public long? FactId { get; set; }

    public Fact? Fact { get; set; }
}
