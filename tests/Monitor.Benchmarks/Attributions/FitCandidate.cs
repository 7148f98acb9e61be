using Monitor.Attributions;
using Monitor.Attributions.Weighed;
using Monitor.Text;

namespace Monitor.Benchmarks.Attributions;

/// <summary>Somebody who may accuse somebody, or deny something, in a sentence.</summary>
/// <param name="Accused">Empty for a denial.</param>
internal sealed record FitCandidate(TextSpan Sentence, string Shown, string Rival, HashSet<string> Accuser, HashSet<string> Accused, string[] Names)
{
    /// <summary>Null where it can be neither learnt from nor counted: right by its parties, but not in the words that carry it.</summary>
    public bool? Label { get; set; }

    /// <summary>The labelled statement that it may be, where the item does not tell its words.</summary>
    public Gold? Told { get; set; }

    /// <summary>The labelled statement whose parties it has; null where it is wrong.</summary>
    public LabelledStatement? Truth { get; set; }

    /// <summary>What is known of its strength and polarity, where it is right.</summary>
    public string[] KindNames { get; set; } = [];

    public AttributionStrength ByForm { get; set; }

    /// <summary>Null for a denial.</summary>
    public PairCandidate? Pair { get; init; }

    /// <summary>The pair as it was judged by itself, of one that is looked at again.</summary>
    public FitCandidate? First { get; init; }

    /// <summary>However likely, the program does not state it.</summary>
    public bool IsBound { get; init; }

    public int[] Features { get; set; } = [];

    public double Probability { get; set; }
}

/// <summary>A labelled pair, or a labelled denial: who accuses, who is accused, and in which words.</summary>
internal sealed record Gold(LabelledStatement Statement, HashSet<string> Accuser, HashSet<string>? Accused, TextSpan? Evidence)
{
    public bool IsAt(TextSpan sentence) => Evidence is not { } span || (sentence.Start < span.End && span.Start < sentence.End);

    public bool Fits(FitCandidate candidate) => Fits(candidate.Accuser, candidate.Accused);

    public bool Fits(IReadOnlyCollection<string> accuser, IReadOnlyCollection<string> accused) =>
        PartyKeys.Same(Accuser, accuser) && (Accused is null || PartyKeys.Same(Accused, accused));
}
