using System.Globalization;
using System.Text.RegularExpressions;
using Monitor.Attributions;
using Monitor.Delivery.Mail;

namespace Monitor.Digests;

/// <summary>
/// How much an entry of a digest matters to its reader, 0 to 100, and of what that is made: it decides order and what is left out. A pure
/// function with a table of cases (importance.cases).
/// </summary>
/// <param name="Points">Exact, for the order.</param>
public sealed partial record Importance(double Points, IReadOnlyList<ImportancePart> Parts)
{
    // Each doubling of the reports adds as much, so that the tenth copy-desk rewrite does not outweigh what is new.
    private const double PointsPerDoubling = 5;
    private const double ReportsMax = 30;
    private const double KnownMax = 5;
    private const double PointsPerInterest = 4;
    private const double PointsPerHit = 1.5;
    private const double InterestsMax = 16;

    // Among entries that are alike the newer one leads; no more than that.
    private const double FreshMax = 4;
    private const double FreshHours = 72;

    private const double DenialShare = 0.8;
    private const double VagueShare = 0.4;

    /// <summary>What is left of an entry that an alert told already.</summary>
    private const double AlertedShare = 0.6;

    /// <summary>Rounded, for people and floors.</summary>
    public int Value => (int)Math.Round(Points, MidpointRounding.AwayFromZero);

    public static Importance Of(ImportanceFactors factors)
    {
        ArgumentNullException.ThrowIfNull(factors);
        if (factors.Novelty is DigestNovelty.Copies)
        {
            return new Importance(0, [new ImportancePart("copies only", 0)]);
        }

        var parts = new List<ImportancePart> { new(Name(factors.Novelty), NoveltyPoints(factors.Novelty)) };
        if (factors.Strength is { } strength)
        {
            // A denial is news by what is denied, but says nothing new about it.
            var points = StrengthPoints(strength) * (factors.NamesNoAct ? VagueShare : factors.Novelty is DigestNovelty.Denial ? DenialShare : 1);
            parts.Add(new ImportancePart(strength.ToString().ToLowerInvariant(), points));
        }

        Add(parts, $"{factors.Weights.Count} new reports", Math.Min(ReportsMax, PointsPerDoubling * Math.Log2(1 + factors.Weights.Sum())));
        Add(parts, $"{factors.Known} known reports", Math.Min(KnownMax, Math.Log2(1 + factors.Known)));
        var interests = PointsPerInterest * Math.Log2(1 + factors.Interests) + PointsPerHit * Math.Log2(1 + factors.InterestHits);
        Add(parts, $"{factors.Interests} interests, {factors.InterestHits} times", Math.Min(InterestsMax, interests));
        Add(parts, $"{factors.Age.TotalHours:0} h old", FreshMax * (1 - Math.Clamp(factors.Age.TotalHours / FreshHours, 0, 1)));
        var sum = parts.Sum(part => part.Points);
        if (factors.IsAlerted)
        {
            Add(parts, "alerted already", sum * (AlertedShare - 1));
        }

        return new Importance(Math.Clamp(parts.Sum(part => part.Points), 0, 100), parts);
    }

    /// <summary>
    /// Whether it makes an entry for a reader who wants so many independent reports, or an attribution. A floor of 1 is none: a round-up, which
    /// counts as no report, is told too.
    /// </summary>
    public static bool Passes(DigestNovelty novelty, bool isAttribution, int reports, int atLeast) =>
        novelty is not DigestNovelty.Copies && (isAttribution || atLeast <= 1 || reports >= atLeast);

    /// <summary>"58: event 30, official 24, 1 new reports 5".</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Value}: {string.Join(", ", Parts.Select(part => string.Create(CultureInfo.InvariantCulture, $"{part.What} {part.Points:0.#}")))}");

    /// <summary>The same in a reader's language: each part by the words of it that are no numbers, in English as it stands.</summary>
    public string InWords(MailWords words)
    {
        ArgumentNullException.ThrowIfNull(words);
        return $"{Value}: {string.Join(", ", Parts.Select(part => $"{Said(part.What, words)} {part.Points.ToString("0.#", words.Culture)}"))}";
    }

    private static string Said(string what, MailWords words)
    {
        var numbers = Numbers().Matches(what).Select(object (match) => match.Value).ToArray();
        var key = string.Join('-', NoLetters().Split(what).Where(word => word.Length > 0));
        return words.Find($"importance.{key}") is { } own ? string.Format(words.Culture, own, numbers) : what;
    }

    [GeneratedRegex(@"\d+")]
    private static partial Regex Numbers();

    [GeneratedRegex("[^a-z]+")]
    private static partial Regex NoLetters();

    private static void Add(List<ImportancePart> parts, string what, double points)
    {
        if (points != 0)
        {
            parts.Add(new ImportancePart(what, points));
        }
    }

    private static string Name(DigestNovelty novelty) => novelty switch
    {
        DigestNovelty.Event => "new attribution",
        DigestNovelty.Story => "new story",
        DigestNovelty.Report => "further report",
        _ => novelty.ToString().ToLowerInvariant(),
    };

    private static double NoveltyPoints(DigestNovelty novelty) => novelty switch
    {
        DigestNovelty.Correction => 40,
        DigestNovelty.Event or DigestNovelty.Stronger => 30,
        DigestNovelty.Retraction or DigestNovelty.Contested => 28,
        DigestNovelty.Denial => 24,
        DigestNovelty.Accuser => 22,
        DigestNovelty.Story => 12,
        _ => 8,
    };

    private static double StrengthPoints(AttributionStrength strength) => strength switch
    {
        AttributionStrength.Indictment => 30,
        AttributionStrength.Sanction => 27,
        AttributionStrength.Official => 24,
        AttributionStrength.Nonstate => 15,
        AttributionStrength.Anonymous => 12,
        AttributionStrength.Supports => 8,
        _ => 4,
    };
}

/// <param name="What">In words, for who runs this.</param>
public sealed record ImportancePart(string What, double Points);
