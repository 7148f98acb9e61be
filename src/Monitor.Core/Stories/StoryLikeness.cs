using System.Globalization;

namespace Monitor.Stories;

/// <summary>
/// Whether two articles report the same event. <see cref="Evidence"/> is a log-odds: 0 is undecided, +3 is twenty to one. Its weights were fitted by
/// logistic regression on one half of the stories of the development data and measured on the other.
/// </summary>
/// <param name="Body">Cosine over all words.</param>
/// <param name="Names">Cosine over names, pairs of names and actors.</param>
/// <param name="IsContradicted">Other names in title and lead, or accuser and accused swapped.</param>
public readonly record struct StoryLikeness(double Evidence, double Body, double Names, bool IsContradicted)
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

    /// <summary>Below this share of the lead's names in the other article, it is about others.</summary>
    private const double OtherNamesShare = 0.15;

    /// <summary>As a share between 0 and 1.</summary>
    public double Score => ScoreOf(Evidence);

    public static double ScoreOf(double evidence) => 1 / (1 + Math.Exp(-evidence));

    /// <summary>Compares two profiles under the present term weights, in one pass over what they share.</summary>
    public static StoryLikeness Of(ArticleProfile first, ArticleProfile second, TermStatistics statistics)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        ArgumentNullException.ThrowIfNull(statistics);
        var sums = new LikenessSums { First = first.SumsUnder(statistics), Second = second.SumsUnder(statistics) };
        ReadOnlySpan<ProfileTerm> a = first.Terms;
        ReadOnlySpan<ProfileTerm> b = second.Terms;
        var (i, j) = (0, 0);
        while (i < a.Length && j < b.Length)
        {
            var (one, other) = (a[i].Term, b[j].Term);
            if (one == other)
            {
                sums.AddShared(a[i], b[j], statistics.Weight(one));
            }

            i += one <= other ? 1 : 0;
            j += other <= one ? 1 : 0;
        }

        return Weigh(sums, DaysApart(first, second), IsSwapped(first, second));
    }

    /// <summary>In a few words, for people.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"words {Body:0.00}, names {Names:0.00}{(IsContradicted ? ", contradicted" : "")}, evidence {Evidence:+0.0;-0.0;0}");

    private static StoryLikeness Weigh(in LikenessSums sums, double? daysApart, bool isSwapped)
    {
        var (body, names) = (LikenessSums.Cosine(sums.Body, sums.First.Body, sums.Second.Body), LikenessSums.Cosine(sums.Names, sums.First.Names, sums.Second.Names));
        var leadNames = Math.Max(LikenessSums.Share(sums.LeadNamesFirst, sums.First.LeadNames), LikenessSums.Share(sums.LeadNamesSecond, sums.Second.LeadNames));
        var others = sums.First.LeadNames > 0 && sums.Second.LeadNames > 0 && leadNames < OtherNamesShare;
        var evidence = Base
            + (BodyWeight * body)
            + (BodyHeldWeight * LikenessSums.Share(sums.Body, Math.Min(sums.First.Body, sums.Second.Body)))
            + (LeadWeight * LikenessSums.Cosine(sums.Lead, sums.First.Lead, sums.Second.Lead))
            + (TitleWeight * LikenessSums.Share(sums.Title, sums.First.Title + sums.Second.Title))
            + (NumbersWeight * LikenessSums.Cosine(sums.Numbers, sums.First.Numbers, sums.Second.Numbers))
            + (NamesWeight * names)
            + (LeadNamesWeight * leadNames)
            + (RarestNameWeight * sums.RarestName)
            + (SecondNameWeight * sums.SecondName)
            + (daysApart is { } days ? DaysWeight * Math.Log(1 + days) : UndatedWeight)
            + (others ? OtherNamesWeight : 0)
            + (isSwapped ? SwappedWeight : 0);
        return new StoryLikeness(Math.Clamp(evidence, -EvidenceMax, EvidenceMax), body, names, others || isSwapped);
    }

    private static double? DaysApart(ArticleProfile first, ArticleProfile second) =>
        first.Published is { } one && second.Published is { } other ? (one - other).Duration().TotalDays : null;

    private static bool IsSwapped(ArticleProfile first, ArticleProfile second)
    {
        foreach (var deed in first.Deeds)
        {
            foreach (var other in second.Deeds)
            {
                if (deed.Doer == other.DoneTo && deed.DoneTo == other.Doer && deed.Verb == other.Verb)
                {
                    return true;
                }
            }
        }

        return false;
    }
}
