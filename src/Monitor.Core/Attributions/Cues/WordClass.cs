namespace Monitor.Attributions.Cues;

/// <summary>What a small word does in a sentence; the names stand in the cue files ("infinitive-marker").</summary>
[Flags]
internal enum WordClass : long
{
    None = 0,
    Be = 1 << 0,
    Have = 1 << 1,
    Negation = 1 << 2,

    /// <summary>"would", "considers", "threatened to": what follows has not happened.</summary>
    Hypothetical = 1 << 3,
    Hedge = 1 << 4,
    Past = 1 << 5,

    /// <summary>"whether", "if", "why": what follows is asked, not said.</summary>
    Question = 1 << 6,

    /// <summary>May stand between a subject and its verb without changing either.</summary>
    Adverb = 1 << 7,
    Preposition = 1 << 8,
    Complementizer = 1 << 9,
    Subordinator = 1 << 10,
    Relative = 1 << 11,
    Conjunction = 1 << 12,
    Determiner = 1 << 13,

    /// <summary>Stands inside lists of actors: "its close allies", "members of".</summary>
    Filler = 1 << 14,
    ListIntro = 1 << 15,
    Pronoun = 1 << 16,

    /// <summary>"we", "our": whoever speaks.</summary>
    Self = 1 << 17,
    Anonymous = 1 << 18,
    According = 1 << 19,

    /// <summary>"linked to", "working for": ties hackers to the actor that follows.</summary>
    Linker = 1 << 20,

    /// <summary>"backed", "sponsored" behind an actor's name.</summary>
    LinkAdjective = 1 << 21,

    /// <summary>"allegations", "involvement": what a denial rejects.</summary>
    Accusation = 1 << 22,
    Time = 1 << 23,

    /// <summary>Introduces who did it in a passive: "by".</summary>
    Agent = 1 << 24,
    InfinitiveMarker = 1 << 25,
    Based = 1 << 26,

    /// <summary>"each other": accusers and accused at once.</summary>
    Reciprocal = 1 << 27,

    /// <summary>"continues to", "tried to": the infinitive that follows did happen.</summary>
    Realized = 1 << 28,

    /// <summary>A phrase that only looks like a cue ("charge d'affaires"): its words mean nothing here.</summary>
    Ignore = 1 << 29,

    /// <summary>"had": with a participle, something earlier than the rest.</summary>
    Pluperfect = 1 << 30,

    /// <summary>"the", "this": the noun behind it was spoken of before.</summary>
    Definite = 1L << 31,

    /// <summary>"may", "might": before an accusing verb it has not happened; before a deed the source is not sure.</summary>
    Modal = 1L << 32,

    /// <summary>"Had Norway accused …", "Should Russia attack …", "Will Germany …": as a sentence's first word it makes a question or a condition.</summary>
    Inverted = 1L << 33,

    /// <summary>"against", "targeting": who stands behind it is the target.</summary>
    Against = 1L << 34,

    /// <summary>"in": a passive charge without an agent is that of the state it happens in ("was charged in Norway").</summary>
    Place = 1L << 35,

    /// <summary>"interior minister", "police": what only a state has, so that "the interior minister" is that of the article's own state.</summary>
    Office = 1L << 36,

    /// <summary>"its", "their" before an office: that of a state named before.</summary>
    Possessive = 1L << 37,

    /// <summary>"attempt": who stands behind it with "by" made it.</summary>
    Attempt = 1L << 38,

    /// <summary>"him", "them": as an object whoever was accused before.</summary>
    ObjectPronoun = 1L << 39,
}
