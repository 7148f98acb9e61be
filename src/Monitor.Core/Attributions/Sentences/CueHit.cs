using Monitor.Attributions.Cues;

namespace Monitor.Attributions.Sentences;

/// <summary>A cue found in a sentence.</summary>
/// <param name="IsOtherForm">The same words are another form of this cue too: "accused" is past tense and participle.</param>
internal readonly record struct CueHit(Cue Cue, CueForm Form, int First, int End, bool IsOtherForm);
