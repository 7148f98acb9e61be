using System.Globalization;

namespace Monitor.Attributions.Learnt;

/// <summary>
/// Decides from what several outlets say who holds an office: learnt, ended, contested or against the book. Pure. One outlet, however often,
/// decides nothing, and neither do two.
/// </summary>
public static class OfficeDecision
{
    private const int SpellingLetters = 4;

    /// <param name="sightings">All of one office of one owner within the window.</param>
    /// <param name="elsewhere">Sightings of the same names in offices of other owners.</param>
    /// <param name="before">How the names stood; those that the news no longer tells of included.</param>
    /// <returns>One verdict for each name that stands or stood; none for names that too few tell of.</returns>
    public static IReadOnlyList<OfficeVerdict> Of(
        IReadOnlyCollection<OfficeSighting> sightings, IReadOnlyCollection<OfficeSighting> elsewhere, IReadOnlyCollection<OfficeVerdict> before, DateOnly today)
    {
        ArgumentNullException.ThrowIfNull(sightings);
        ArgumentNullException.ThrowIfNull(elsewhere);
        ArgumentNullException.ThrowIfNull(before);
        var recent = sightings.Where(one => one.Day > today.AddDays(-OfficeQuorum.WindowDays) && one.Day <= today.AddDays(1)).ToList();
        var others = elsewhere.Where(one => one.Telling is OfficeTelling.Holds && one.Day > today.AddDays(-OfficeQuorum.WindowDays)).ToList();
        var stood = before.ToDictionary(verdict => verdict.NameKey, StringComparer.Ordinal);
        var claims = recent.Select(one => one.NameKey).Union(stood.Keys)
            .Select(key => new OfficeClaim(
                key, stood.GetValueOrDefault(key), recent.FindAll(one => one.NameKey == key), others.FindAll(one => one.NameKey == key)))
            .Where(claim => claim.Before is not null || claim.IsEnough).ToList();

        var isOfMany = recent.Exists(one => one.IsOfMany);
        return [.. claims.Select(claim =>
            Verdict(claim, isOfMany ? [] : claims.FindAll(other => !other.IsOver && !IsOnePerson(other.NameKey, claim.NameKey))))];
    }

    private static OfficeVerdict Verdict(OfficeClaim claim, List<OfficeClaim> rivals)
    {
        if (claim.IsOver)
        {
            return claim.Before!;
        }

        var made = Doubt(claim) ?? End(claim) ?? AmongRivals(claim, rivals)
            ?? claim.Made(OfficeStanding.Learnt, null, $"{Count(claim.Holding)} on {OfficeQuorum.Days(claim.Holding)} days say so", claim.Holding);
        if (claim.Before is not { Until: null } before)
        {
            return made;
        }

        // Whoever was in doubt to the end never meant anybody: only what was learnt can have ended.
        made = made.Standing is OfficeStanding.Ended && before.Standing is not OfficeStanding.Learnt ? made with { Standing = before.Standing } : made;

        // What has not changed keeps its reason and its evidence: analysts look at it, and workers need not read it anew.
        return (before.Standing == made.Standing && made.Until is null) || (!claim.IsEnough && made.Standing is OfficeStanding.Learnt)
            ? before with { NamedOn = claim.NamedOn } : made;
    }

    private static OfficeVerdict? Doubt(OfficeClaim claim)
    {
        if (claim.IsPerhapsInvented)
        {
            return claim.Made(
                OfficeStanding.Contested, null, $"perhaps invented: {Count(claim.Unreal)} name the person beside a film, a game or a match", claim.Unreal);
        }

        return claim.BookHolder is { } holder
            ? claim.Made(OfficeStanding.AgainstBook, claim.FormerSince, $"by the book {holder} holds the office", []) : null;
    }

    private static OfficeVerdict? End(OfficeClaim claim)
    {
        if (claim.FormerSince is { } former)
        {
            return claim.Made(OfficeStanding.Ended, former, $"{Count(claim.Former)} say that it is over", claim.Former);
        }

        return claim.SpeaksElsewhere is not { } moved ? null
            : moved.IsSettled ? claim.Made(OfficeStanding.Ended, moved.Since, $"named for {moved.Owner} by {Count(claim.Elsewhere)} since", claim.Elsewhere)
            : claim.Made(OfficeStanding.Contested, null, $"outlets differ for whom: also {moved.Owner}", claim.Elsewhere);
    }

    private static OfficeVerdict? AmongRivals(OfficeClaim claim, List<OfficeClaim> rivals) =>
        rivals.Select(rival => Between(claim, rival)).FirstOrDefault(verdict => verdict is not null);

    /// <summary>One holds an office at a time. Who came later succeeds where hardly anybody still names the one before; else they are both in doubt.</summary>
    private static OfficeVerdict? Between(OfficeClaim claim, OfficeClaim rival)
    {
        if (claim.Since == rival.Since)
        {
            return Outlets(claim.Holding) >= OfficeQuorum.Majority * Outlets(rival.Holding) ? null : Doubted(claim, rival);
        }

        var isLater = claim.Since > rival.Since;
        var (first, later) = isLater ? (rival, claim) : (claim, rival);
        if (!later.IsEnough)
        {
            return null;
        }

        var (still, now) = (NamedNow(first, later, later.Since), NamedNow(later, first, later.Since));
        var succeeds = first.FormerSince is not null || now >= OfficeQuorum.Majority * still;
        return (isLater, succeeds) switch
        {
            (true, true) => null,
            (true, false) => Doubted(claim, rival),
            (false, true) => claim.Made(OfficeStanding.Ended, later.Since, $"{Count(later.Holding)} name {later.Name}", later.Holding),
            _ => claim.Before is { Standing: OfficeStanding.Learnt } || still >= OfficeQuorum.Majority * now ? null : Doubted(claim, rival),
        };
    }

    private static OfficeVerdict Doubted(OfficeClaim claim, OfficeClaim rival) =>
        claim.Made(OfficeStanding.Contested, null, $"outlets differ: also {rival.Name}", rival.Holding);

    /// <summary>How many outlets name somebody in the office of late, and have not gone over to the other.</summary>
    private static int NamedNow(OfficeClaim claim, OfficeClaim other, DateOnly since)
    {
        var latest = other.NamedOn > claim.NamedOn ? other.NamedOn : claim.NamedOn;
        var from = since > latest.AddDays(-OfficeQuorum.LateDays) ? since : latest.AddDays(-OfficeQuorum.LateDays);
        var lastOther = other.Holding.ToLookup(one => one.Outlet, one => one.Day, StringComparer.OrdinalIgnoreCase);
        return Outlets(claim.Holding.Where(one => one.Day >= from && lastOther[one.Outlet].DefaultIfEmpty().Max() <= one.Day));
    }

    /// <summary>Spellings of one name: the same last word, or nearly, behind the same first letter.</summary>
    internal static bool IsOnePerson(string left, string right)
    {
        var (ours, theirs) = (left.Split('-'), right.Split('-'));
        return ours[0][0] == theirs[0][0]
            && (ours[^1] == theirs[^1] || (ours[0] == theirs[0] && string.CompareOrdinal(ours[^1], 0, theirs[^1], 0, SpellingLetters) == 0));
    }

    private static int Outlets(IEnumerable<OfficeSighting> sightings) => OfficeQuorum.Outlets(sightings);

    private static string Count(List<OfficeSighting> sightings) => Outlets(sightings).ToString(CultureInfo.InvariantCulture) + " outlets";
}
