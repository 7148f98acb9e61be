namespace Monitor.Attributions;

/// <summary>What one cue of a sentence led to: a statement, or the reason why it led to none.</summary>
/// <param name="Cue">The cue's id with the words that matched.</param>
/// <param name="Statement">Null where the cue was vetoed or found no roles.</param>
/// <param name="Outcome">What fired, or what vetoed it.</param>
public sealed record CueOutcome(string Cue, Statement? Statement, string Outcome);
