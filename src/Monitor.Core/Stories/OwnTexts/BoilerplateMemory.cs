using System.Buffers;
using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Monitor.Stories.Terms;

namespace Monitor.Stories.OwnTexts;

/// <summary>
/// What pages repeat: runs of five words with the days they were seen on, for each host and over all hosts. A run seen on
/// <see cref="DatesMin"/> days that span more than <see cref="SpanDaysMin"/> days is boilerplate; on one and the same host, two days that lie more
/// than <see cref="HostSpanDaysMin"/> days apart are enough, since nobody reports the same event in the same words so much later. Learnt only from
/// articles that came before.
/// The table is bounded: it holds <see cref="Capacity"/> runs in groups of eight, and a new run takes the place of the one in its
/// group that was seen on the fewest days, the longest ago. What one host and what all hosts show of a run stand in one group, which is one or two lines of
/// the processor's cache.
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
    private const int GroupStride = GroupSize * 2;
    private const int CapacityFirst = 1 << 12;
    private const byte Format = 2;
    private const int RunBytes = 16;

    /// <summary>The lowest bits of a key tell the host; none set are all hosts. The others tell the run.</summary>
    private const ulong HostBits = 0xF_FFFF;
    private const ulong AnyHost = 0x8_0000;
    private const ulong AnyRun = 1UL << 63;

    private readonly int _capacityMax;

    // Of each group the keys, then the days (Seen) of each key: 128 bytes that the processor fetches together.
    private ulong[] _groups;

    /// <param name="capacityMax">The most runs it holds, rounded up to a power of two; 16 bytes each.</param>
    public BoilerplateMemory(int capacityMax = 1 << 21)
        : this(capacityMax, CapacityFirst)
    {
    }

    private BoilerplateMemory(int capacityMax, int capacity)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(capacityMax, CapacityFirst);
        _capacityMax = (int)BitOperations.RoundUpToPowerOf2((uint)Math.Max(capacityMax, capacity));
        _groups = new ulong[capacity * 2];
    }

    public int Capacity => _groups.Length / 2;

    /// <summary>Marks the tokens of <paramref name="mask"/> that lie in a run which this host, or hosts in general, repeat.</summary>
    public void Mark(ReadOnlySpan<uint> words, ulong host, DateTimeOffset? seenAt, Span<bool> mask)
    {
        var today = seenAt is { } instant ? Day(instant) : (ushort)0;
        var hostBits = (host & HostBits) | AnyHost;
        var runs = ArrayPool<ulong>.Shared.Rent(words.Length);
        for (var i = 0; i + ShingleWords <= words.Length; i++)
        {
            // The groups lie anywhere in a large table: asked for here, they come while the next ones are asked for.
            runs[i] = Run(words.Slice(i, ShingleWords));
            Volatile.Read(ref Group(runs[i])[0]);
        }

        for (var i = 0; i + ShingleWords <= words.Length; i++)
        {
            var group = Group(runs[i]);
            if (IsBoilerplate(group, runs[i] | hostBits, today, HostSpanDaysMin) || IsBoilerplate(group, runs[i], today, UnseenDaysMax))
            {
                mask.Slice(i, ShingleWords).Fill(true);
            }
        }

        ArrayPool<ulong>.Shared.Return(runs);
    }

    /// <summary>Remembers the runs of an article. Without a date nothing can be learnt.</summary>
    public void Learn(ReadOnlySpan<uint> words, ulong host, DateTimeOffset? seenAt)
    {
        if (seenAt is not { } instant)
        {
            return;
        }

        var day = Day(instant);
        var hostBits = (host & HostBits) | AnyHost;
        for (var i = 0; i + ShingleWords <= words.Length; i++)
        {
            var run = Run(words.Slice(i, ShingleWords));
            See(run | hostBits, run, day);
            See(run, run, day);
        }
    }

    /// <summary>The table as bytes, to be kept across restarts.</summary>
    public byte[] ToBytes() => [Format, .. MemoryMarshal.AsBytes(_groups.AsSpan())];

    /// <exception cref="InvalidDataException">The bytes are no table of this version.</exception>
    public static BoilerplateMemory FromBytes(ReadOnlySpan<byte> bytes, int capacityMax = 1 << 21)
    {
        var capacity = (bytes.Length - 1) / RunBytes;
        if (capacity < CapacityFirst || bytes[0] != Format || !BitOperations.IsPow2(capacity) || bytes.Length != 1 + (capacity * RunBytes))
        {
            throw new InvalidDataException($"the boilerplate memory has {bytes.Length} bytes, which is no table of this version");
        }

        var memory = new BoilerplateMemory(capacityMax, capacity);
        bytes[1..].CopyTo(MemoryMarshal.AsBytes(memory._groups.AsSpan()));
        return memory;
    }

    /// <summary>The key of a run over all hosts; never 0.</summary>
    private static ulong Run(ReadOnlySpan<uint> words)
    {
        var hash = 0UL;
        foreach (var word in words)
        {
            hash = (hash ^ word) * 0xD6E8_FEB8_6659_FD93;
            hash ^= hash >> 29;
        }

        return (hash & ~HostBits) | AnyRun;
    }

    private static ushort Day(DateTimeOffset instant) =>
        (ushort)Math.Clamp((instant.UtcDateTime - DateTime.UnixEpoch).TotalDays, 1, ushort.MaxValue);

    private Span<ulong> Group(ulong run) =>
        _groups.AsSpan((int)(StableHash.Mixed(run) & (ulong)((_groups.Length / GroupStride) - 1)) * GroupStride, GroupStride);

    /// <summary>The place of a key in a group; -1 where it is not known.</summary>
    private static int Find(ReadOnlySpan<ulong> group, ulong key)
    {
        var wanted = Vector256.Create(key);
        var found = Vector256.Equals(Vector256.Create(group), wanted).ExtractMostSignificantBits()
            | (Vector256.Equals(Vector256.Create(group[Vector256<ulong>.Count..]), wanted).ExtractMostSignificantBits() << Vector256<ulong>.Count);
        return found == 0 ? -1 : BitOperations.TrailingZeroCount(found);
    }

    private static bool IsBoilerplate(ReadOnlySpan<ulong> group, ulong key, ushort today, int pairSpanDays)
    {
        if (Find(group, key) is var place && place < 0)
        {
            return false;
        }

        var seen = new Seen(group[GroupSize + place]);
        var span = seen.LastDay - seen.FirstDay;
        return ((seen.Dates >= DatesMin && span > SpanDaysMin) || span > pairSpanDays)
            && (today == 0 || today - seen.LastDay <= UnseenDaysMax);
    }

    private void See(ulong key, ulong run, ushort day)
    {
        var group = Group(run);
        if (Find(group, key) is var known and >= 0)
        {
            ref var seen = ref group[GroupSize + known];
            seen = new Seen(seen).SeenOn(day).Value;
            return;
        }

        var weakest = GroupSize;
        for (var place = GroupSize + 1; place < GroupStride; place++)
        {
            weakest = group[place] < group[weakest] ? place : weakest;
        }

        if (group[weakest] != 0 && Capacity < _capacityMax)
        {
            Grow();
            See(key, run, day);
            return;
        }

        (group[weakest - GroupSize], group[weakest]) = (key, Seen.Once(day).Value);
    }

    private void Grow()
    {
        var former = _groups;
        _groups = new ulong[former.Length * 2];
        for (var i = 0; i < former.Length; i += i % GroupStride == GroupSize - 1 ? GroupSize + 1 : 1)
        {
            if (former[i] != 0)
            {
                // Twice as many groups take half of an old group each: there is always room.
                var group = Group((former[i] & ~HostBits) | AnyRun);
                var place = Find(group, 0);
                (group[place], group[GroupSize + place]) = (former[i], former[i + GroupSize]);
            }
        }
    }

    /// <summary>
    /// The days a run was seen on, in one number whose order is how much would be lost with the run: 0 for a free place, then by how many days, then by the
    /// last one.
    /// </summary>
    private readonly record struct Seen(ulong Value)
    {
        private const int DatesKept = 200;

        public ushort FirstDay => (ushort)Value;

        public ushort LastDay => (ushort)(Value >> 16);

        public int Dates => (int)(Value >> 32);

        public static Seen Once(ushort day) => Of(1, day, day);

        public Seen SeenOn(ushort day) =>
            day > LastDay + UnseenDaysMax ? Once(day)
            : day > LastDay ? Of(Dates + 1, FirstDay, day)
            // An article of the past that came late.
            : day < FirstDay ? Of(Dates + 1, day, LastDay)
            : this;

        private static Seen Of(int dates, ushort firstDay, ushort lastDay) =>
            new(((ulong)Math.Min(dates, DatesKept) << 32) | ((ulong)lastDay << 16) | firstDay);
    }
}
