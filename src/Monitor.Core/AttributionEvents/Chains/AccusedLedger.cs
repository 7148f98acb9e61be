namespace Monitor.AttributionEvents.Chains;

/// <summary>All that is stated against one accused: its incidents, and the indictments and sanctions of each who issues them.</summary>
internal sealed class AccusedLedger(string accusedRoot)
{
    private readonly SortedDictionary<string, InstrumentChain> _instruments = new(StringComparer.OrdinalIgnoreCase);
    private readonly IncidentBook _incidents = new();

    /// <summary>By subject, then by time.</summary>
    public IEnumerable<OngoingEvent> Events => _incidents.Events.Concat(Instruments)
        .OrderBy(one => one.Key.Subject, StringComparer.OrdinalIgnoreCase).ThenBy(one => one.StartAt);

    /// <summary>Events that stood once: merged into others, or all that opened them is rejected.</summary>
    public IEnumerable<OngoingEvent> Gone => _incidents.Rejected.Concat(_instruments.Values.SelectMany(chain => chain.Gone));

    public IEnumerable<Evidence> Evidence => _incidents.Evidence.Concat(_instruments.Values.SelectMany(chain => chain.Evidence));

    private IEnumerable<OngoingEvent> Instruments => _instruments.Values.SelectMany(chain => chain.Events);

    public void Place(Evidence evidence)
    {
        if (evidence.Key.IsInstrument)
        {
            ChainOf(evidence.Key).Place(evidence);
        }
        else
        {
            _incidents.Place(evidence);
        }
    }

    public void Restore(OngoingEvent stored)
    {
        if (stored.Key.IsInstrument)
        {
            ChainOf(stored.Key).Restore(stored);
        }
        else
        {
            _incidents.Restore(stored);
        }
    }

    public void Restore(Evidence stored, OngoingEvent? storedWith)
    {
        if (stored.Key.IsInstrument)
        {
            ChainOf(stored.Key).Restore(stored, storedWith);
        }
        else
        {
            _incidents.Restore(stored, storedWith is { Key.IsInstrument: true } ? null : storedWith);
        }
    }

    /// <summary>Counts anew after evidence was rejected, or its rejection taken back.</summary>
    public void Recount(Evidence evidence)
    {
        if (evidence.Key.IsInstrument)
        {
            ChainOf(evidence.Key).Recut();
        }
        else
        {
            _incidents.Recount(evidence);
        }
    }

    /// <summary>Places what did not count so far.</summary>
    public void Confirm(Evidence evidence)
    {
        if (evidence.Key.IsInstrument)
        {
            ChainOf(evidence.Key).Recut();
        }
        else
        {
            _incidents.Confirm(evidence);
        }
    }

    /// <summary>A denial of charges names no family: where no incident is answered, it is the current indictment or sanction.</summary>
    public OngoingEvent? EventOf(Evidence evidence) =>
        evidence.Key.IsInstrument ? ChainOf(evidence.Key).EventOf(evidence)
        : _incidents.EventOf(evidence) ?? (evidence.Kind is EvidenceKind.Denial ? CurrentInstrument(evidence.PublishedAt) : null);

    /// <summary>Ties each indictment and sanction that has no tie yet to the incident that one of its reports speaks of.</summary>
    public void Tie()
    {
        foreach (var chain in _instruments.Values)
        {
            foreach (var instrument in chain.Events.Where(one => one.TiedTo is null))
            {
                instrument.TiedTo = chain.EvidenceOf(instrument).Where(one => one.IsAccusation).Select(_incidents.Joined)
                    .FirstOrDefault(one => one is not null);
            }
        }
    }

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

    /// <summary>Whether it is known already that the event is denied.</summary>
    public bool DeniedBefore(OngoingEvent ongoing, IReadOnlySet<Evidence> placed) =>
        _incidents.Evidence.Any(other => other is { Kind: EvidenceKind.Denial, Counts: true } && !placed.Contains(other)
            && ReferenceEquals(EventOf(other), ongoing));

    /// <summary>Whether it is known already that one of these accusers takes this event's accusation back.</summary>
    public bool RetractedBefore(OngoingEvent ongoing, Evidence retraction, IReadOnlySet<Evidence> placed) =>
        EvidenceOf(ongoing).Any(other =>
            other.IsRetraction && other.Accusers.Intersect(retraction.Accusers, StringComparer.OrdinalIgnoreCase).Any() && !placed.Contains(other));

    private IEnumerable<Evidence> EvidenceOf(OngoingEvent ongoing) =>
        ongoing.Key.IsInstrument ? ChainOf(ongoing.Key).EvidenceOf(ongoing) : ongoing.Evidence;

    private OngoingEvent? CurrentInstrument(DateTimeOffset? at) =>
        _instruments.Values.Select(chain => chain.CurrentAt(at)).Where(current => current is not null).MaxBy(current => current!.StartAt);

    private InstrumentChain ChainOf(EventKey key)
    {
        if (!_instruments.TryGetValue(key.Subject, out var chain))
        {
            _instruments.Add(key.Subject, chain = new InstrumentChain(key));
        }

        return chain;
    }

    public override string ToString() => accusedRoot;
}
