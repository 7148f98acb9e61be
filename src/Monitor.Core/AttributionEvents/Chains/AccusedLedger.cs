namespace Monitor.AttributionEvents.Chains;

/// <summary>All that is stated against one accused, by subject, and what the accused denies.</summary>
internal sealed class AccusedLedger(string accusedRoot)
{
    private readonly SortedDictionary<string, EventChain> _chains = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<Evidence> _denials = [];

    public IEnumerable<EventChain> Chains => _chains.Values;

    public IReadOnlyList<Evidence> Denials => _denials;

    public void Place(Evidence evidence)
    {
        if (evidence.Kind is EvidenceKind.Denial)
        {
            InsertDenial(evidence);
        }
        else
        {
            ChainOf(evidence.Key).Place(evidence);
        }
    }

    public void Restore(OngoingEvent stored) => ChainOf(stored.Key).Restore(stored);

    public void Restore(Evidence stored, OngoingEvent? storedWith)
    {
        if (stored.Kind is EvidenceKind.Denial)
        {
            InsertDenial(stored);
        }
        else
        {
            ChainOf(stored.Key).Restore(stored, storedWith);
        }
    }

    public EventChain ChainOf(EventKey key)
    {
        if (!_chains.TryGetValue(key.Subject, out var chain))
        {
            _chains.Add(key.Subject, chain = EventChain.Of(key));
        }

        return chain;
    }

    public OngoingEvent? EventOf(Evidence evidence) =>
        evidence.Kind is EvidenceKind.Denial ? DeniedEvent(evidence) : ChainOf(evidence.Key).EventOf(evidence);

    public bool DeniedBefore(OngoingEvent ongoing, Evidence denial, IReadOnlySet<Evidence> placed) =>
        _denials.Exists(other => !other.Rejected && !placed.Contains(other) && ReferenceEquals(DeniedEvent(other), ongoing));

    /// <summary>
    /// The current event on the family denied; else, as a denial of charges names no family, the current indictment or sanction; a denial
    /// that names nothing means the latest accusation.
    /// </summary>
    private OngoingEvent? DeniedEvent(Evidence denial)
    {
        var at = denial.PublishedAt;
        if (denial.Key.Subject is not EventKey.UnknownFamily)
        {
            return _chains.GetValueOrDefault(denial.Key.Subject)?.CurrentAt(at) ?? Latest(chain => chain.Key.IsInstrument, at);
        }

        return Latest(chain => !chain.Key.IsInstrument, at) ?? Latest(chain => chain.Key.IsInstrument, at);
    }

    private OngoingEvent? Latest(Func<EventChain, bool> condition, DateTimeOffset? at) =>
        _chains.Values
            .Where(condition)
            .Select(chain => chain.CurrentAt(at))
            .Where(current => current is not null)
            .MaxBy(current => current!.StartAt);

    private void InsertDenial(Evidence denial)
    {
        var place = _denials.BinarySearch(denial, EvidenceOrder.Instance);
        _denials.Insert(place < 0 ? ~place : place, denial);
    }

    public override string ToString() => accusedRoot;
}
