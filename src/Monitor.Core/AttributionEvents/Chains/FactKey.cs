using System.Globalization;
using Monitor.Attributions;

namespace Monitor.AttributionEvents.Chains;

/// <summary>
/// What a subscriber can be told once: who did what to whom, how strongly, in which fortnight. It knows neither event nor story, so that a
/// merge, a repair or a restart tells nothing twice.
/// </summary>
/// <param name="Kind">Accusation, Urging, Denial or Retraction; nothing else is told.</param>
/// <param name="Actor">The root of the one accuser, denier or retractor.</param>
/// <param name="About">Accused and subject, as in <see cref="EventKey"/>.</param>
/// <param name="Strength">Of an accusation; null otherwise.</param>
/// <param name="FortnightAt">
/// The first day of the fortnight of publication, counted from 1970-01-01; null without a date. Not the month: two events on one subject begin
/// at least 14 days apart, so that the first accusations of the second never pass for those of the first, as they would within one month.
/// </param>
/// <param name="Named">Whom an indictment or a sanction names (<see cref="InstrumentMarks"/>), one fact for each; null where it names nobody.</param>
public sealed record FactKey(
    EvidenceKind Kind, string Actor, EventKey About, AttributionStrength? Strength, DateOnly? FortnightAt, string? Named = null)
{
    private const int FortnightDays = 14;
    private static readonly int EpochDay = DateOnly.FromDateTime(DateTime.UnixEpoch).DayNumber;

    /// <summary>The facts that a piece of evidence states: one for each accuser and name; none where it is rejected, negated or of the past.</summary>
    public static IEnumerable<FactKey> Of(Evidence evidence)
    {
        ArgumentNullException.ThrowIfNull(evidence);
        return evidence.Rejected ? [] : Stated(evidence);
    }

    /// <summary>The same, whether rejected or not.</summary>
    internal static IEnumerable<FactKey> Stated(Evidence evidence)
    {
        if (evidence.Kind is EvidenceKind.Past or EvidenceKind.Negation)
        {
            return [];
        }

        AttributionStrength? strength = evidence.Kind is EvidenceKind.Accusation ? evidence.Strength : null;
        var fortnight = FortnightOf(evidence.PublishedAt);
        var names = evidence.Instrument.DefaultIfEmpty<string?>(null);
        return evidence.Accusers.SelectMany(
            _ => names, (accuser, name) => new FactKey(evidence.Kind, accuser, evidence.Key, strength, fortnight, name));
    }

    /// <summary>The key as it is stored, such as "accusation|country:US|country:CN/cyber|official|2021-07-15".</summary>
    public override string ToString() => string.Join(
        '|',
        Kind.ToString().ToLowerInvariant(),
        Actor,
        About,
        Strength?.ToString().ToLowerInvariant() ?? "-",
        FortnightAt?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "-") + (Named is null ? "" : $"|{Named}");

    private static DateOnly? FortnightOf(DateTimeOffset? publishedAt)
    {
        if (publishedAt is not { } at)
        {
            return null;
        }

        var day = DateOnly.FromDateTime(at.UtcDateTime).DayNumber - EpochDay;
        var first = EpochDay + (int)Math.Floor(day / (double)FortnightDays) * FortnightDays;
        return DateOnly.FromDayNumber(Math.Max(0, first));
    }
}
