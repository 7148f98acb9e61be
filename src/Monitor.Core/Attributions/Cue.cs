namespace Monitor.Attributions;

internal enum CueKind
{
    /// <summary>Ties an accused to an act by itself: accuse, blame, attribute, indict.</summary>
    Accusation,

    /// <summary>A hostile act ("hacked", "was behind"): an attribution only within what a source says.</summary>
    Deed,

    /// <summary>Opens what a source says: said, assessed.</summary>
    Speech,
    Denial,

    /// <summary>What a source says of itself to reject an accusation: "had nothing to do with".</summary>
    DenialContent,
    Retraction,
}

internal enum CueForm
{
    Finite,
    Participle,
    Gerund,
    Infinitive,
    Noun,

    /// <summary>Needs a form of "to be" before it: "behind", "responsible for".</summary>
    Predicate,
}

/// <summary>What must stand beside a cue for it to fire.</summary>
[Flags]
internal enum CueNeeds
{
    None = 0,

    /// <summary>An act of the list in the sentence.</summary>
    Act = 1,

    /// <summary>An accusation ("allegations", "involvement") behind the cue.</summary>
    Accusation = 2,

    /// <summary>The accused are persons, hackers, an agency or a company: a state is not "charged".</summary>
    Persons = 4,

    /// <summary>An act of the list right behind the cue.</summary>
    ActObject = 8,

    /// <summary>A noun for hackers, or a group, before the cue: "the group operates on behalf of", not "the lawyer works for".</summary>
    Hackers = 16,
}

/// <summary>Where a role is filled: a grammatical place, or one of some prepositions.</summary>
internal sealed record Slot(SlotPlace Place, IReadOnlyList<string> Prepositions);

internal enum SlotPlace
{
    Subject,
    Object,
    Possessor,
    Preposition,

    /// <summary>Hackers, a group or a state's act anywhere in what follows: "uncovered a campaign by …".</summary>
    Content,

    /// <summary>Right behind the particle: "joined … in condemning China".</summary>
    Particle,
}

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

/// <summary>A class of acts: what stands in its words' place in a statement. Earlier ones in the file are more specific.</summary>
/// <param name="FoldsInto">A class that is meant instead where the article is about its family: "espionage" in a story on hacking.</param>
internal sealed record ActClass(string Id, string Family, string? FoldsInto);

/// <summary>A cue found in a sentence.</summary>
/// <param name="IsOtherForm">The same words are another form of this cue too: "accused" is past tense and participle.</param>
internal readonly record struct CueHit(Cue Cue, CueForm Form, int First, int End, bool IsOtherForm);

/// <summary>Words of an act found in a sentence; <paramref name="Rank"/> is the place of their class in the file.</summary>
internal readonly record struct ActHit(int Rank, int First, int End);
