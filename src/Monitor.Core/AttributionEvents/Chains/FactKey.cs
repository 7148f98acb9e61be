using Monitor.Attributions;

namespace Monitor.AttributionEvents.Chains;

/// <summary>
/// What a fact states, apart from the event it is about: who did what to whom, how strongly. With its event it is what a subscriber can be told
/// once (<see cref="AttributionEvents.Fact"/>).
/// </summary>
/// <param name="Kind">Accusation, Urging, Denial or Retraction; nothing else is told.</param>
/// <param name="Actor">The root of the one accuser, denier or retractor.</param>
/// <param name="About">Accused and subject, as in <see cref="EventKey"/>.</param>
/// <param name="Strength">Of an accusation; null otherwise.</param>
/// <param name="Named">Whom an indictment or a sanction names (<see cref="InstrumentMarks"/>), one fact for each; null where it names nobody.</param>
public sealed record FactKey(EvidenceKind Kind, string Actor, EventKey About, AttributionStrength? Strength, string? Named = null)
{
    /// <summary>The facts that a piece of evidence states: one for each accuser and name; none where it is rejected, negated or of the past.</summary>
    public static IEnumerable<FactKey> Of(Evidence evidence)
    {
        ArgumentNullException.ThrowIfNull(evidence);
        return evidence.Counts ? Stated(evidence) : [];
    }

    /// <summary>The same, whether rejected or not.</summary>
    internal static IEnumerable<FactKey> Stated(Evidence evidence)
    {
        if (evidence.Kind is EvidenceKind.Past or EvidenceKind.Negation)
        {
            return [];
        }

        AttributionStrength? strength = evidence.Kind is EvidenceKind.Accusation ? evidence.Strength : null;
        var names = evidence.Instrument.DefaultIfEmpty<string?>(null);
        return evidence.Accusers.SelectMany(
            _ => names, (accuser, name) => new FactKey(evidence.Kind, accuser, evidence.Key, strength, name));
    }

    /// <summary>As text, such as "accusation|country:US|country:CN/cyber|official".</summary>
    public override string ToString() =>
        string.Join('|', Kind.ToString().ToLowerInvariant(), Actor, About, Strength?.ToString().ToLowerInvariant() ?? "-") + (Named is null ? "" : $"|{Named}");
}
