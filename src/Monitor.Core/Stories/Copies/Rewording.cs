using System.Globalization;

namespace Monitor.Stories.Copies;

/// <summary>
/// Whether a text was written anew from another: the same facts, and hardly one that only one of them has, within a day. Independent reporters of
/// one event each
/// bring names and numbers of their own.
/// </summary>
/// <param name="Held">The share of the facts of both that stand in the other, 0 to 1.</param>
/// <param name="LeastHeld">The lesser of the two texts' shares.</param>
/// <param name="Words">The share of the words of content of the one with fewer that stand in the other, 0 to 1.</param>
/// <param name="Facts">How many facts the text with fewer has.</param>
internal readonly record struct Rewording(double Held, double LeastHeld, double Words, int Facts)
{
    private const double HeldMin = 0.72;
    private const double LeastHeldMin = 0.65;
    private const double WordsMin = 0.38;
    private const int FactsMin = 5;
    private const double LengthRatioMin = 0.5;
    private const int OwnWordsMax = 250;

    /// <summary>Rewriting takes hours; the next day brings something new.</summary>
    private const double DaysMax = 1;

    public static Rewording Of(TextFacts first, TextFacts second)
    {
        var (firstHeld, secondHeld) = (first.Facts.Count(second.Holds), second.Facts.Count(first.Holds));
        var all = first.Facts.Length + second.Facts.Length;
        return new Rewording(
            all == 0 ? 0 : (firstHeld + secondHeld) / (double)all,
            Math.Min(Share(firstHeld, first.Facts.Length), Share(secondHeld, second.Facts.Length)),
            Share(first.Words.Count(second.Holds), Math.Min(first.Words.Length, second.Words.Length)),
            Math.Min(first.Facts.Length, second.Facts.Length));
    }

    /// <summary>Whether this is a copy; <paramref name="daysApart"/> null where it is not known.</summary>
    public bool IsCopy(AlignableText first, AlignableText second, double? daysApart) =>
        daysApart <= DaysMax
        && Facts >= FactsMin && Held >= HeldMin && LeastHeld >= LeastHeldMin && Words >= WordsMin
        && Math.Max(first.OwnWords, second.OwnWords) <= OwnWordsMax
        && Math.Min(first.OwnWords, second.OwnWords) >= LengthRatioMin * Math.Max(first.OwnWords, second.OwnWords);

    /// <summary>In a few words, for people.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Held:0.00} of all names and numbers and {Words:0.00} of the words stand in both");

    private static double Share(int part, int whole) => whole == 0 ? 0 : Math.Min(1, part / (double)whole);
}
