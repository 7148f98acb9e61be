using Monitor.AttributionEvents.Chains;

namespace Monitor.AttributionEvents;

/// <summary>The attributions that are one piece of news: on one incident blamed on one accused, or one indictment or sanction.</summary>
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

    /// <summary>When its last accusation was published.</summary>
    public DateTimeOffset LastAt { get; set; }

    /// <summary>The incident that an indictment or a sanction speaks of; null where none is known.</summary>
    public long? TiedToId { get; set; }

    public AttributionEvent? TiedTo { get; set; }

    /// <summary>Made by a version that told facts by fortnights: what was told then counts as told for it.</summary>
    public bool PredatesIncidents { get; set; }

    /// <summary>The number of the last change: evidence, strength, merge. Grows over all events and stories.</summary>
    public long Sequence { get; set; }

    /// <summary>The event that it became part of: by hand, or when an accusation that arrived late brought the two together. Null while it stands.</summary>
    public long? MergedIntoId { get; set; }

    public AttributionEvent? MergedInto { get; set; }

    /// <summary>All that opened it was rejected.</summary>
    public bool IsRetired { get; set; }

    public List<Attribution> Attributions { get; } = [];
}
