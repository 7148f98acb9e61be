using System.Buffers.Binary;
using System.Numerics;

namespace Monitor.Stories.Terms;

/// <summary>
/// In how many reports each term occurs, counted as they arrive, and the weight that follows from it. Copies are not counted: a report that
/// everybody republishes would otherwise make its own names look common. Assumed frequencies (<see cref="CommonWords"/>) carry the
/// first <see cref="AssumedReports"/> reports' worth of weight. Weights stand still for a generation, until the reports have grown by
/// some share: what an article adds up to is then worked out once a generation, and not once a report.
/// </summary>
public sealed class TermStatistics
{
    /// <summary>How many reports the assumptions are worth.</summary>
    public const double AssumedReports = 1000;

    /// <summary>The share of reports that hold an arbitrary word of content, as assumed before the first one.</summary>
    public const double UnknownShare = 0.002;

    /// <summary>A generation lasts until the reports have grown by this share, and by a fifth of it as long as the assumptions carry the weights.</summary>
    public const double GenerationGrowth = 0.1;

    /// <summary>A generation never lasts longer than so many reports: what has become the news is soon common.</summary>
    public const double GenerationReportsMax = 2000;

    private const int CapacityFirst = 1 << 12;
    private const byte Format = 2;
    private const int HeaderBytes = 21;
    private const int TermBytes = 12;

    private static readonly float LogOfUnknown = (float)Math.Log(AssumedReports * UnknownShare);

    private readonly int _reportsMax;
    private readonly List<uint> _countedSince = [];
    private CountedTerm[] _places = new CountedTerm[CapacityFirst];
    private double _weighedReports;
    private float _logReports = (float)Math.Log(AssumedReports);
    private int _used;

