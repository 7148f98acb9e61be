using Monitor.Attributions.Parties;

namespace Monitor.Attributions.Weighed;

/// <summary>How likely it is that somebody is accused in the sentences before one, in it, and behind it; and that they accuse in it themselves.</summary>
internal readonly record struct HeldTo(double Before, double Here, double Behind, double Accuses)
{
    /// <summary>Elsewhere than in the sentence, where an answer to it would stand.</summary>
    public double Elsewhere => Math.Max(Before, Behind);

    /// <summary>Anywhere in the article.</summary>
    public double Most => Math.Max(Elsewhere, Here);

    /// <summary>How many sentences away the nearest stands that is likely to accuse them; far where none is.</summary>
    public int Away { get; private init; } = Far;

    private const int Far = 9;
    private const double Telling = 0.2;

    public static HeldTo Of(IEnumerable<(double Probability, PairCandidate Pair)> pairs, int sentence, Named named)
    {
        var held = new HeldTo(0, 0, 0, 0);
        foreach (var (probability, pair) in pairs)
        {
            var number = pair.Scene.Number;
            if (IsOf(pair.Accused.Named, named))
            {
                held = probability < Telling ? held : held with { Away = Math.Min(held.Away, Math.Abs(number - sentence)) };
                held = number < sentence ? held with { Before = Math.Max(held.Before, probability) }
                    : number == sentence ? held with { Here = Math.Max(held.Here, probability) }
                    : held with { Behind = Math.Max(held.Behind, probability) };
            }
            else if (number == sentence && IsOf(pair.Accuser.Named, named))
            {
                held = held with { Accuses = Math.Max(held.Accuses, probability) };
            }
        }

        return held;
    }

    private static bool IsOf(Named one, Named other) => one.Id == other.Id || (one.Country is not null && one.Country == other.Country);
}
