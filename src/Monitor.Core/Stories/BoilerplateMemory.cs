using System.Runtime.InteropServices;

namespace Monitor.Stories;

/// <summary>
/// What pages repeat: runs of five words with the days they were seen on, for each host and over all hosts. A run seen on
/// <see cref="DatesMin"/> days that span more than <see cref="SpanDaysMin"/> days is boilerplate; on one and the same host, two days that lie more
/// than <see cref="HostSpanDaysMin"/> days apart are enough, since nobody reports the same event in the same words so much later. Learnt only from
/// articles that came before.
/// The table is bounded: it holds <see cref="Capacity"/> runs in groups of eight, and a new run takes the place of the one in its
/// group that was seen on the fewest days, the longest ago.
/// </summary>
public sealed class BoilerplateMemory
{
    public const int ShingleWords = 5;
    public const int DatesMin = 3;
    public const int SpanDaysMin = 14;
    public const int HostSpanDaysMin = 60;

    /// <summary>A run that was not seen for so many days is forgotten: sites change their pages.</summary>
    public const int UnseenDaysMax = 400;

    private const int GroupSize = 8;
    private const int CapacityFirst = 1 << 12;
    private const ulong AllHosts = 0;

    private readonly int _capacityMax;
    private Entry[] _entries;
    private int _used;

    /// <param name="capacityMax">The most runs it holds, rounded up to a power of two; 16 bytes each.</param>
    public BoilerplateMemory(int capacityMax = 1 << 21)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(capacityMax, CapacityFirst);
        _capacityMax = (int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)capacityMax);
        _entries = new Entry[CapacityFirst];
    }

    public int Capacity => _entries.Length;

    public int Count => _used;

    /// <summary>Marks the tokens of <paramref name="mask"/> that lie in a run which this host, or hosts in general, repeat.</summary>
    public void Mark(ReadOnlySpan<uint> words, ulong host, DateTimeOffset? seenAt, Span<bool> mask)
    {
        var today = seenAt is { } instant ? Day(instant) : (ushort)0;
        for (var i = 0; i + ShingleWords <= words.Length; i++)
        {
            var shingle = Shingle(words.Slice(i, ShingleWords));
            if (IsBoilerplate(StableHash.Of(shingle, host), today, HostSpanDaysMin)
                || IsBoilerplate(StableHash.Of(shingle, AllHosts), today, UnseenDaysMax))
            {
                mask.Slice(i, ShingleWords).Fill(true);
            }
        }
    }

    /// <summary>Remembers the runs of an article. Without a date nothing can be learnt.</summary>
    public void Learn(ReadOnlySpan<uint> words, ulong host, DateTimeOffset? seenAt)
    {
        if (seenAt is not { } instant)
        {
            return;
        }

        var day = Day(instant);
        for (var i = 0; i + ShingleWords <= words.Length; i++)
        {
            var shingle = Shingle(words.Slice(i, ShingleWords));
            See(StableHash.Of(shingle, host), day);
            See(StableHash.Of(shingle, AllHosts), day);
        }
    }

    /// <summary>The table as bytes, to be kept across restarts.</summary>
    public byte[] ToBytes() => MemoryMarshal.AsBytes(_entries.AsSpan()).ToArray();

    /// <exception cref="InvalidDataException">The bytes are no table of this version.</exception>
    public static BoilerplateMemory FromBytes(ReadOnlySpan<byte> bytes, int capacityMax = 1 << 21)
    {
        var entries = MemoryMarshal.Cast<byte, Entry>(bytes);
        if (entries.Length < CapacityFirst || !System.Numerics.BitOperations.IsPow2(entries.Length) || bytes.Length % Entry.Bytes != 0)
        {
            throw new InvalidDataException($"the boilerplate memory has {bytes.Length} bytes, which is no table of this version");
        }

        var memory = new BoilerplateMemory(Math.Max(capacityMax, entries.Length)) { _entries = entries.ToArray() };
        memory._used = entries.ToArray().Count(entry => entry.Key != 0);
        return memory;
    }

    private static ulong Shingle(ReadOnlySpan<uint> words)
    {
        var hash = 0UL;
        foreach (var word in words)
        {
            hash = (hash ^ word) * 0xD6E8_FEB8_6659_FD93;
            hash ^= hash >> 29;
        }

        return hash | 1;
    }

    private static ushort Day(DateTimeOffset instant) =>
        (ushort)Math.Clamp((instant.UtcDateTime - DateTime.UnixEpoch).TotalDays, 1, ushort.MaxValue);

    private bool IsBoilerplate(ulong key, ushort today, int pairSpanDays)
    {
        foreach (ref readonly var entry in Group(key))
        {
            if (entry.Key == key)
            {
                var span = entry.LastDay - entry.FirstDay;
                return ((entry.Dates >= DatesMin && span > SpanDaysMin) || span > pairSpanDays)
                    && (today == 0 || today - entry.LastDay <= UnseenDaysMax);
            }
        }

        return false;
    }

    private void See(ulong key, ushort day)
    {
        var group = Group(key);
        var weakest = 0;
        for (var i = 0; i < GroupSize; i++)
        {
            ref var entry = ref group[i];
            if (entry.Key == key)
            {
                entry.See(day);
                return;
            }

            if (group[i].Value < group[weakest].Value)
            {
                weakest = i;
            }
        }

        if (group[weakest].Key != 0 && _entries.Length < _capacityMax)
        {
            Grow();
            See(key, day);
            return;
        }

        _used += group[weakest].Key == 0 ? 1 : 0;
        group[weakest] = new Entry { Key = key, FirstDay = day, LastDay = day, Dates = 1 };
    }

    private Span<Entry> Group(ulong key) =>
        _entries.AsSpan((int)(StableHash.Mixed(key) & (ulong)(_entries.Length / GroupSize - 1)) * GroupSize, GroupSize);

    private void Grow()
    {
        var old = _entries;
        _entries = new Entry[old.Length * 2];
        foreach (var entry in old)
        {
            if (entry.Key != 0)
            {
                // Twice as many groups take half of an old group each: there is always room.
                var group = Group(entry.Key);
                var free = 0;
                while (group[free].Key != 0)
                {
                    free++;
                }

                group[free] = entry;
            }
        }
    }

    [StructLayout(LayoutKind.Sequential)]
    private struct Entry
    {
        public const int Bytes = 16;

        public ulong Key;
        public ushort FirstDay;
        public ushort LastDay;
        public ushort Dates;
        public ushort Unused;

        /// <summary>How much would be lost with this entry: 0 for a free place, then by the days it was seen on, then by the last one.</summary>
        public readonly int Value => Key == 0 ? 0 : (Math.Min(Dates, (ushort)200) << 16) + LastDay + 1;

        public void See(ushort day)
        {
            if (day > LastDay + UnseenDaysMax)
            {
                FirstDay = day;
                Dates = 0;
                LastDay = 0;
            }

            if (day > LastDay)
            {
                LastDay = day;
                Dates = (ushort)Math.Min(Dates + 1, ushort.MaxValue);
            }
            else if (day < FirstDay)
            {
                // An article of the past that came late.
                FirstDay = day;
                Dates = (ushort)Math.Min(Dates + 1, ushort.MaxValue);
            }
        }
    }
}
