using Monitor.Attributions;

namespace Monitor.Worker.Cli.Attributions;

/// <summary>What happened, as results show it: null where a text says nothing of it.</summary>
internal static class IncidentLine
{
    public static object? Of(Incident? incident) => incident is null ? null : new
    {
        incident.Target,
        incident.Place,
        incident.Name,
        incident.Means,
        incident.TargetClass,
        incident.OtherClasses,
        incident.TargetName,
        incident.TargetState,
        incident.HappenedFrom,
        incident.HappenedUntil,
        incident.Victims,
        incident.Evidence,
    };
}
