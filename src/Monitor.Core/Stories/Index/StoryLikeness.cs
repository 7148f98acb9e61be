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

    private const double Base = -5.04;
    private const double BodyWeight = 1.36;
    private const double BodyHeldWeight = 1.76;
    private const double LeadWeight = 2.66;
    private const double TitleWeight = 1.90;
    private const double NumbersWeight = 4.34;
    private const double NamesWeight = 2.64;
    private const double LeadNamesWeight = 1.59;
    private const double RarestNameWeight = 0.240;
    private const double SecondNameWeight = 0.228;
    private const double DaysWeight = -0.66;
    private const double UndatedWeight = -1.22;
    private const double OtherNamesWeight = -1.34;
    private const double SwappedWeight = -6;
    private const double OtherOrdinalWeight = -6;

    /// <summary>From this share of the shorter one's words on, two articles are one text in the main: a copy, or the same form filled in anew.</summary>
    private const double SameFormBodyMin = 0.65;

    /// <summary>The same form with hardly a number in common reports another time: the next day's market, the next quarter's results.</summary>
    private const double SameFormNumbersMax = 0.2;

    /// <summary>The evidence of two articles in the same form about two things is at most this.</summary>
    private const double SameFormEvidenceMax = -4;

    /// <summary>Below this share of the lead's names in the other article, it is about others.</summary>
    private const double OtherNamesShare = 0.15;

    /// <summary>As a share between 0 and 1.</summary>
    public double Score => ScoreOf(Evidence);

    public static double ScoreOf(double evidence) => 1 / (1 + Math.Exp(-evidence));

    /// <summary>Compares two profiles under the present term weights.</summary>
    public static StoryLikeness Of(ArticleProfile first, ArticleProfile second, TermStatistics statistics)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        ArgumentNullException.ThrowIfNull(statistics);
        var pages = new TermPages();
        var compared = new ComparedArticle(statistics);
        compared.Take(new IndexedArticle(first, pages));
        return compared.LikenessTo(new IndexedArticle(second, pages));
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
    internal static StoryLikeness Weigh(in LikenessSums sums, double? daysApart, StoryContradiction deeds)
    {
        var (body, names) = (LikenessSums.Cosine(sums.Body, sums.First.Body, sums.Second.Body),
            LikenessSums.Cosine(sums.Names, sums.First.Names, sums.Second.Names));
        var leadNames = Math.Max(
            LikenessSums.Share(sums.LeadNamesFirst, sums.First.LeadNames), LikenessSums.Share(sums.LeadNamesSecond, sums.Second.LeadNames));
        var others = sums.First.LeadNames > 0 && sums.Second.LeadNames > 0 && leadNames < OtherNamesShare;
        var held = LikenessSums.Share(sums.Body, Math.Min(sums.First.Body, sums.Second.Body));
        var numbers = LikenessSums.Cosine(sums.Numbers, sums.First.Numbers, sums.Second.Numbers);
        var otherNumbers = sums.First.NumbersCounted >= 3 && sums.Second.NumbersCounted >= 3 && numbers <= SameFormNumbersMax;
        var isSwapped = deeds is StoryContradiction.Swapped;
        var isSameForm = body >= SameFormBodyMin && (isSwapped || otherNumbers);
        var against = deeds is not StoryContradiction.None ? deeds
            : isSameForm ? StoryContradiction.OtherNumbers
            : others ? StoryContradiction.OtherNames
            : StoryContradiction.None;
        var evidence = Base
            + (BodyWeight * body)
            + (BodyHeldWeight * held)
            + (LeadWeight * LikenessSums.Cosine(sums.Lead, sums.First.Lead, sums.Second.Lead))
            + (TitleWeight * LikenessSums.Share(sums.Title, sums.First.Title + sums.Second.Title))
            + (NumbersWeight * numbers)
            + (NamesWeight * names)
            + (LeadNamesWeight * leadNames)
            + (RarestNameWeight * sums.RarestName)
            + (SecondNameWeight * sums.SecondName)
            + (daysApart is { } days ? DaysWeight * Math.Log(1 + days) : UndatedWeight)
            + (others ? OtherNamesWeight : 0)
            + (isSwapped ? SwappedWeight : 0)
            + (deeds is StoryContradiction.OtherOrdinal ? OtherOrdinalWeight : 0);
        return new StoryLikeness(Math.Clamp(evidence, -EvidenceMax, isSameForm ? SameFormEvidenceMax : EvidenceMax), body, names, against);
    }
}
