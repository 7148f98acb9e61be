namespace Monitor.Attributions.Cues;

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
