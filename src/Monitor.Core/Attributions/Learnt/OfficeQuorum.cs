namespace Monitor.Attributions.Learnt;

/// <summary>How many must say so, how often, before the news teaches anything. The reasons stand in docs/decisions/attributions.md too.</summary>
public static class OfficeQuorum
{
    /// <summary>
    /// So many independent outlets must say so: one may be hostile and a second may believe it; a third that neither copied is the least that
    /// makes a slip or a campaign unlikely, and a minister in the news has as many within days.
    /// </summary>
    public const int OutletsMin = 3;

    /// <summary>
    /// On so many days: cabinet lists that leak, calls of an election night and slips of a wire are put right within a day or two; what is still
    /// said on the third is meant.
    /// </summary>
    public const int DaysMin = 3;

    /// <summary>Days on which the office is said to be over: the same outlets, one day less, since an error here only silences a name.</summary>
    public const int FormerDaysMin = 2;

    /// <summary>What was said longer ago is forgotten: a name that comes up once a year for years is no holder.</summary>
    public const int WindowDays = 60;

    /// <summary>Who was not named so long is not taken to hold the office still.</summary>
    public const int SilenceDays = 400;

    /// <summary>Around a change of holders outlets differ for as many days.</summary>
    public const int HandoverDays = 2;

    /// <summary>Between two names the last days decide: before them the first was right.</summary>
    public const int LateDays = 10;

    /// <summary>So many times more outlets decide between two names.</summary>
    public const int Majority = 3;

    /// <summary>
    /// Whether enough outlets say so on enough days, and whichever of them is left out, two outlets on two days remain: nobody can carry it alone.
    /// </summary>
    internal static bool IsReached(List<OfficeSighting> sightings, int daysMin)
    {
        var houses = Houses(sightings).Select(house => house.ToList()).ToList();
        return houses.Count >= OutletsMin && Days(sightings) >= daysMin && houses.TrueForAll(house => Days(sightings.Except(house)) > 1);
    }

    internal static int Outlets(IEnumerable<OfficeSighting> sightings) => Houses(sightings).Count();

    internal static int Days(IEnumerable<OfficeSighting> sightings) => sightings.Select(one => one.Day).Distinct().Count();

    /// <summary>By outlet; editions of one paper ("Northern Post", "Northern Post Online", "The Northern Post Weekend") are one.</summary>
    private static IEnumerable<IGrouping<string, OfficeSighting>> Houses(IEnumerable<OfficeSighting> sightings)
    {
        var all = sightings.ToList();
        var names = all.Select(one => HouseOf(one.Outlet)).Distinct().OrderBy(name => name.Length).ToList();
        return all.GroupBy(one => names.Find(name => (HouseOf(one.Outlet) + " ").StartsWith(name + " ", StringComparison.Ordinal))!);
    }

    /// <summary>The first two words of an outlet's name, without an article before them.</summary>
    private static string HouseOf(string outlet)
    {
        var words = outlet.ToUpperInvariant().Split([' ', '-', '.', ',', ':', '('], StringSplitOptions.RemoveEmptyEntries);
        return string.Join(' ', words.SkipWhile(Articles.Contains).DefaultIfEmpty(outlet).Take(HouseWords));
    }

    private const int HouseWords = 2;

    private static readonly HashSet<string> Articles = ["THE", "DER", "DIE", "DAS", "LE", "LA", "LES", "EL", "LOS", "IL"];
}
