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
    private uint[] _terms = new uint[CapacityFirst];
    private float[] _counts = new float[CapacityFirst];
    private int _used;

    /// <param name="reportsMax">When so many reports are counted, all counts are halved: language moves on, and memory is bounded.</param>
    public TermStatistics(int reportsMax = 200_000)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(reportsMax, 1000);
        _reportsMax = reportsMax;
    }

    /// <summary>How many reports were counted, halved with the counts.</summary>
    public double Reports { get; private set; }

    public int Terms => _used;

    /// <summary>The logarithm of the inverse share of reports that hold the term.</summary>
    public float Weight(uint term)
    {
        var share = (Count(term) + (AssumedReports * Math.Max(CommonWords.Share(term), UnknownShare))) / (Reports + AssumedReports);
        return share >= 1 ? 0 : (float)-Math.Log(share);
    }

    /// <summary>Counts a term of a report, once for each.</summary>
    public void Add(uint term)
    {
        if ((_used + 1) * 10 > _terms.Length * 7)
        {
            Resize(_terms.Length * 2);
        }

        var place = Place(term);
        _used += _terms[place] == 0 ? 1 : 0;
        _terms[place] = term;
        _counts[place]++;
    }

    /// <summary>Counts a report; its terms are counted by <see cref="Add"/>.</summary>
    public void AddReport()
    {
        Reports++;
        if (Reports >= _reportsMax)
        {
            Halve();
        }
    }

    public byte[] ToBytes()
    {
        var bytes = new byte[12 + (_used * 8)];
        BinaryPrimitives.WriteDoubleLittleEndian(bytes, Reports);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(8), _used);
        var position = 12;
        for (var i = 0; i < _terms.Length; i++)
        {
            if (_terms[i] != 0)
            {
                BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(position), _terms[i]);
                BinaryPrimitives.WriteSingleLittleEndian(bytes.AsSpan(position + 4), _counts[i]);
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

        var statistics = new TermStatistics(reportsMax) { Reports = BinaryPrimitives.ReadDoubleLittleEndian(bytes) };
        for (var position = 12; position < bytes.Length; position += 8)
        {
            statistics.Add(BinaryPrimitives.ReadUInt32LittleEndian(bytes[position..]));
            statistics._counts[statistics.Place(BinaryPrimitives.ReadUInt32LittleEndian(bytes[position..]))] =
                BinaryPrimitives.ReadSingleLittleEndian(bytes[(position + 4)..]);
        }

        return statistics;
    }

    private float Count(uint term)
    {
        var place = Place(term);
        return _terms[place] == 0 ? 0 : _counts[place];
    }

    private int Place(uint term)
    {
        var mask = _terms.Length - 1;
        var place = (int)(term * 0x9E37_79B1u >> (32 - BitOperations.Log2((uint)_terms.Length))) & mask;
        while (_terms[place] != 0 && _terms[place] != term)
        {
            place = (place + 1) & mask;
        }

        return place;
    }

    private void Halve()
    {
        Reports /= 2;
        for (var i = 0; i < _counts.Length; i++)
        {
            _counts[i] /= 2;
            if (_counts[i] < 0.5f)
            {
                _counts[i] = 0;
            }
        }

        Resize(CapacityFirst);
    }

    /// <summary>Moves all counted terms to a table of at least so many places.</summary>
    private void Resize(int capacity)
    {
        var (terms, counts) = (_terms, _counts);
        var alive = counts.Count(count => count > 0);
        while (capacity * 6L < (alive + 1) * 10L)
        {
            capacity *= 2;
        }

        (_terms, _counts, _used) = (new uint[capacity], new float[capacity], 0);
        for (var i = 0; i < terms.Length; i++)
        {
            if (terms[i] != 0 && counts[i] > 0)
            {
                var place = Place(terms[i]);
                (_terms[place], _counts[place]) = (terms[i], counts[i]);
                _used++;
            }
        }
    }
}
