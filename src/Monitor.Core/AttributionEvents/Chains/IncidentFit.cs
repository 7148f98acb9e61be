namespace Monitor.AttributionEvents.Chains;

/// <summary>
/// Whether what two statements name of what happened is one incident. Pure and symmetric; not transitive, as words are wider and narrower.
/// </summary>
public static class IncidentFit
{
    /// <summary>A class of targets that holds others: "a ministry" may be the defence ministry.</summary>
    private const string Government = "government";

    /// <summary>So far apart two dates of one deed may lie.</summary>
    internal const int DaysMax = 10;

    private static readonly TimeSpan Days = TimeSpan.FromDays(DaysMax);

    private static readonly HashSet<string> OfGovernment = ["parliament", "diplomacy", "defence", "police", "finance"];

    /// <param name="publishedAt">When the first was published; null where nobody knows, which hinders nothing.</param>
    /// <param name="otherPublishedAt">When the second was.</param>
    public static Fit Of(EventIncident one, DateTimeOffset? publishedAt, EventIncident other, DateTimeOffset? otherPublishedAt)
    {
        ArgumentNullException.ThrowIfNull(one);
        ArgumentNullException.ThrowIfNull(other);
        if (one.Campaign is not null && one.Campaign == other.Campaign)
        {
            return Fit.Fits;
        }

        if (HappenedApart(one, other) || (one.State is not null && other.State is not null && one.State != other.State))
        {
            return Fit.Apart;
        }

        var target = Targets(one, other);
        return target switch
        {
            // A name of its own is enough at any time; a class is the same target only within days.
            Fit.Fits when !SharesName(one, other) && !AreNear(one, publishedAt, other, otherPublishedAt) => Fit.Apart,
            Fit.SaysNothing when one.Campaign is not null && other.Campaign is not null => Fit.Unlike,
            _ => target,
        };
    }

    /// <summary>Whether one deed can be called by both families of acts where its target is the same.</summary>
    public static bool CanBeOneDeed(EventIncident one, EventIncident other)
    {
        ArgumentNullException.ThrowIfNull(one);
        ArgumentNullException.ThrowIfNull(other);
        return one.Family == other.Family || (one.IsHybrid && other.IsHybrid);
    }

    /// <summary>Whether a statement's act can be the deed of an event: of its opener's family, or one deed may bear both names.</summary>
    internal static bool CanBeOneDeed(OngoingEvent ongoing, Evidence evidence) =>
        ongoing.Key.Subject == EventKey.UnknownFamily || evidence.Incident.Family == EventKey.UnknownFamily
        || ongoing.Accusations.Any(one => CanBeOneDeed(one.Incident, evidence.Incident));

    private static Fit Targets(EventIncident one, EventIncident other)
    {
        if (!one.NamesTarget || !other.NamesTarget)
        {
            return Fit.SaysNothing;
        }

        if (SharesName(one, other))
        {
            return Fit.Fits;
        }

        // What flies and burns hits one place: two places are two incidents, and one place may be told by what stands in it.
        var isKinetic = !one.IsHybrid && !other.IsHybrid;
        var samePlace = Shares(Where(one), Where(other));
        if (isKinetic && Where(one).Count > 0 && Where(other).Count > 0 && !samePlace)
        {
            return Fit.Apart;
        }

        if (one.TargetName.Count > 0 && other.TargetName.Count > 0)
        {
            return AreInstitutionsOfTwoStates(one, other) ? Fit.Apart : Fit.Unlike;
        }

        if (one.TargetClasses.Count > 0 && other.TargetClasses.Count > 0)
        {
            return Shares(one.TargetClasses, other.TargetClasses) ? (StatesCanBeOne(one, other) ? Fit.Fits : Fit.Unlike)
                : Holds(one.TargetClasses[0], other.TargetClasses[0]) || Holds(other.TargetClasses[0], one.TargetClasses[0]) || (isKinetic && samePlace)
                    ? Fit.Unlike
                : Fit.Apart;
        }

        return Shares(one.Nouns, other.Nouns) && StatesCanBeOne(one, other) ? Fit.Fits : Fit.Unlike;
    }

    /// <summary>The kinds that a target's words name, with those that a wider one holds.</summary>
    internal static IEnumerable<string> KindsOf(EventIncident one) =>
        one.TargetClasses.Contains(Government) ? one.TargetClasses.Concat(OfGovernment).Distinct() : one.TargetClasses;

    /// <summary>Whose the target is: of an institution of a state the accuser's own, where the text names no other.</summary>
    internal static string? StateOf(EventIncident one) =>
        one.State ?? (one.TargetClasses.Any(kind => kind == Government || OfGovernment.Contains(kind)) ? one.PresumedState : null);

    /// <summary>The place of what can happen in one place only; empty where it is not told, and of what goes over wires.</summary>
    internal static IReadOnlyList<string> PlaceOf(EventIncident one) => one.IsHybrid ? [] : Where(one);

    private static IReadOnlyList<string> Where(EventIncident one) => one.Place.Count > 0 ? one.Place : one.TargetClasses.Count == 0 ? one.TargetName : [];

    private static bool Holds(string wide, string narrow) => wide == Government && OfGovernment.Contains(narrow);

    /// <summary>Where the text says no state, the accuser's own is meant; against one that is said that is a guess.</summary>
    private static bool StatesCanBeOne(EventIncident one, EventIncident other) =>
        (one.State ?? one.PresumedState) is not { } left || (other.State ?? other.PresumedState) is not { } right || left == right;

    /// <summary>
    /// The Senate, the Bundestag, the Storting: an institution of a state with a name of its own is no other state's, also where only the accuser tells whose
    /// it is. Without this a story that took them together by mistake would tell one and silence the others.
    /// </summary>
    private static bool AreInstitutionsOfTwoStates(EventIncident one, EventIncident other) =>
        one.TargetClasses.Any(kind => (kind == Government || OfGovernment.Contains(kind)) && other.TargetClasses.Contains(kind)) && !StatesCanBeOne(one, other);

    private static bool SharesName(EventIncident one, EventIncident other) => Shares(one.TargetName, other.TargetName);

    private static bool Shares(IReadOnlyList<string> left, IReadOnlyList<string> right) => left.Any(right.Contains);

    /// <summary>Both say when, and it is not the same time.</summary>
    private static bool HappenedApart(EventIncident one, EventIncident other) =>
        one is { From: { } from, Until: { } until } && other is { From: { } otherFrom, Until: { } otherUntil }
            && Gap(from, until, otherFrom, otherUntil) > Days;

    private static bool AreNear(EventIncident one, DateTimeOffset? publishedAt, EventIncident other, DateTimeOffset? otherPublishedAt) =>
        (one.From is not null && other.From is not null)
        || publishedAt is null || otherPublishedAt is null || (publishedAt.Value - otherPublishedAt.Value).Duration() <= Days;

    private static TimeSpan Gap(DateOnly from, DateOnly until, DateOnly otherFrom, DateOnly otherUntil) =>
        TimeSpan.FromDays(Math.Max(0, Math.Max(otherFrom.DayNumber - until.DayNumber, from.DayNumber - otherUntil.DayNumber)));
}
