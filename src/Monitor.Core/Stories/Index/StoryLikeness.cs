using System.Globalization;
using Monitor.Stories.Terms;

namespace Monitor.Stories.Index;

/// <summary>
/// Whether two articles report the same event. <see cref="Evidence"/> is a log-odds: 0 is undecided, +3 is twenty to one. Its weights were fitted by
/// logistic regression on one half of the stories of the development data and measured on the other.
/// </summary>
/// <param name="Body">Cosine over all words.</param>
/// <param name="Names">Cosine over names, pairs of names and actors.</param>
/// <param name="Against">What speaks against it.</param>
public readonly record struct StoryLikeness(double Evidence, double Body, double Names, StoryContradiction Against)
{
    /// <summary>No single pair may outvote a story.</summary>
    public const double EvidenceMax = 6;

    /// <summary>How many kinds of evidence there are.</summary>
    public const int Features = (int)LikenessFeature.FormLater + 1;

    private const double SwappedWeight = -6;
    private const double OtherOrdinalWeight = -6;

    /// <summary>The evidence of two articles of which the copy stage found that they are in the same form about another thing.</summary>
    internal const double ApartEvidence = -4;

    /// <summary>What comes so many days later is another time, where it is told in the same form.</summary>
    private const double LaterDays = 10;

    /// <summary>By the order of <see cref="LikenessFeature"/>; fitted by tests/stories/calibrate.py.</summary>
    private static readonly double[] Weights =
    [
        -5.10, -0.05, 1.75, 1.26, 1.83, 3.21, 1.50, 1.56, 0.08, 0.23,
        -0.66, -1.32, -1.41, 0.45, 0.43, 0.64, 1.07, -1.39, 0.29, -0.97,
    ];

    /// <summary>From this share of the shorter one's words on, two articles are one text in the main: a copy, or the same form filled in anew.</summary>
    private const double SameFormBodyMin = 0.65;

    /// <summary>The same form with hardly a number in common reports another time: the next day's market, the next quarter's results.</summary>
    private const double SameFormNumbersMax = 0.2;

    /// <summary>The evidence of two articles in the same form about two things is at most this.</summary>
    private const double SameFormEvidenceMax = -4;

    /// <summary>
    /// Two reports are brief where the longer has fewer different terms: they can have little in common, however surely they report one event. A text
    /// of the least terms is the briefest that is told from others.
    /// </summary>
    private const double BriefTermsMax = 140;
    private const double BriefTermsMin = 25;

    /// <summary>The weight of the logarithm of how brief both are, on the day; what comes weeks later is less likely to report the same event.</summary>
    private const double BriefWeight = 2.5;
    private const double BriefDays = 10;

    /// <summary>From so many words and so many names in common on it weighs in full, below that the less.</summary>
    private const double BriefShared = 0.1;
    private const double BriefBodyMin = 0.08;
    private const double BriefNamesMin = 0.04;
    private const double BriefPlain = 0.04;

    /// <summary>An outlet words all its briefs alike: what two of them share tells little, and the briefer they are, the more it speaks against.</summary>
    private const double BriefWeightOfOneOutlet = -1.5;

    /// <summary>The same where their openings have no plain word in common: the names that they share are those of the topic.</summary>
    private const double BriefWeightOfTopicAlone = -3;

    /// <summary>Below this share of the lead's names in the other article, it is about others.</summary>
    private const double OtherNamesShare = 0.15;

    /// <summary>As a share between 0 and 1.</summary>
    public double Score => ScoreOf(Evidence);

    public static double ScoreOf(double evidence) => 1 / (1 + Math.Exp(-evidence));

    /// <summary>Compares two profiles under the present term weights.</summary>
    /// <param name="told">Takes the kinds of evidence in the order of <see cref="LikenessFeature"/>; null where nobody asks.</param>
    public static StoryLikeness Of(ArticleProfile first, ArticleProfile second, TermStatistics statistics, List<double>? told = null)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        ArgumentNullException.ThrowIfNull(statistics);
        var pages = new TermPages();
        var compared = new ComparedArticle(statistics);
        compared.Take(new IndexedArticle(first, pages));
        return compared.LikenessTo(new IndexedArticle(second, pages), told);
    }

    /// <summary>In a few words, for people.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"words {Body:0.00}, names {Names:0.00}{Told(Against)}, evidence {Evidence:+0.0;-0.0;0}");

    private static string Told(StoryContradiction against) => against switch
    {
        StoryContradiction.OtherNames => ", other names in title and lead",
        StoryContradiction.OtherNumbers => ", the same form with other numbers",
        StoryContradiction.Swapped => ", who did it to whom is the other way round",
        StoryContradiction.OtherOrdinal => ", the same thing under another ordinal",
        _ => "",
    };

    /// <summary>The evidence of what two articles add up to and share.</summary>
    /// <param name="told">Takes the kinds of evidence, to be calibrated with.</param>
    internal static StoryLikeness Weigh(in LikenessSums sums, double? daysApart, StoryContradiction deeds, bool isOneOutlet, List<double>? told = null)
    {
        var (body, names) = (LikenessSums.Cosine(sums.Body, sums.First.Body, sums.Second.Body),
            LikenessSums.Cosine(sums.Names, sums.First.Names, sums.Second.Names));
        var leadNames = Math.Max(
            LikenessSums.Share(sums.LeadNamesFirst, sums.First.LeadNames), LikenessSums.Share(sums.LeadNamesSecond, sums.Second.LeadNames));
        var others = sums.First.LeadNames > 0 && sums.Second.LeadNames > 0 && leadNames < OtherNamesShare;
        var numbers = LikenessSums.Cosine(sums.Numbers, sums.First.Numbers, sums.Second.Numbers);
        var otherNumbers = sums.First.NumbersCounted >= 3 && sums.Second.NumbersCounted >= 3 && numbers <= SameFormNumbersMax;
        var isSwapped = deeds is StoryContradiction.Swapped;
        var isSameForm = body >= SameFormBodyMin && (isSwapped || otherNumbers);
        var against = deeds is not StoryContradiction.None ? deeds
            : isSameForm ? StoryContradiction.OtherNumbers
            : others ? StoryContradiction.OtherNames
            : StoryContradiction.None;
        Span<double> features = stackalloc double[Features];
        Fill(features, sums, body, names, leadNames, numbers, others, daysApart);
        var evidence = (isSwapped ? SwappedWeight : 0) + (deeds is StoryContradiction.OtherOrdinal ? OtherOrdinalWeight : 0);
        for (var i = 0; i < features.Length; i++)
        {
            evidence += Weights[i] * features[i];
        }

        evidence += OfBrevity(sums, body, names, daysApart, isOneOutlet);
        told?.AddRange(features);
        return new StoryLikeness(Math.Clamp(evidence, -EvidenceMax, isSameForm ? SameFormEvidenceMax : EvidenceMax), body, names, against);
    }

    /// <summary>
    /// Nothing where a date is missing, since look-alikes of other years would join, and nothing for two that share no names or no plain words: a dateline
    /// and a topic are names alone.
    /// </summary>
    private static double OfBrevity(in LikenessSums sums, double body, double names, double? daysApart, bool isOneOutlet)
    {
        var terms = Math.Max(sums.First.Terms, sums.Second.Terms);
        if (daysApart is not { } days || terms >= BriefTermsMax)
        {
            return 0;
        }

        var brevity = Math.Log(BriefTermsMax / Math.Max(terms, BriefTermsMin));
        if (isOneOutlet)
        {
            return brevity * (sums.OpeningPlain > 0 ? BriefWeightOfOneOutlet : BriefWeightOfTopicAlone);
        }

        var plain = LikenessSums.Cosine(sums.Plain, sums.First.Plain, sums.Second.Plain);
        var shared = Math.Min((body - BriefBodyMin) / (BriefShared - BriefBodyMin), (names - BriefNamesMin) / (BriefShared - BriefNamesMin));
        shared = Math.Min(shared, plain / BriefPlain);
        return brevity * BriefWeight * Math.Clamp(shared, 0, 1) * Math.Exp(-days / BriefDays);
    }

    private static void Fill(
        Span<double> features, in LikenessSums sums, double body, double names, double leadNames, double numbers, bool others, double? daysApart)
    {
        var (first, second) = (sums.First, sums.Second);
        var (toldFirst, toldSecond) = (LikenessSums.Share(sums.ToldFirst, first.OpeningTelling), LikenessSums.Share(sums.ToldSecond, second.OpeningTelling));
        var plain = LikenessSums.Cosine(sums.OpeningPlain, first.OpeningPlain, second.OpeningPlain);
        var least = first.OpeningTelling > 0 && second.OpeningTelling > 0 ? Math.Min(toldFirst, toldSecond) : 0;
        features[(int)LikenessFeature.Base] = 1;
        features[(int)LikenessFeature.Body] = body;
        features[(int)LikenessFeature.BodyHeld] = LikenessSums.Share(sums.Body, Math.Min(first.Body, second.Body));
        features[(int)LikenessFeature.Lead] = LikenessSums.Cosine(sums.Lead, first.Lead, second.Lead);
        features[(int)LikenessFeature.Title] = LikenessSums.Share(sums.Title, first.Title + second.Title);
        features[(int)LikenessFeature.Numbers] = numbers;
        features[(int)LikenessFeature.Names] = names;
        features[(int)LikenessFeature.LeadNames] = leadNames;
        features[(int)LikenessFeature.RarestName] = sums.RarestName;
        features[(int)LikenessFeature.SecondName] = sums.SecondName;
        features[(int)LikenessFeature.Days] = daysApart is { } days ? Math.Log(1 + days) : 0;
        features[(int)LikenessFeature.Undated] = daysApart is null ? 1 : 0;
        features[(int)LikenessFeature.OtherNames] = others ? 1 : 0;
        features[(int)LikenessFeature.ToldMost] = Math.Max(toldFirst, toldSecond);
        features[(int)LikenessFeature.ToldLeast] = least;
        features[(int)LikenessFeature.Form] = Math.Max(0, plain - least);
        features[(int)LikenessFeature.Opening] = LikenessSums.Cosine(
            sums.OpeningBoth, first.OpeningPlain + first.OpeningTelling, second.OpeningPlain + second.OpeningTelling);
        features[(int)LikenessFeature.OpeningPlain] = plain;
        features[(int)LikenessFeature.RarestOpening] = sums.RarestOpening;
        features[(int)LikenessFeature.FormLater] = daysApart > LaterDays ? plain : 0;
    }
}
