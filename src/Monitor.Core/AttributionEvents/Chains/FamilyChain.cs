namespace Monitor.AttributionEvents.Chains;

/// <summary>
/// What is stated on one family of acts, cut by time: the first accusation opens an event, which takes all accusations of the next 14 days;
/// the first one after them opens the next. An accusation that arrives late cuts anew from its own time on, until the old cuts fit again.
/// </summary>
internal sealed class FamilyChain(EventKey key) : EventChain(key)
{
    private readonly List<Evidence> _dated = [];
    private readonly List<Evidence> _undated = [];
    private readonly List<OngoingEvent> _gone = [];
    private List<OngoingEvent> _events = [];
    private OngoingEvent? _undatedEvent;

    public override IEnumerable<OngoingEvent> Events => _undatedEvent is null ? _events : _events.Prepend(_undatedEvent);

    public override IReadOnlyList<OngoingEvent> Gone => _gone;

    public override IEnumerable<Evidence> Evidence => _undated.Concat(_dated);

    public override void Restore(OngoingEvent stored) => _events.Add(stored);

    public override void Restore(Evidence stored, OngoingEvent? storedWith)
    {
        Insert(stored);
        CutUndated();
    }

    public override void Place(Evidence evidence)
    {
        Insert(evidence);
        if (evidence.PublishedAt is not { } at)
        {
            CutUndated();
        }
        else if (evidence.IsAccusation && CoveringAt(at) is null)
        {
            CutAnew(at);
        }
    }

    public override void Recut(DateTimeOffset? changedAt)
    {
        if (changedAt is not { } at)
        {
            CutUndated();
            return;
        }

        var from = CoveringAt(at)?.StartAt ?? at;
        CutAnew(from);
        foreach (var ongoing in _events.Skip(FirstEventFrom(from - Window)))
        {
            ongoing.Standing = null;
        }
    }

    public override OngoingEvent? EventOf(Evidence evidence)
    {
        // A retraction may come long after; it belongs to the latest event there was. It opens none: what nobody was told cannot be taken back.
        return evidence is { IsRetraction: true, PublishedAt: { } at } ? LatestStartedAt(at) : CurrentAt(evidence.PublishedAt);
    }

    public override OngoingEvent? CurrentAt(DateTimeOffset? instant)
    {
        if (instant is not { } at)
        {
            return _undatedEvent;
        }

        if (CoveringAt(at) is { } covering)
        {
            return covering;
        }

        var next = FirstEventFrom(at);
        return next < _events.Count && _events[next].StartAt - at <= Lead ? _events[next] : null;
    }

    public override IEnumerable<Evidence> EvidenceOf(OngoingEvent ongoing)
    {
        if (ongoing.StartAt is not { } start)
        {
            return _undated;
        }

        var near = _dated[FirstEvidenceFrom(start - Lead)..FirstEvidenceFrom(start + Window)];
        return near.Where(evidence => ReferenceEquals(EventOf(evidence), ongoing));
    }

    private void Insert(Evidence evidence)
    {
        var list = evidence.PublishedAt is null ? _undated : _dated;
        var place = list.BinarySearch(evidence, EvidenceOrder.Instance);
        list.Insert(place < 0 ? ~place : place, evidence);
    }

    private void CutUndated()
    {
        if (!_undated.Exists(evidence => evidence.IsAccusation))
        {
            _undatedEvent = null;
            return;
        }

        _undatedEvent ??= new OngoingEvent(Key, startAt: null);
    }

    /// <summary>
    /// Cuts what is stated from <paramref name="from"/> on into events, until a cut falls where it fell before: from there on the former
    /// ones hold. An event keeps its identity where the start of a former one falls into it; further ones are merged into it.
    /// </summary>
    private void CutAnew(DateTimeOffset from)
    {
        var former = FirstEventFrom(from);
        var cut = _events[..former];
        for (var place = FirstEvidenceFrom(from); place < _dated.Count; place++)
        {
            var at = _dated[place].PublishedAt!.Value;
            if ((cut.Count > 0 && at < cut[^1].StartAt + Window) || !_dated[place].IsAccusation)
            {
                continue;
            }

            if (former < _events.Count && _events[former].StartAt == at)
            {
                // A statement shortly before it may now belong to the event before.
                _events[former].Standing = null;
                cut.AddRange(_events[former..]);
                former = _events.Count;
                break;
            }

            var until = former;
            while (until < _events.Count && _events[until].StartAt < at + Window)
            {
                until++;
            }

            cut.Add(Merge(_events[former..until], at));
            former = until;
        }

        Retire(_events[former..], cut.Count > 0 ? cut[^1] : null);
        _events = cut;
    }

    private OngoingEvent Merge(List<OngoingEvent> former, DateTimeOffset startAt)
    {
        if (former.Count == 0)
        {
            return new OngoingEvent(Key, startAt);
        }

        former[0].StartAt = startAt;
        former[0].Standing = null;
        Retire(former[1..], former[0]);
        return former[0];
    }

    private void Retire(List<OngoingEvent> former, OngoingEvent? successor)
    {
        foreach (var gone in former)
        {
            gone.MergedInto = successor;
            _gone.Add(gone);
        }
    }

    private OngoingEvent? CoveringAt(DateTimeOffset at)
    {
        var next = FirstEventFrom(at + TimeSpan.FromTicks(1));
        return next > 0 && _events[next - 1].StartAt + Window > at ? _events[next - 1] : null;
    }

    private OngoingEvent? LatestStartedAt(DateTimeOffset at)
    {
        var next = FirstEventFrom(at + Lead);
        return next > 0 ? _events[next - 1] : null;
    }

    private int FirstEventFrom(DateTimeOffset at) => FirstFrom(_events, at, ongoing => ongoing.StartAt!.Value);

    private int FirstEvidenceFrom(DateTimeOffset at) => FirstFrom(_dated, at, evidence => evidence.PublishedAt!.Value);

    private static int FirstFrom<T>(List<T> inOrder, DateTimeOffset at, Func<T, DateTimeOffset> instantOf)
    {
        var low = 0;
        var high = inOrder.Count;
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (instantOf(inOrder[middle]) < at)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }
}
