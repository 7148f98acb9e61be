namespace Monitor.Attributions.Roles;

/// <summary>How a cue stands in its clause.</summary>
internal enum Voice
{
    Active,
    Passive,

    /// <summary>A participle without a form of "to be": "hackers accused of …".</summary>
    Reduced,
    Noun,

    /// <summary>Not this cue: another form of the word is meant, or something is missing beside it.</summary>
    None,
}
