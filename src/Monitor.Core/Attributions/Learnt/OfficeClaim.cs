namespace Monitor.Attributions.Learnt;

/// <summary>A name in an office: how it stood, and what outlets say of it now.</summary>
internal sealed class OfficeClaim
{
    private const int EvidenceMax = 6;

    /// <param name="seen">Sightings of the name in this office, within the window.</param>
    /// <param name="elsewhere">Sightings of the name for other owners.</param>
    public OfficeClaim(string nameKey, OfficeVerdict? before, List<OfficeSighting> seen, List<OfficeSighting> elsewhere)
    {
        (NameKey, Before, Elsewhere) = (nameKey, before, elsewhere);

        // Who comes back into an office must be named so anew.
        var since = before is { Until: { } until } ? until.AddDays(OfficeQuorum.HandoverDays) : DateOnly.MinValue;
        Holding = Independent(seen.Where(one => one.Telling is OfficeTelling.Holds && one.Day > since));
        Former = Independent(seen.Where(one => one.Telling is OfficeTelling.Former && one.Day > since));
        Unreal = Independent(seen.Where(one => one.Telling is OfficeTelling.Unreal));
        IsEnough = OfficeQuorum.IsReached(Holding, OfficeQuorum.DaysMin);
        Name = before?.Name ?? seen[0].Name;
        Since = before is { Until: null } ? before.From : Holding.Count > 0 ? Holding.Min(one => one.Day) : before?.From ?? since;
        NamedOn = Holding.Select(one => one.Day).Append(before?.NamedOn ?? DateOnly.MinValue).Max();
    }

    public string NameKey { get; }

    public string Name { get; }

    public OfficeVerdict? Before { get; }

    public List<OfficeSighting> Holding { get; }

    /// <summary>Those that name the person as one who held the office.</summary>
    public List<OfficeSighting> Former { get; }

    /// <summary>Those that name the person among words of a film, a game or a match.</summary>
    public List<OfficeSighting> Unreal { get; }

    /// <summary>So many of the outlets do that the person may be invented: a minister is named beside a film now and then, a character always.</summary>
    public bool IsPerhapsInvented
    {
        get
        {
            var outlets = OfficeQuorum.Outlets(Unreal);
            return outlets > 1 && outlets * OfficeQuorum.Majority >= OfficeQuorum.Outlets(Holding);
        }
    }

    /// <summary>Those that name the person for another owner.</summary>
    public List<OfficeSighting> Elsewhere { get; }

    /// <summary>Enough outlets on enough days name the person in the office.</summary>
    public bool IsEnough { get; }

    public DateOnly Since { get; }

    public DateOnly NamedOn { get; }

    /// <summary>It was over, and not enough outlets say that it has come back.</summary>
    public bool IsOver => Before is { Until: not null } && !IsEnough;

    /// <summary>By the latest sightings; null where the book does not say.</summary>
    public string? BookHolder =>
        Holding.OrderByDescending(one => one.Day).Take(OfficeQuorum.OutletsMin).Select(one => one.BookHolder).FirstOrDefault(holder => holder is not null);

    /// <summary>The day since which it is over: enough outlets say so, and fewer name the person in it from then on.</summary>
    public DateOnly? FormerSince
    {
        get
        {
            if (!OfficeQuorum.IsReached(Former, OfficeQuorum.FormerDaysMin))
            {
                return null;
            }

            var since = Former.Min(one => one.Day);
            return OfficeQuorum.Outlets(HoldingAfter(since)) < OfficeQuorum.Outlets(Former) ? since : null;
        }
    }

    /// <summary>For whom else the person is named, and whether they have gone over to it; null where too few say so, or they have come from there.</summary>
    public (string Owner, DateOnly Since, bool IsSettled)? SpeaksElsewhere
    {
        get
        {
            foreach (var owner in Elsewhere.GroupBy(one => one.Owner).Select(owner => owner.ToList()))
            {
                var outlets = OfficeQuorum.Outlets(owner);
                var since = owner.Min(one => one.Day);
                if (outlets < 2 || OfficeQuorum.Majority * outlets < OfficeQuorum.Outlets(Holding))
                {
                    continue;
                }

                if (outlets >= OfficeQuorum.Majority * OfficeQuorum.Outlets(HoldingAfter(since)) && OfficeQuorum.IsReached(owner, OfficeQuorum.DaysMin))
                {
                    return (owner[0].Owner, since, true);
                }

                var left = OfficeQuorum.Outlets(owner.Where(one => one.Day > Since.AddDays(OfficeQuorum.HandoverDays)));
                if (Since <= since || OfficeQuorum.Outlets(Holding) < OfficeQuorum.Majority * left)
                {
                    return (owner[0].Owner, since, false);
                }
            }

            return null;
        }
    }

    /// <summary>Those that name the person in the office when outlets have had the time to take notice of a change.</summary>
    public List<OfficeSighting> HoldingAfter(DateOnly day) => Holding.FindAll(one => one.Day > day.AddDays(OfficeQuorum.HandoverDays));

    public OfficeVerdict Made(OfficeStanding standing, DateOnly? until, string why, List<OfficeSighting> evidence)
    {
        var earlier = Before is { Until: null } before ? before.Evidence : Places(Holding);
        return new OfficeVerdict(NameKey, Name, standing, Since, until, why, [.. earlier.Concat(Places(evidence)).Distinct()]) { NamedOn = NamedOn };
    }

    /// <summary>Without what only repeats another outlet's sentence.</summary>
    private static List<OfficeSighting> Independent(IEnumerable<OfficeSighting> sightings)
    {
        var kept = new List<OfficeSighting>();
        foreach (var one in sightings.OrderBy(one => one.Day).ThenBy(one => one.ArticleId))
        {
            if (!kept.Exists(earlier => earlier.Outlet != one.Outlet && earlier.IsEcho(one)))
            {
                kept.Add(one);
            }
        }

        return kept;
    }

    private static IEnumerable<OfficeEvidence> Places(List<OfficeSighting> sightings) => sightings
        .OrderBy(one => one.Day).ThenBy(one => one.ArticleId).DistinctBy(one => one.Outlet, StringComparer.OrdinalIgnoreCase).Take(EvidenceMax)
        .Select(one => new OfficeEvidence(one.ArticleId, one.Outlet, one.Day, one.Quote));
}
