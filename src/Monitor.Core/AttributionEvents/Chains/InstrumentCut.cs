using Monitor.Attributions;

namespace Monitor.AttributionEvents.Chains;

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

    /// <summary>The numbers of the parts by the kinds of their marks, so that none is looked at for every accusation of a hostile thousand.</summary>
    private readonly SortedSet<int>[] _byKinds = [.. Enumerable.Range(0, (int)Kinds.All + 1).Select(_ => new SortedSet<int>())];

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
            _byKinds[(int)other.Kinds].Remove(other.Number);
            other.Accusations.ForEach(one => Include(sharing[0], one));
        }

        return sharing.FirstOrDefault();
    }

    private Part? LatestLike(Evidence evidence)
    {
        var (asked, counts) = (KindsOf(evidence.Instrument), evidence.Instrument.Where(InstrumentMarks.IsCount).ToList());
        Part? latest = null;
        for (var kinds = Kinds.None; kinds <= Kinds.All; kinds++)
        {
            // What shares no name and no group contradicts each part that has some of those.
            if ((asked & kinds & ~Kinds.Counts) != 0)
            {
                continue;
            }

            foreach (var part in _byKinds[(int)kinds].Reverse().Select(number => _parts[number]))
            {
                if (part.Number < latest?.Number || !part.TakesAt(evidence.PublishedAt))
                {
                    break;
                }

                if ((asked & kinds) == 0 || counts.Exists(part.Marks.Contains))
                {
                    latest = part;
                    break;
                }
            }
        }

        return latest;
    }

    private Part Open(DateTimeOffset? at)
    {
        var part = new Part(_parts.Count, at);
        _parts.Add(part);
        return part;
    }

    private void Include(Part part, Evidence evidence)
    {
        _byKinds[(int)part.Kinds].Remove(part.Number);
        part.Include(evidence);
        _byKinds[(int)part.Kinds].Add(part.Number);
        _partOf[evidence] = part;
        foreach (var key in evidence.Instrument.SelectMany(InstrumentMarks.Keys))
        {
            _byKey[key] = part;
        }
    }

    private static Kinds KindsOf(IEnumerable<string> marks) =>
        marks.Aggregate(
            Kinds.None, (kinds, mark) => kinds | (InstrumentMarks.IsCount(mark) ? Kinds.Counts : InstrumentMarks.IsName(mark) ? Kinds.Names : Kinds.Groups));

    /// <summary>Which kinds of marks there are.</summary>
    [Flags]
    public enum Kinds
    {
        None = 0,
        Names = 1,
        Groups = 2,
        Counts = 4,
        All = Names | Groups | Counts,
    }

    /// <summary>One indictment, or one round of sanctions.</summary>
    public sealed class Part(int number, DateTimeOffset? startAt)
    {
        private readonly HashSet<string> _marks = new(StringComparer.Ordinal);

        /// <summary>Its place in the order of starts.</summary>
        public int Number { get; } = number;

        public DateTimeOffset? StartAt { get; } = startAt;

        public List<Evidence> Accusations { get; } = [];

        public IReadOnlySet<string> Marks => _marks;

        public Kinds Kinds { get; private set; }

        public bool IsMerged { get; set; }

        /// <summary>Whether it is open for what was published then; without dates there is no window.</summary>
        public bool TakesAt(DateTimeOffset? at) => StartAt is { } start ? at < start + EventTimes.Window : at is null;

        public void Include(Evidence evidence)
        {
            Accusations.Add(evidence);
            _marks.UnionWith(evidence.Instrument);
            Kinds |= KindsOf(evidence.Instrument);
        }
    }
}
