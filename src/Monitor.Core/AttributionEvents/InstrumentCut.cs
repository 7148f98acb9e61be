using Monitor.Attributions;

namespace Monitor.AttributionEvents;

/// <summary>
/// Charges or sanctions told apart by their marks: a pure function of the accusations, taken in order of publication. One joins the part of
/// the last 14 days with which it shares a name or a group, and brings several such parts together; where there is none, the latest that it
/// does not contradict (<see cref="InstrumentMarks.Contradict"/>), as one that tells less does. What joins none opens a part.
/// </summary>
internal sealed class InstrumentCut
{
    private readonly Dictionary<Evidence, Part> _partOf = [];
    private readonly Dictionary<string, Part> _byKey = new(StringComparer.Ordinal);
    private readonly List<Part> _parts = [];

    public InstrumentCut(IEnumerable<Evidence> accusationsInOrder)
    {
        foreach (var evidence in accusationsInOrder)
        {
            var part = Sharing(evidence) ?? LatestLike(evidence) ?? Open(evidence.PublishedAt);
            Include(part, evidence);
        }
    }

    /// <summary>In order of their starts; those without dates first.</summary>
    public IEnumerable<Part> Parts => _parts.Where(part => !part.IsMerged);

    public Part PartOf(Evidence accusation) => _partOf[accusation];

    private Part? Sharing(Evidence evidence)
    {
        var sharing = evidence.Instrument
            .SelectMany(InstrumentMarks.Keys)
            .Select(key => _byKey.GetValueOrDefault(key))
            .OfType<Part>()
            .Where(part => part.TakesAt(evidence.PublishedAt))
            .Distinct()
            .OrderBy(part => part.Number)
            .ToList();
        foreach (var other in sharing.Skip(1))
        {
            other.IsMerged = true;
            other.Accusations.ForEach(one => Include(sharing[0], one));
        }

        return sharing.FirstOrDefault();
    }

    private Part? LatestLike(Evidence evidence)
    {
        for (var number = _parts.Count - 1; number >= 0 && _parts[number].TakesAt(evidence.PublishedAt); number--)
        {
            if (!_parts[number].IsMerged && !_parts[number].Contradicts(evidence))
            {
                return _parts[number];
            }
        }

        return null;
    }

    private Part Open(DateTimeOffset? at)
    {
        var part = new Part(_parts.Count, at);
        _parts.Add(part);
        return part;
    }

    private void Include(Part part, Evidence evidence)
    {
        part.Include(evidence);
        _partOf[evidence] = part;
        foreach (var key in evidence.Instrument.SelectMany(InstrumentMarks.Keys))
        {
            _byKey[key] = part;
        }
    }

    /// <summary>One indictment, or one round of sanctions.</summary>
    public sealed class Part(int number, DateTimeOffset? startAt)
    {
        private readonly HashSet<string> _marks = new(StringComparer.Ordinal);
        private readonly HashSet<string> _kinds = new(StringComparer.Ordinal);

        /// <summary>Its place in the order of starts.</summary>
        public int Number { get; } = number;

        public DateTimeOffset? StartAt { get; } = startAt;

        public List<Evidence> Accusations { get; } = [];

        public IReadOnlySet<string> Marks => _marks;

        public bool IsMerged { get; set; }

        /// <summary>Whether it is open for what was published then; without dates there is no window.</summary>
        public bool TakesAt(DateTimeOffset? at) => StartAt is { } start ? at < start + EventChain.Window : at is null;

        /// <summary>Whether both have marks of one kind, for one that shares no name and no group with it.</summary>
        public bool Contradicts(Evidence evidence) =>
            evidence.Instrument.GroupBy(InstrumentMarks.KindOf).Any(kind => _kinds.Contains(kind.Key) && !kind.Any(_marks.Contains));

        public void Include(Evidence evidence)
        {
            Accusations.Add(evidence);
            _marks.UnionWith(evidence.Instrument);
            _kinds.UnionWith(evidence.Instrument.Select(InstrumentMarks.KindOf));
        }
    }
}
