namespace Monitor.AttributionEvents;

/// <summary>
/// Everything stated on one subject, cut into events: the first accusation opens one, which takes all accusations of the next 14 days; the
/// first one after them opens the next. The cut is a function of what is stated, not of the order in which it arrived: an accusation that
/// arrives late cuts anew from its own time on, until the old cuts fit again.
/// </summary>
internal sealed class EventChain(EventKey key)
{
    /// <summary>How long after its first accusation an event takes more.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromDays(14);

    /// <summary>
    /// What opens no event (an urging, a denial) belongs to the one that begins within this time after it: outlets do not date to the hour.
    /// </summary>
    public static readonly TimeSpan Lead = TimeSpan.FromDays(1);

    private readonly List<Evidence> _dated = [];
    private readonly List<Evidence> _undated = [];
    private readonly List<OngoingEvent> _gone = [];
    private List<OngoingEvent> _events = [];
    private OngoingEvent? _undatedEvent;

    public EventKey Key { get; } = key;

    public IEnumerable<OngoingEvent> Events => _undatedEvent is null ? _events : _events.Prepend(_undatedEvent);

    /// <summary>Events that stood once and were merged into others by a late arrival.</summary>
    public IReadOnlyList<OngoingEvent> Gone => _gone;

    public IEnumerable<Evidence> Evidence => _undated.Concat(_dated);

    /// <summary>Takes up a stored event; they come in the order of their starts.</summary>
    public void Restore(OngoingEvent stored) => _events.Add(stored);

    /// <summary>Takes up stored evidence, by which the stored events were cut already.</summary>
    public void Restore(Evidence stored)
    {
        Insert(stored);
        CutUndated();
    }

    public void Place(Evidence evidence)
    {
        Insert(evidence);
        if (evidence.PublishedAt is not { } at)
        {
            CutUndated();
        }
        else if ((evidence.IsAccusation && CoveringAt(at) is null) || (evidence.IsRetraction && IsFirst(at)))
        {
            CutAnew(at);
        }
    }

    /// <summary>Cuts again after evidence of that time was rejected, or its rejection taken back.</summary>
    public void Recut(DateTimeOffset? changedAt)
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

    /// <summary>The event that the evidence belongs to as things stand; null where there is none.</summary>
    public OngoingEvent? EventOf(Evidence evidence)
    {
        // A retraction may come long after; it belongs to the latest event there was.
        return evidence is { IsRetraction: true, PublishedAt: { } at } ? LatestStartedAt(at) : CurrentAt(evidence.PublishedAt);
    }

    /// <summary>The event that is current at an instant, or begins shortly after it; without an instant the one without dates.</summary>
    public OngoingEvent? CurrentAt(DateTimeOffset? instant)
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

    public IEnumerable<Evidence> EvidenceOf(OngoingEvent ongoing)
    {
        if (ongoing.StartAt is not { } start)
        {
            return _undated;
        }

        var near = _dated[FirstEvidenceFrom(start - Lead)..FirstEvidenceFrom(start + Window)];
        return near.Where(evidence => ReferenceEquals(EventOf(evidence), ongoing));
    }

    /// <summary>Whether it is known already that one of these accusers takes this event's accusation back.</summary>
    public bool RetractedBefore(OngoingEvent ongoing, Evidence retraction, IReadOnlySet<Evidence> placed) =>
        (retraction.PublishedAt is null ? _undated : _dated).Any(other =>
            other.IsRetraction
            && other.Accusers.Intersect(retraction.Accusers, StringComparer.OrdinalIgnoreCase).Any()
            && !placed.Contains(other)
            && ReferenceEquals(EventOf(other), ongoing));

    private void Insert(Evidence evidence)
    {
        var list = evidence.PublishedAt is null ? _undated : _dated;
        var place = list.BinarySearch(evidence, EvidenceOrder.Instance);
        list.Insert(place < 0 ? ~place : place, evidence);
    }

    private void CutUndated()
    {
        if (!_undated.Exists(evidence => Opens(evidence, isFirst: true)))
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
            if ((cut.Count > 0 && at < cut[^1].StartAt + Window) || !Opens(_dated[place], isFirst: cut.Count == 0))
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

    // A retraction stands alone only where nothing is accused before it.
    private static bool Opens(Evidence evidence, bool isFirst) => evidence.IsAccusation || (isFirst && evidence.IsRetraction);

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

    private bool IsFirst(DateTimeOffset at) => _events.Count == 0 || _events[0].StartAt > at;

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

/// <summary>By time, then by article and place: an order that does not depend on arrival.</summary>
internal sealed class EvidenceOrder : IComparer<Evidence>
{
    public static readonly EvidenceOrder Instance = new();

    public int Compare(Evidence? x, Evidence? y)
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(y);
        var order = Nullable.Compare(x.PublishedAt, y.PublishedAt);
        order = order != 0 ? order : string.CompareOrdinal(x.ArticleId, y.ArticleId);
        return order != 0 ? order : x.Index.CompareTo(y.Index);
    }
}
