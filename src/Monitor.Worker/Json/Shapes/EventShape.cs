using Monitor.Alerts;
using Monitor.Attributions;
using Monitor.AttributionEvents;
using Monitor.AttributionEvents.Summaries;

namespace Monitor.Worker.Json.Shapes;

/// <summary>An attribution event: who accuses whom of what, and who answers.</summary>
/// <param name="Event">Its number.</param>
/// <param name="TiedTo">Of an indictment or a sanction, the event that it speaks of.</param>
/// <param name="Ties">Indictments and sanctions that speak of it.</param>
/// <param name="Evidence">In a list null; an event by its number has it.</param>
/// <param name="Alerts">Who was told of its news, and why not; in a list null.</param>
public sealed record EventShape(
    long Event, string Key, DateTimeOffset StartAt, Incident? Incident, long? TiedTo, IReadOnlyList<long> Ties, string Headline,
    IReadOnlyList<AccuserShape> Accusers, int IndependentReports, int Copies, IReadOnlyList<AttributionShape>? Evidence,
    IReadOnlyList<AlertReason>? Alerts)
{
    /// <param name="alerts">Who was told of it; null for a row of a list, which has no evidence either.</param>
    public static EventShape Of(EventView view, EventSummaries summaries, IReadOnlyList<AlertReason>? alerts = null)
    {
        ArgumentNullException.ThrowIfNull(view);
        ArgumentNullException.ThrowIfNull(summaries);
        return new EventShape(
            view.Event.Id, view.Event.Key, view.Event.StartAt, view.About, view.Event.TiedToId, [.. view.Ties.Select(tie => tie.Id)],
            EventWords.Headline(summaries.Of(view, [])),
            [.. view.Accusers.Select(accuser => new AccuserShape(accuser.Actor, accuser.Strongest.Strength, accuser.Conflict?.Id))],
            view.IndependentReports, view.Copies,
            alerts is null ? null : [.. view.Evidence.Select(one => AttributionShape.Of(one, one.Article?.Outlet))], alerts);
    }
}

/// <summary>One accuser of an event.</summary>
/// <param name="Conflict">The attribution that has it that it only urged, or did not accuse; null where none has.</param>
public sealed record AccuserShape(string Actor, AttributionStrength Strength, long? Conflict);
