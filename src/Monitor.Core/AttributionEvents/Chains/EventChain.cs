namespace Monitor.AttributionEvents.Chains;

/// <summary>
/// Everything stated on one subject, cut into events. The cut is a function of what is stated, not of the order in which it arrived; an event
/// keeps its identity through cuts anew where it can.
/// </summary>
internal abstract class EventChain(EventKey key)
{
    /// <summary>How long after its first accusation an event takes more.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromDays(14);

    /// <summary>
    /// What opens no event (an urging, a denial) belongs to the one that begins within this time after it: outlets do not date to the hour.
    /// </summary>
    public static readonly TimeSpan Lead = TimeSpan.FromDays(1);

    public EventKey Key { get; } = key;

    public abstract IEnumerable<OngoingEvent> Events { get; }

    /// <summary>Events that stood once and were merged into others by a late arrival.</summary>
    public abstract IReadOnlyList<OngoingEvent> Gone { get; }

    public abstract IEnumerable<Evidence> Evidence { get; }

    public static EventChain Of(EventKey key) => key.IsInstrument ? new InstrumentChain(key) : new FamilyChain(key);

    /// <summary>Takes up a stored event; they come in the order of their starts.</summary>
    public abstract void Restore(OngoingEvent stored);

    /// <summary>Takes up stored evidence, by which the stored events were cut already.</summary>
    /// <param name="storedWith">The event that it was stored with.</param>
    public abstract void Restore(Evidence stored, OngoingEvent? storedWith);

    public abstract void Place(Evidence evidence);

    /// <summary>Cuts again after evidence of that time was rejected, or its rejection taken back.</summary>
    public abstract void Recut(DateTimeOffset? changedAt);

    /// <summary>The event that the evidence belongs to as things stand; null where there is none.</summary>
    public abstract OngoingEvent? EventOf(Evidence evidence);

    /// <summary>The event that is current at an instant, or begins shortly after it; without an instant the one without dates.</summary>
    public abstract OngoingEvent? CurrentAt(DateTimeOffset? instant);

    public abstract IEnumerable<Evidence> EvidenceOf(OngoingEvent ongoing);

    /// <summary>Who accuses in the event, leaving out what was just placed.</summary>
    public EventStanding StandingBefore(OngoingEvent ongoing, IReadOnlySet<Evidence> placed)
    {
        if (ongoing.Standing is { } known)
        {
            return known;
        }

        var standing = new EventStanding();
        foreach (var evidence in EvidenceOf(ongoing).Where(evidence => !placed.Contains(evidence)))
        {
            standing.Include(evidence);
        }

        return ongoing.Standing = standing;
    }

    /// <summary>Whether it is known already that one of these accusers takes this event's accusation back.</summary>
    public bool RetractedBefore(OngoingEvent ongoing, Evidence retraction, IReadOnlySet<Evidence> placed) =>
        Evidence.Any(other =>
            other.IsRetraction
            && other.Accusers.Intersect(retraction.Accusers, StringComparer.OrdinalIgnoreCase).Any()
            && !placed.Contains(other)
            && ReferenceEquals(EventOf(other), ongoing));
}
