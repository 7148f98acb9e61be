using System.Buffers.Binary;
using System.Numerics;

namespace Monitor.Stories;

/// <summary>
/// In how many reports each term occurs, counted as they arrive, and the weight that follows from it. Copies are not counted: a report that
/// everybody republishes would otherwise make its own names look common. Assumed frequencies (<see cref="CommonWords"/>) carry the
/// first <see cref="AssumedReports"/> reports' worth of weight.
/// </summary>
public sealed class TermStatistics
{
    /// <summary>How many reports the assumptions are worth.</summary>
    public const double AssumedReports = 300;

    /// <summary>The share of reports that hold an arbitrary word of content, as assumed before the first one.</summary>
    public const double UnknownShare = 0.004;

    private const int CapacityFirst = 1 << 12;

    private readonly int _reportsMax;
    private CountedTerm[] _places = new CountedTerm[CapacityFirst];
    private double _logReports = Math.Log(AssumedReports);
    private int _used;

    /// <param name="reportsMax">When so many reports are counted, all counts are halved: language moves on, and memory is bounded.</param>
    public TermStatistics(int reportsMax = 200_000)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(reportsMax, 1000);
        _reportsMax = reportsMax;
    }

    /// <summary>How many reports were counted, halved with the counts.</summary>
    public double Reports { get; private set; }

    /// <summary>Changes with every count: weights asked under the same number are the same.</summary>
    internal long Version { get; private set; }

    /// <summary>The logarithm of the inverse share of reports that hold the term.</summary>
    public float Weight(uint term)
    {
        ref readonly var place = ref _places[Place(term)];
        return (float)Math.Max(0, _logReports - (place.Term == 0 ? LogOf(term, 0) : place.Log));
    }

    /// <summary>Counts a term of a report, once for each.</summary>
    public void Add(uint term)
    {
        ref var place = ref TakePlace(term);
        place.Count++;
        place.Log = LogOf(term, place.Count);
        Version++;
    }

    /// <summary>Makes ready for many questions about terms that may not be counted yet.</summary>
    internal void Prepare(ReadOnlySpan<ProfileTerm> terms)
    {
        foreach (var term in terms)
        {
            TakePlace(term.Term);
        }
    }

    /// <summary>Counts a report; its terms are counted by <see cref="Add"/>.</summary>
    public void AddReport()
    {
        SetReports(Reports + 1);
        if (Reports >= _reportsMax)
        {
            Halve();
        }
    }

    public byte[] ToBytes()
    {
        var counted = _places.Count(place => place.Count > 0);
        var bytes = new byte[12 + (counted * 8)];
        BinaryPrimitives.WriteDoubleLittleEndian(bytes, Reports);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(8), counted);
        var position = 12;
        foreach (var place in _places)
        {
            if (place.Count > 0)
            {
                BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(position), place.Term);
                BinaryPrimitives.WriteSingleLittleEndian(bytes.AsSpan(position + 4), place.Count);
                position += 8;
            }
        }

        return bytes;
    }

    /// <exception cref="InvalidDataException">The bytes are no statistics of this version.</exception>
    public static TermStatistics FromBytes(ReadOnlySpan<byte> bytes, int reportsMax = 200_000)
    {
        if (bytes.Length < 12 || bytes.Length != 12 + (BinaryPrimitives.ReadInt32LittleEndian(bytes[8..]) * 8L))
        {
            throw new InvalidDataException($"the term statistics have {bytes.Length} bytes, which do not fit their own count");
        }

        var statistics = new TermStatistics(reportsMax);
        statistics.SetReports(BinaryPrimitives.ReadDoubleLittleEndian(bytes));
        for (var position = 12; position < bytes.Length; position += 8)
        {
            var term = BinaryPrimitives.ReadUInt32LittleEndian(bytes[position..]);
            ref var place = ref statistics.TakePlace(term);
            place.Count = BinaryPrimitives.ReadSingleLittleEndian(bytes[(position + 4)..]);
            place.Log = LogOf(term, place.Count);
        }

        return statistics;
    }

    /// <summary>The logarithm of how many reports hold the term, with those assumed.</summary>
    private static double LogOf(uint term, float count) => Math.Log(count + (AssumedReports * Math.Max(CommonWords.Share(term), UnknownShare)));

    private void SetReports(double reports)
    {
        Reports = reports;
        _logReports = Math.Log(reports + AssumedReports);
        Version++;
    }

    /// <summary>The place of a term, taken for it where it has none.</summary>
    private ref CountedTerm TakePlace(uint term)
    {
        if ((_used + 1) * 10 > _places.Length * 7)
        {
            Resize(_places.Length);
        }

        ref var place = ref _places[Place(term)];
        if (place.Term == 0)
        {
            place = new CountedTerm { Term = term, Log = LogOf(term, 0) };
            _used++;
        }

        return ref place;
    }

    private int Place(uint term)
    {
        var places = _places;
        var mask = places.Length - 1;
        var place = (int)(term * 0x9E37_79B1u >> (32 - BitOperations.Log2((uint)places.Length))) & mask;
        while (places[place].Term != 0 && places[place].Term != term)
        {
            place = (place + 1) & mask;
        }

        return place;
    }

    private void Halve()
    {
        SetReports(Reports / 2);
        foreach (ref var place in _places.AsSpan())
        {
            place.Count = place.Count < 1 ? 0 : place.Count / 2;
            place.Log = LogOf(place.Term, place.Count);
        }

        Resize(CapacityFirst);
    }

    /// <summary>Moves all counted terms to a table of at least so many places.</summary>
    private void Resize(int capacity)
    {
        var former = _places;
        var alive = former.Count(place => place.Count > 0);
        while (capacity * 6L < (alive + 1) * 10L)
        {
            capacity *= 2;
        }

        (_places, _used) = (new CountedTerm[capacity], alive);
        foreach (var place in former)
        {
            if (place.Count > 0)
            {
                _places[Place(place.Term)] = place;
            }
        }
    }

    /// <summary>A term, in how many reports it was counted, and the logarithm of that with those assumed. No term has number 0.</summary>
    private struct CountedTerm
    {
        public uint Term;
        public float Count;
        public double Log;
    }
}
