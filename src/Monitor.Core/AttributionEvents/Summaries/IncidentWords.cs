using Monitor.Attributions;

namespace Monitor.AttributionEvents.Summaries;

/// <summary>What happened, in one line for people.</summary>
public static class IncidentWords
{
    /// <summary>"target its parliament (parliament, NO), means hacking"; null where nothing is named.</summary>
    public static string? Of(Incident? incident)
    {
        if (incident is null)
        {
            return null;
        }

        var kind = string.Join(", ", new[] { incident.TargetClass, incident.TargetState }.OfType<string>());
        var parts = new[]
        {
            incident.Target is { } target ? $"target {target}{(kind.Length > 0 ? $" ({kind})" : "")}" : null,
            incident.Name is { } name ? $"campaign {name}" : null,
            incident.Place is { } place ? $"place {place}" : null,
            incident.Means is { } means ? $"means {means}" : null,
            incident.HappenedFrom is { } from ? $"between {from:yyyy-MM-dd} and {incident.HappenedUntil:yyyy-MM-dd}" : null,
            incident.Victims is { } victims ? $"victims {victims}" : null,
        };
        var words = string.Join(", ", parts.OfType<string>());
        return words.Length > 0 ? words.ReplaceLineEndings(" ") : null;
    }
}
