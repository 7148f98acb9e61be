using Monitor.Attributions;

namespace Monitor.Digests;

/// <summary>What the importance of an entry is made of.</summary>
/// <param name="Strength">The strongest attribution in it; null for a story.</param>
/// <param name="Weights">Of each new independent report the weight of its outlet: 1 is usual.</param>
/// <param name="Known">Independent reports that were told before.</param>
public sealed record ImportanceFactors(DigestNovelty Novelty, AttributionStrength? Strength, IReadOnlyList<double> Weights, int Known = 0)
{
    /// <summary>How many of the reader's interests it matches; 0 for a reader of everything.</summary>
    public int Interests { get; init; }

    /// <summary>How often new articles name them.</summary>
    public int InterestHits { get; init; }

    /// <summary>An alert told this reader all of it.</summary>
    public bool IsAlerted { get; init; }

    /// <summary>An attribution of something that no report names.</summary>
    public bool NamesNoAct { get; init; }

    /// <summary>Since the newest thing that is new.</summary>
    public TimeSpan Age { get; init; }
}
