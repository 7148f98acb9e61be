using System.Collections.Frozen;

namespace Monitor.Attributions.Cues;

/// <summary>A kind of text that tells no fact of here and now: a match report, a novel, a quiz, an exercise.</summary>
/// <param name="Why">What an explanation says of it.</param>
internal sealed record Frame(string Id, string Why)
{
    /// <summary>A text that takes back what was said before: what it says is not so still stands.</summary>
    public bool IsCorrection => Id == "correction";

    /// <summary>Its words are those of one who checks what others say.</summary>
    public bool IsCheck => Id == "fact-check";

    /// <summary>Its questions have answers to choose from.</summary>
    public bool IsQuiz => Id == "quiz";

    /// <summary>Its results are pairs of numbers.</summary>
    public bool IsSport => Id == "sport";

    /// <summary>Words in the name of an outlet that writes nothing else, folded.</summary>
    public IReadOnlySet<string> Outlets { get; init; } = FrozenSet<string>.Empty;

    /// <summary>So much weight of a frame's words makes an article one of its kind.</summary>
    public const int Enough = 3;
}
