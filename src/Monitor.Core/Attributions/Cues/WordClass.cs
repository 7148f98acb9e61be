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

    /// <summary>"Had Norway accused …", "Should Russia attack …", "Will Germany …": a sentence's first word that makes it a question or a condition.</summary>
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

    /// <summary>
    /// Words of harm, whatever their part of speech: "shelled", "rockets", "meddling". A deed only where a party of another state is their agent.
    /// </summary>
    Hostile = 1L << 40,

    /// <summary>Verbs that harm nobody ("agreed", "offered"): what follows them is no deed of their subject.</summary>
    Harmless = 1L << 41,

    /// <summary>Ties somebody to an act in any of the ways that no cue describes: "points the finger", "imputes".</summary>
    Accusing = 1L << 42,

    /// <summary>"on the orders of", "paid by": whoever stands behind it stands behind the deed.</summary>
    Behalf = 1L << 43,

    /// <summary>Rejects or mocks: "baseless", "fairy tale", "nothing to do with".</summary>
    Denying = 1L << 44,

    /// <summary>"concurs", "shares the assessment": backs what another said.</summary>
    Agreeing = 1L << 45,

    /// <summary>"acquitted", "ruled out": a court or an inquiry clears.</summary>
    Clearing = 1L << 46,

    /// <summary>"on trial", "convicted", "charged": the hand of a prosecuting state.</summary>
    Charging = 1L << 47,

    /// <summary>"did not respond", "declined to comment": neither a denial nor anything else.</summary>
    Silent = 1L << 48,

    /// <summary>"secret service", "Mossad's": for whom somebody works is what a prosecutor tells.</summary>
    Service = 1L << 49,

    /// <summary>"behind": the noun or verb that follows or stands before names who did it.</summary>
    Behind = 1L << 50,

    /// <summary>"from", "desde": where an order or a rocket came from.</summary>
    Origin = 1L << 51,

    /// <summary>"Imagine", "what if", "in the scenario": the sentence tells no fact.</summary>
    Imagined = 1L << 52,

    /// <summary>"clinic", "voters", "passengers": who or what suffers; with it any verb that is not harmless is a deed.</summary>
    Victim = 1L << 53,

    /// <summary>"Institute", "Labs", "Front": with a capital part of the name of a body.</summary>
    Body = 1L << 54,

    /// <summary>The auxiliary of a passive in a language that has one of its own (German "wurde").</summary>
    Passive = 1L << 55,

    /// <summary>"for": with a service behind it, for whom somebody is said to work.</summary>
    For = 1L << 56,

    /// <summary>"Times", "news", "wire": the name of an outlet that reports what others say.</summary>
    Press = 1L << 57,

    /// <summary>"Sea", "Street": a name with it is that of a place, and nobody's.</summary>
    Geography = 1L << 58,

    /// <summary>"killed", "kidnapped": done to somebody; without an object behind it its subject suffered it ("four killed in …").</summary>
    Transitive = 1L << 59,

    /// <summary>"embassy", "consulate": a state's body abroad, which is never that of the state it is in.</summary>
    Mission = 1L << 60,

    /// <summary>"calls", "describes as": what the accused calls an accusation is its answer, whatever the word.</summary>
    Naming = 1L << 61,

    /// <summary>"replied", "countered": with a quotation the accused's answer.</summary>
    Replying = 1L << 62,

    /// <summary>What a reader who looks for words that no file knows does not mind.</summary>
    Open = Hostile | Harmless | Accusing | Behalf | Denying | Agreeing | Clearing | Charging | Silent | Service
        | Behind | Origin | Imagined | Victim | Body | Passive | For | Press | Geography | Transitive
        | Mission | Naming | Replying,
}
