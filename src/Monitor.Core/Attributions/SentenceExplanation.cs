using Monitor.Attributions.Learnt;
using Monitor.Text;

namespace Monitor.Attributions;

/// <summary>How a sentence was read: who was recognised in it, and what each cue led to.</summary>
public sealed record SentenceExplanation(TextSpan Sentence, IReadOnlyList<string> Parties, IReadOnlyList<CueOutcome> Outcomes)
{
    /// <summary>Who it says holds which office.</summary>
    public IReadOnlyList<OfficeLesson> Lessons { get; init; } = [];
}
