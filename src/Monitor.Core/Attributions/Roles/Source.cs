using Monitor.Attributions.Parties;
using Monitor.Attributions.Sentences;

namespace Monitor.Attributions.Roles;

/// <summary>Who says something in a sentence, and over which of its words that reaches.</summary>
internal sealed record Source(CueHit? Cue, IReadOnlyList<Party> Parties, int First, int End, int At, bool IsHedged, bool IsPast)
{
    /// <summary>The place of a source that no word of the sentence names.</summary>
    public const int Nowhere = -1;

    /// <summary>"I am not saying that …": what it covers is expressly not said.</summary>
    public bool IsUnsaid { get; init; }

    public bool Covers(int token) => First <= token && token < End;
}
