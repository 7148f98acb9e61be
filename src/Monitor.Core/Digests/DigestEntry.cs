using System.Text.Json.Serialization;
using Monitor.AttributionEvents.Summaries;

namespace Monitor.Digests;

/// <summary>One thing that a digest tells: an attribution event with the story that carries it, or a story.</summary>
public sealed record DigestEntry
{
    public required DigestNovelty Novelty { get; init; }

    /// <summary>What is new, in one line; of the first entry it is the mail's subject.</summary>
    public required string Title { get; init; }

    /// <summary>The attribution event; null for a story.</summary>
    public EventSummary? Event { get; init; }

    /// <summary>The event's page; null without a public address.</summary>
    public string? EventUrl { get; init; }

    /// <summary>The new report that a story leads with; null for an attribution event.</summary>
    public DigestReport? Report { get; init; }

    /// <summary>Further new reports, the newest first.</summary>
    public IReadOnlyList<DigestReport> Further { get; init; } = [];

    /// <summary>The story, or the one that carries the event; null where none changed.</summary>
    public DigestStory? Story { get; init; }

    /// <summary>At most three, in words.</summary>
    public IReadOnlyList<string> Topics { get; init; } = [];

    /// <summary>When an alert told this reader all of it; null where something is untold.</summary>
    public DateTimeOffset? AlertedAt { get; init; }

    public required Importance Importance { get; init; }

    /// <summary>The new articles behind it.</summary>
    public IReadOnlyList<long> ArticleIds { get; init; } = [];

    [JsonIgnore]
    public bool IsEvent => Event is not null;

    /// <summary>As it is listed where there is room for a line: kept by the thousand.</summary>
    public DigestEntry InShort() => this with
    {
        Event = Event is null ? null : Event with { News = [], Quotes = [], Answers = [], Notes = [] },
        Report = Report is null ? null : Report with { Sentence = "" },
        Further = [],
        Story = Story is null ? null : Story with { Outlets = [], NotRelevantUrl = null, NotSameStoryUrl = null },
    };
}
