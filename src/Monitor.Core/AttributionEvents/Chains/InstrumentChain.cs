namespace Monitor.AttributionEvents.Chains;

/// <summary>
/// The indictments (or sanctions) of one accuser against one country, told apart by those whom they name: see <see cref="InstrumentCut"/>.
/// </summary>
internal sealed class InstrumentChain(EventKey key)
{
    private readonly List<Evidence> _evidence = [];
    private readonly List<OngoingEvent> _gone = [];
    private readonly Dictionary<Evidence, OngoingEvent> _eventOf = [];
    private List<OngoingEvent> _events = [];
    private bool _isStale;

    public EventKey Key { get; } = key;

    public IEnumerable<OngoingEvent> Events
    {
        get
        {
            CutAnew();
            return _events;
        }
    }

    /// <summary>Events that stood once and were merged into others by a late arrival.</summary>
    public IReadOnlyList<OngoingEvent> Gone
    {
        get
        {
            CutAnew();
            return _gone;
        }
    }

    public IEnumerable<Evidence> Evidence => _evidence;

    /// <summary>Takes up a stored event; they come in the order of their starts.</summary>
    public void Restore(OngoingEvent stored) => _events.Add(stored);

    /// <param name="storedWith">The event that it was stored with.</param>
    public void Restore(Evidence stored, OngoingEvent? storedWith)
    {
        Insert(stored);
        if (stored.IsAccusation && storedWith is not null)
        {
            _eventOf[stored] = storedWith;
        }
    }

    public void Place(Evidence evidence)
    {
        Insert(evidence);
        _isStale |= evidence.IsAccusation;
    }

    /// <summary>Cuts again after evidence was rejected, or its rejection taken back.</summary>
    public void Recut() => _isStale = true;

    /// <summary>The event that the evidence belongs to as things stand; null where there is none.</summary>
    public OngoingEvent? EventOf(Evidence evidence)
    {
        CutAnew();
        if (evidence.IsAccusation)
        {
            return _eventOf.GetValueOrDefault(evidence);
        }

        // A retraction may come long after; it belongs to the latest event there was.
        var near = evidence is { IsRetraction: true, PublishedAt: { } at }
            ? _events.FindAll(one => one.StartAt < at + EventTimes.Lead)
            : Near(evidence.PublishedAt);
        return near.FindLast(one => one.Marks.Overlaps(evidence.Instrument)) ?? near.LastOrDefault();
    }

    /// <summary>The event that is current at an instant, or begins shortly after it; without an instant the one without dates.</summary>
    public OngoingEvent? CurrentAt(DateTimeOffset? instant)
    {
        CutAnew();
        return Near(instant).LastOrDefault();
    }

    public IEnumerable<Evidence> EvidenceOf(OngoingEvent ongoing) =>
        _evidence.Where(evidence => ReferenceEquals(EventOf(evidence), ongoing));

    /// <summary>The events that are current at an instant; where none is, those that begin shortly after it.</summary>
    private List<OngoingEvent> Near(DateTimeOffset? instant)
    {
        if (instant is not { } at)
        {
            return _events.FindAll(one => one.StartAt is null);
        }

        var current = _events.FindAll(one => one.StartAt <= at && at < one.StartAt + EventTimes.Window);
        return current.Count > 0 ? current : _events.FindAll(one => one.StartAt > at && one.StartAt - at <= EventTimes.Lead);
    }

    private void Insert(Evidence evidence)
    {
        var place = _evidence.BinarySearch(evidence, EvidenceOrder.Instance);
        _evidence.Insert(place < 0 ? ~place : place, evidence);
    }

    /// <summary>
    /// Cuts all of it anew, if something changed. An event keeps its identity where the first of its accusations that still stands falls
    /// into a cut; further ones are merged into it.
    /// </summary>
    private void CutAnew()
    {
        if (!_isStale)
        {
            return;
        }

        _isStale = false;
        var cuts = new InstrumentCut(_evidence.Where(evidence => evidence.IsAccusation));
        var keepers = new Dictionary<InstrumentCut.Part, OngoingEvent>();
        var anchors = _evidence.Where(evidence => evidence.IsAccusation && _eventOf.ContainsKey(evidence)).DistinctBy(evidence => _eventOf[evidence])
            .ToDictionary(evidence => _eventOf[evidence]);
        foreach (var former in _events)
        {
            if (!anchors.TryGetValue(former, out var anchor) || !keepers.TryAdd(cuts.PartOf(anchor), former))
            {
                former.MergedInto = anchor is null ? null : keepers[cuts.PartOf(anchor)];
                _gone.Add(former);
            }
        }

        _eventOf.Clear();
        _events = [];
        foreach (var part in cuts.Parts)
        {
            var ongoing = keepers.GetValueOrDefault(part) ?? new OngoingEvent(Key, part.StartAt);
            (ongoing.StartAt, ongoing.Marks, ongoing.Standing) = (part.StartAt, part.Marks, null);
            _events.Add(ongoing);
            part.Accusations.ForEach(evidence => _eventOf.Add(evidence, ongoing));
        }
    }
}
