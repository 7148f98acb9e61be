using Monitor.Attributions;

namespace Monitor.AttributionEvents.Chains;

/// <summary>Who accuses in an event, and how strongly: what decides whether the next statement is news.</summary>
internal sealed class EventStanding
{
    private readonly Dictionary<string, AttributionStrength> _strongest = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> _urging = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Null while nobody accuses.</summary>
    public AttributionStrength? Highest { get; private set; }

    public void Include(Evidence evidence)
    {
        if (!evidence.Counts)
        {
            return;
        }

        if (evidence.Kind is EvidenceKind.Urging)
        {
            _urging.UnionWith(evidence.Accusers);
        }
        else if (evidence.Kind is EvidenceKind.Accusation)
        {
            Highest = Highest is { } highest && highest > evidence.Strength ? highest : evidence.Strength;
            foreach (var accuser in evidence.Accusers)
            {
                if (!_strongest.TryGetValue(accuser, out var strongest) || strongest < evidence.Strength)
                {
                    _strongest[accuser] = evidence.Strength;
                }
            }
        }
    }

    /// <summary>
    /// Whether the accuser is in already. One that only urged, by a careful report, and "joined" by another, is a conflict to show and no
    /// news; when it attributes on its own account, it is news.
    /// </summary>
    public bool Knows(string accuser, AttributionStrength strength) =>
        _strongest.ContainsKey(accuser) || (strength is AttributionStrength.Supports && _urging.Contains(accuser));
}
