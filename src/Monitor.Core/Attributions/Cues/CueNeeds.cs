namespace Monitor.Attributions.Cues;

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
