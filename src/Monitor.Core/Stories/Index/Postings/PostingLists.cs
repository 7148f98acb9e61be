using System.Numerics;
using System.Runtime.InteropServices;

namespace Monitor.Stories.Index.Postings;

/// <summary>
/// For each term the entries of the latest articles that hold it, at most <see cref="ListMax"/>. A term that only one article holds takes no block.
/// Entries are never taken out when their article leaves the window: they are older than its oldest entry, and the reader passes over them.
/// </summary>
internal sealed class PostingLists(PostingBlocks blocks)
{
    public const int ListMax = 1 << ListMaxLog;
    private const int ListMaxLog = 7;

    private PostingSlot[] _slots = new PostingSlot[64];
    private int _used;

    /// <summary>The entries of a term, in no particular order.</summary>
    public ReadOnlySpan<int> Of(uint term)
    {
        ref var slot = ref _slots[SlotOf(term)];
        return slot.Term == 0 ? [] : EntriesOf(ref slot)[..slot.Count];
    }

    /// <param name="oldest">The oldest entry of the window.</param>
    public void Add(uint term, int entry, int oldest)
    {
        if ((_used + 1) * 10 > _slots.Length * 7)
        {
            Sweep(oldest);
        }

        ref var slot = ref _slots[SlotOf(term)];
        if (slot.Term == 0)
        {
            slot = new PostingSlot { Term = term, Start = entry, Count = 1 };
            _used++;
            return;
        }

        if (slot.Count == ListMax)
        {
            EntriesOf(ref slot)[slot.Next] = entry;
            slot.Next = (byte)((slot.Next + 1) % ListMax);
            return;
        }

        if (slot.Count == 1 << slot.SizeLog)
        {
            Enlarge(ref slot);
        }

        EntriesOf(ref slot)[slot.Count++] = entry;
    }

    /// <summary>Takes one entry out, for an article whose text has changed.</summary>
    public void Remove(uint term, int entry)
    {
        ref var slot = ref _slots[SlotOf(term)];
        if (slot.Term == 0 || EntriesOf(ref slot)[..slot.Count].IndexOf(entry) is var at && at < 0)
        {
            return;
        }

        var entries = EntriesOf(ref slot)[..slot.Count];
        if (slot.Count == 1)
        {
            entries[0] = -1;
            return;
        }

        // From the oldest to the latest, so that the next one that is too many takes the place of the oldest.
        Span<int> inOrder = stackalloc int[ListMax];
        entries[slot.Next..].CopyTo(inOrder);
        entries[..slot.Next].CopyTo(inOrder[(slot.Count - slot.Next)..]);
        at = inOrder[..slot.Count].IndexOf(entry);
        inOrder[(at + 1)..slot.Count].CopyTo(inOrder[at..]);
        inOrder[..--slot.Count].CopyTo(entries);
        slot.Next = 0;
    }

    private Span<int> EntriesOf(ref PostingSlot slot) =>
        slot.SizeLog == 0 ? MemoryMarshal.CreateSpan(ref slot.Start, 1) : blocks.Block(slot.Start, slot.SizeLog);

    private void Enlarge(ref PostingSlot slot)
    {
        var former = slot;
        slot.Start = blocks.Take(++slot.SizeLog);
        EntriesOf(ref former).CopyTo(EntriesOf(ref slot));
        if (former.SizeLog > 0)
        {
            blocks.Give(former.Start, former.SizeLog);
        }
    }

    private int SlotOf(uint term)
    {
        var slots = _slots;
        var mask = slots.Length - 1;
        var place = (int)(term * 0x9E37_79B1u >> (32 - BitOperations.Log2((uint)slots.Length))) & mask;
        while (slots[place].Term != 0 && slots[place].Term != term)
        {
            place = (place + 1) & mask;
        }

        return place;
    }

    /// <summary>Drops the terms that no article of the window holds, and makes room for more.</summary>
    private void Sweep(int oldest)
    {
        var former = _slots;
        var alive = 0;
        foreach (ref var slot in former.AsSpan())
        {
            if (slot.Term != 0 && Latest(ref slot) >= oldest)
            {
                alive++;
            }
            else if (slot.Term != 0)
            {
                if (slot.SizeLog > 0)
                {
                    blocks.Give(slot.Start, slot.SizeLog);
                }

                slot.Term = 0;
            }
        }

        _slots = new PostingSlot[Math.Max(64, (int)BitOperations.RoundUpToPowerOf2((uint)(alive + 1) * 2))];
        _used = alive;
        foreach (var slot in former)
        {
            if (slot.Term != 0)
            {
                _slots[SlotOf(slot.Term)] = slot;
            }
        }
    }

    private int Latest(ref PostingSlot slot) => EntriesOf(ref slot)[(slot.Count == ListMax ? slot.Next + ListMax - 1 : slot.Count - 1) % ListMax];

    /// <summary>A term (none has number 0) and where its entries are: in a block, or, as long as it has one, here.</summary>
    private struct PostingSlot
    {
        public uint Term;

        /// <summary>The block, or the only entry.</summary>
        public int Start;
        public byte Count;

        /// <summary>Which entry of a full list is the oldest.</summary>
        public byte Next;

        /// <summary>The logarithm of the block's size; 0 without one.</summary>
        public byte SizeLog;
    }
}