    /// <param name="reportsMax">When so many reports are counted, all counts are halved: language moves on, and memory is bounded.</param>
    public TermStatistics(int reportsMax = 200_000)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(reportsMax, 1000);
        _reportsMax = reportsMax;
    }

    /// <summary>How many reports were counted, halved with the counts.</summary>
    public double Reports { get; private set; }

    /// <summary>How many terms the table has room for, 16 bytes each.</summary>
    public int Capacity => _places.Length;

    /// <summary>Changes with the weights: those asked under the same number are the same.</summary>
    internal int Generation { get; private set; } = 1;

    /// <summary>The logarithm of the inverse share of reports that held the term when the generation began.</summary>
    public float Weight(uint term)
    {
        ref readonly var place = ref _places[Place(term)];
        return Math.Max(0, _logReports - (place.Term == 0 ? LogOf(term, 0) : place.Log));
    }

    /// <summary>The weight of a term that no report holds and nobody assumes: no other weighs more.</summary>
    internal float UnknownWeight => _logReports - LogOfUnknown;

    /// <summary>The weights of many terms, so that the processor waits for several of them at once.</summary>
    internal void Weigh(ReadOnlySpan<uint> terms, Span<float> weights)
    {
        for (var i = 0; i < terms.Length; i++)
        {
            weights[i] = Weight(terms[i]);
        }
    }

    /// <summary>Counts a term of a report, once for each.</summary>
    public void Add(uint term)
    {
        ref var place = ref TakePlace(term);
        if (place.Count == place.WeighedCount)
        {
            _countedSince.Add(term);
        }

        place.Count++;
    }

    /// <summary>Counts a report; its terms are counted by <see cref="Add"/>.</summary>
    public void AddReport()
    {
        Reports++;
        if (Reports >= _reportsMax)
        {
            Halve();
        }
        else if (Reports - _weighedReports >= Math
            .Min(GenerationReportsMax, (_weighedReports + AssumedReports) * GenerationGrowth / (Reports < AssumedReports ? 5 : 1)))
        {
            foreach (var term in _countedSince)
            {
                ref var place = ref _places[Place(term)];
                (place.WeighedCount, place.Log) = (place.Count, LogOf(term, place.Count));
            }

            _countedSince.Clear();
            BeginGeneration(Reports);
        }
    }

    public byte[] ToBytes()
    {
        var counted = _places.Count(place => place.Count > 0);
        var bytes = new byte[HeaderBytes + (counted * TermBytes)];
        bytes[0] = Format;
        BinaryPrimitives.WriteDoubleLittleEndian(bytes.AsSpan(1), Reports);
        BinaryPrimitives.WriteDoubleLittleEndian(bytes.AsSpan(9), _weighedReports);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(17), counted);
        var position = HeaderBytes;
        foreach (var place in _places)
        {
            if (place.Count > 0)
            {
                BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(position), place.Term);
                BinaryPrimitives.WriteSingleLittleEndian(bytes.AsSpan(position + 4), place.Count);
                BinaryPrimitives.WriteSingleLittleEndian(bytes.AsSpan(position + 8), place.WeighedCount);
                position += TermBytes;
            }
        }

        return bytes;
    }

    /// <exception cref="InvalidDataException">The bytes are no statistics of this version.</exception>
    public static TermStatistics FromBytes(ReadOnlySpan<byte> bytes, int reportsMax = 200_000)
    {
        if (bytes.Length < HeaderBytes || bytes[0] != Format
            || bytes.Length != HeaderBytes + (BinaryPrimitives.ReadInt32LittleEndian(bytes[17..]) * (long)TermBytes))
        {
            throw new InvalidDataException($"the term statistics have {bytes.Length} bytes, which are none of this version");
        }

        // All the room at once: the terms come in the order of a table, and would crowd together in a smaller one.
        var statistics = new TermStatistics(reportsMax) { Reports = BinaryPrimitives.ReadDoubleLittleEndian(bytes[1..]) };
        statistics._places = new CountedTerm[CapacityFor(BinaryPrimitives.ReadInt32LittleEndian(bytes[17..]), CapacityFirst)];
        statistics.BeginGeneration(BinaryPrimitives.ReadDoubleLittleEndian(bytes[9..]));
        for (var position = HeaderBytes; position < bytes.Length; position += TermBytes)
        {
            var term = BinaryPrimitives.ReadUInt32LittleEndian(bytes[position..]);
            ref var place = ref statistics.TakePlace(term);
            place.Count = BinaryPrimitives.ReadSingleLittleEndian(bytes[(position + 4)..]);
            place.WeighedCount = BinaryPrimitives.ReadSingleLittleEndian(bytes[(position + 8)..]);
            place.Log = LogOf(term, place.WeighedCount);
            if (place.Count != place.WeighedCount)
            {
                statistics._countedSince.Add(term);
            }
        }

        return statistics;
    }

    /// <summary>The logarithm of how many reports hold the term, with those assumed.</summary>
    private static float LogOf(uint term, float count)
    {
        var share = Math.Max(CommonWords.Share(term), BackgroundWords.Share(term));
        return count == 0 && share == 0 ? LogOfUnknown : (float)Math.Log(count + (AssumedReports * Math.Max(share, UnknownShare)));
    }

    private void BeginGeneration(double reports)
    {
        _weighedReports = reports;
        _logReports = (float)Math.Log(reports + AssumedReports);
        Generation++;
    }

    /// <summary>The place of a term, taken for it where it has none.</summary>
    private ref CountedTerm TakePlace(uint term)
    {
        if ((_used + 1) * 10L > _places.Length * 7L)
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
        Reports /= 2;
        foreach (ref var place in _places.AsSpan())
        {
            place.WeighedCount = place.Count = place.Count < 1 ? 0 : place.Count / 2;
            place.Log = LogOf(place.Term, place.Count);
        }

        _countedSince.Clear();
        Resize(CapacityFirst);
        BeginGeneration(Reports);
    }

    private static int CapacityFor(int terms, int capacityMin)
    {
        var capacity = capacityMin;
        while (capacity * 6L < (terms + 1) * 10L)
        {
            capacity *= 2;
        }

        return capacity;
    }

    /// <summary>Moves all counted terms to a table of at least so many places.</summary>
    private void Resize(int capacity)
    {
        var former = _places;
        var alive = former.Count(place => place.Count > 0);
        (_places, _used) = (new CountedTerm[CapacityFor(alive, capacity)], alive);
        foreach (var place in former)
        {
            if (place.Count > 0)
            {
                _places[Place(place.Term)] = place;
            }
        }
    }

    /// <summary>
    /// A term, in how many reports it was counted, in how many when the generation began, and the logarithm of the latter with those assumed. No term has
    /// number 0.
    /// </summary>
    private struct CountedTerm
    {
        public uint Term;
        public float Count;
        public float WeighedCount;
        public float Log;
    }
}
