namespace Monitor.Attributions.Cues;

/// <summary>One entry of a cue file: words, and who stands where around them.</summary>
internal sealed record Cue
{
    public required string Id { get; init; }

    public required CueKind Kind { get; init; }

    /// <summary>All words of the cue with their grammatical form.</summary>
    public required IReadOnlyList<(string Phrase, CueForm Form)> Forms { get; init; }

    public IReadOnlyList<Slot> Accuser { get; init; } = [];

    public IReadOnlyList<Slot> Accused { get; init; } = [];

    /// <summary>Words that introduce the act: "accused of …".</summary>
    public IReadOnlyList<string> ActMarkers { get; init; } = [];

    /// <summary>The act stands in this place instead.</summary>
    public SlotPlace? ActPlace { get; init; }

    /// <summary>One of these must follow, with the object possibly between: "held … responsible".</summary>
    public IReadOnlyList<string> Particles { get; init; } = [];

    /// <summary>One of these must stand before: "blame … was put on", "what … calls".</summary>
    public IReadOnlyList<string> Before { get; init; } = [];

    /// <summary>None of these may follow closely.</summary>
    public IReadOnlyList<string> Unless { get; init; } = [];

    public CueNeeds Needs { get; init; }

    public AttributionStrength Strength { get; init; } = AttributionStrength.Official;

    public double Weight { get; init; } = 0.8;

    public bool IsHedged { get; init; }

    /// <summary>Where no accused is named, the one of the statement before is meant.</summary>
    public bool Carries { get; init; }

    /// <summary>The accusers join others: their own statement elsewhere in the article says better what they did.</summary>
    public bool Joins { get; init; }
}
