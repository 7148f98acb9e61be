using Monitor.Text;

namespace Monitor.Attributions;

/// <summary>How a sentence was read: who was recognised in it, and what each cue led to.</summary>
public sealed record SentenceExplanation(TextSpan Sentence, IReadOnlyList<string> Parties, IReadOnlyList<CueOutcome> Outcomes);
