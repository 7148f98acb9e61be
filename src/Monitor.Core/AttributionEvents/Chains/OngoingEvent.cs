using System.Collections.Frozen;
using System.Globalization;
using Monitor.Attributions;

namespace Monitor.AttributionEvents.Chains;

/// <summary>An attribution event in memory: all that is stated on one incident, or on one indictment or sanction.</summary>
public sealed class OngoingEvent
{
    private readonly List<Evidence> _evidence = [];

    internal OngoingEvent(EventKey key, DateTimeOffset? startAt)
    {
        Key = key;
        StartAt = startAt;
    }

    public EventKey Key { get; }

    /// <summary>When its first accusation was published; null where none has a date. Moves back when an earlier one arrives late.</summary>
    public DateTimeOffset? StartAt { get; internal set; }

    /// <summary>
    /// What it is called in results, such as "country:CN/cyber/2021-07-19/parliament-NO"; an indictment has one of its marks behind, and what
    /// names no target who accuses. Final only when all articles are in.
    /// </summary>
    public string Name => string.Join(
        '/',
        new[] { Key.ToString(), StartAt?.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), (Instrument ?? About)?.Replace(' ', '-') }
            .OfType<string>());

    /// <summary>Of an indictment or a sanction, the mark that tells it best: a name or a group, else the number charged. Null where it has none.</summary>
    public string? Instrument => Marks.OrderBy(InstrumentMarks.IsCount).ThenBy(mark => mark, StringComparer.Ordinal).FirstOrDefault();

    /// <summary>The incident that an indictment or a sanction speaks of; null where none is known.</summary>
    public OngoingEvent? TiedTo { get; internal set; }

    /// <summary>The <see cref="InstrumentMarks"/> of an indictment or a sanction; empty otherwise.</summary>
    internal IReadOnlySet<string> Marks { get; set; } = FrozenSet<string>.Empty;

    /// <summary>The row that keeps it; 0 while there is none.</summary>
    internal long RowId { get; init; }

    /// <summary>The event that took its place when an accusation that arrived late brought the two together; null while it stands.</summary>
    internal OngoingEvent? MergedInto { get; set; }

    /// <summary>Who accuses so far, and how; null while it has to be counted (again).</summary>
    internal EventStanding? Standing { get; set; }

    /// <summary>What was stated on an incident, in order of arrival. Of an indictment its chain knows.</summary>
    internal IReadOnlyList<Evidence> Evidence => _evidence;

    internal IEnumerable<Evidence> Accusations => _evidence.Where(one => one.IsAccusation);

    /// <summary>The incident of the first accusation that names one, else its first accuser.</summary>
    private string? About =>
        Key.IsInstrument ? null
        : Accusations.Order(EvidenceOrder.Instance).Select(one => one.Incident.Label).FirstOrDefault(label => label is not null)
            ?? Accusations.Min(EvidenceOrder.Instance)?.Accusers[0].Replace(':', '-');

    internal void Take(Evidence evidence)
    {
        _evidence.Add(evidence);
        if (evidence.IsAccusation)
        {
            StartAt = evidence.PublishedAt < StartAt || StartAt is null ? evidence.PublishedAt ?? StartAt : StartAt;
        }
    }

    /// <summary>Counts its start again, after a rejection.</summary>
    internal void StartAnew()
    {
        Standing = null;
        StartAt = Accusations.Min(one => one.PublishedAt) ?? StartAt;
    }

    /// <summary>The time to the nearest accusation; zero where there are no dates.</summary>
    internal TimeSpan GapTo(DateTimeOffset? at) =>
        at is not { } instant
            ? TimeSpan.Zero
            : Accusations.Select(one => ((one.PublishedAt ?? instant) - instant).Duration()).DefaultIfEmpty(TimeSpan.Zero).Min();

    /// <summary>How its accusations fit what another statement names: the best fit, but for what it names being apart from all.</summary>
    internal Fit FitOf(Evidence evidence)
    {
        var worst = Fit.SaysNothing;
        foreach (var one in Accusations)
        {
            var fit = IncidentFit.Of(one.Incident, one.PublishedAt, evidence.Incident, evidence.PublishedAt);
            if (fit is Fit.Fits)
            {
                return fit;
            }

            worst = fit > worst ? fit : worst;
        }

        return worst;
    }

    /// <summary>Whether one of the actors, or their states, accuses in it or is its target.</summary>
    internal bool Concerns(Evidence evidence) =>
        Accusations.Any(one => one.Accusers.Intersect(evidence.Accusers, StringComparer.OrdinalIgnoreCase).Any()
            || one.AccuserStates.Intersect(evidence.AccuserStates, StringComparer.Ordinal).Any()
            || ((one.Incident.State ?? one.Incident.PresumedState) is { } state && evidence.AccuserStates.Contains(state)));
}
