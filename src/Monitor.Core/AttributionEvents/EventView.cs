using Monitor.AttributionEvents.Chains;
using Monitor.Attributions;

namespace Monitor.AttributionEvents;

/// <summary>One accuser in an event: its strongest statement, and the most careful one where reports differ.</summary>
/// <param name="Actor">The root, such as country:US.</param>
/// <param name="Strongest">The first statement at its highest strength.</param>
/// <param name="Conflict">Another report has it that the accuser only urged, or did not accuse; null where none has.</param>
public sealed record EventAccuser(string Actor, Attribution Strongest, Attribution? Conflict);

/// <summary>An attribution event as it is shown: who accuses, who answers, how many reports stand behind it.</summary>
/// <param name="Accusers">Strongest first, then by first statement.</param>
/// <param name="Urging">Those who urged and, by no report, accused: the first statement of each.</param>
/// <param name="Denials">The first of each denier.</param>
/// <param name="IndependentReports">Groups of copies; a group counts once.</param>
/// <param name="Copies">Articles beyond the first of each group.</param>
public sealed record EventView(
    AttributionEvent Event,
    string Family,
    AttributionStrength? Highest,
    IReadOnlyList<EventAccuser> Accusers,
    IReadOnlyList<EventAccuser> Urging,
    IReadOnlyList<EventAccuser> Denials,
    IReadOnlyList<EventAccuser> Retractions,
    IReadOnlyList<Attribution> Evidence,
    int IndependentReports,
    int Copies)
{
    /// <summary>What its first report names of what happened; null where that names no target of its own.</summary>
    public Incident? About => EventKey.Parse(Event.Key).IsInstrument ? null : Evidence
        .Where(one => one is { Kind: EvidenceKind.Accusation, RejectedAt: null, Incident.NamesTarget: true } && one.ArticleId == Evidence[0].ArticleId)
        .Select(one => one.Statement.Incident)
        .FirstOrDefault();

    /// <summary>Indictments and sanctions that speak of it.</summary>
    public IReadOnlyList<AttributionEvent> Ties { get; init; } = [];

    /// <summary>Counts what stands; rejected evidence stays in <see cref="Evidence"/>, to be shown as rejected.</summary>
    public static EventView Of(AttributionEvent ongoing, IReadOnlyCollection<Attribution> attributions)
    {
        ArgumentNullException.ThrowIfNull(ongoing);
        ArgumentNullException.ThrowIfNull(attributions);
        var evidence = attributions.OrderBy(one => one.PublishedAt).ThenBy(one => one.ArticleId).ThenBy(one => one.Index).ToList();
        var standing = evidence.FindAll(one => one.RejectedAt is null);
        var accusers = ByActor(standing, EvidenceKind.Accusation, standing);
        var accusing = accusers.Select(one => one.Actor).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var reports = ReportsIn(standing);
        return new EventView(
            ongoing,
            FamilyOf(ongoing, standing),
            accusers.Count > 0 ? accusers[0].Strongest.Strength : null,
            accusers,
            [.. ByActor(standing, EvidenceKind.Urging, []).Where(one => !accusing.Contains(one.Actor))],
            ByActor(standing, EvidenceKind.Denial, []),
            ByActor(standing, EvidenceKind.Retraction, []),
            evidence,
            reports,
            standing.Select(one => one.ArticleId).Distinct().Count() - standing.Select(one => one.CopyGroup).Distinct().Count());
    }

    /// <summary>
    /// Groups of copies, without round-ups and those too short to tell; what only such articles state has one report, since somebody stated it.
    /// </summary>
    private static int ReportsIn(List<Attribution> standing) => standing.Count == 0 ? 0
        : Math.Max(1, standing.Where(one => !one.IsRoundUp && !one.IsTooShort).Select(one => one.CopyGroup).Distinct().Count());

    private static List<EventAccuser> ByActor(List<Attribution> standing, EvidenceKind kind, List<Attribution> conflicting) =>
        [.. standing
            .Where(one => one.Kind == kind)
            .SelectMany(one => one.Accusers, (one, actor) => (Actor: actor, Statement: one))
            .GroupBy(one => one.Actor, one => one.Statement, StringComparer.OrdinalIgnoreCase)
            .Select(said => new EventAccuser(said.Key, said.MaxBy(one => one.Strength)!, ConflictWith(said.Key, conflicting)))
            .OrderByDescending(one => one.Strongest.Strength)
            .ThenBy(one => one.Strongest.PublishedAt)];

    /// <summary>The most careful statement about the same accuser.</summary>
    private static Attribution? ConflictWith(string actor, List<Attribution> standing) =>
        standing
            .Where(one => one.Kind is EvidenceKind.Urging or EvidenceKind.Negation && one.Accusers.Contains(actor, StringComparer.OrdinalIgnoreCase))
            .MaxBy(one => one.Kind is EvidenceKind.Negation);

    private static string FamilyOf(AttributionEvent ongoing, List<Attribution> standing)
    {
        var key = EventKey.Parse(ongoing.Key);
        return key.IsInstrument
            ? standing.Select(one => one.Statement.Family).FirstOrDefault(family => family is not EventKey.UnknownFamily) ?? EventKey.UnknownFamily
            : key.Subject;
    }
}
