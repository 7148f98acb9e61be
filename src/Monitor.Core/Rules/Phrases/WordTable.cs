using System.Numerics;
using System.Runtime.InteropServices;

namespace Monitor.Rules.Phrases;

/// <summary>
/// The numbers of the words that phrases are made of. Open addressing over one array, the letters in another: a word that no phrase holds
/// costs one place in memory, one that a phrase holds two, however many words there are.
/// </summary>
internal sealed class WordTable
{
    private WordSlot[] _slots = new WordSlot[1 << 8];
    private char[] _letters = new char[1 << 10];
    private int _lettersUsed;
    private int _count;

    /// <param name="Number">0 where the slot is free.</param>
    private record struct WordSlot(uint Hash, int Number, int Start, int Length);

    public int GetOrAdd(string word, int next)
    {
        if (Find(word) is > 0 and var known)
        {
            return known;
        }

        if (++_count * 2 > _slots.Length)
        {
            Grow();
        }

        if (_lettersUsed + word.Length > _letters.Length)
        {
            Array.Resize(ref _letters, Math.Max(_letters.Length * 2, _lettersUsed + word.Length));
        }

        word.CopyTo(0, _letters, _lettersUsed, word.Length);
        Place(_slots, new WordSlot(HashOf(word), next, _lettersUsed, word.Length));
        _lettersUsed += word.Length;
        return next;
    }

    /// <summary>The word's number; 0 where no phrase holds it.</summary>
    public int Find(ReadOnlySpan<char> word)
    {
        var slots = _slots;
        var hash = HashOf(word);
        for (var i = hash & (uint)(slots.Length - 1); ; i = (i + 1) & (uint)(slots.Length - 1))
        {
            ref readonly var slot = ref slots[i];
            if (slot.Number == 0)
            {
                return 0;
            }

            if (slot.Hash == hash && slot.Length == word.Length && _letters.AsSpan(slot.Start, slot.Length).SequenceEqual(word))
            {
                return slot.Number;
            }
        }
    }

    private void Grow()
    {
        var slots = new WordSlot[_slots.Length * 2];
        foreach (var slot in _slots)
        {
            if (slot.Number > 0)
            {
                Place(slots, slot);
            }
        }

        _slots = slots;
    }

    private static void Place(WordSlot[] slots, WordSlot slot)
    {
        var i = slot.Hash & (uint)(slots.Length - 1);
        while (slots[i].Number > 0)
        {
            i = (i + 1) & (uint)(slots.Length - 1);
        }

        slots[i] = slot;
    }

    /// <summary>Four letters at a time; the same in every process.</summary>
    private static uint HashOf(ReadOnlySpan<char> word)
    {
        const ulong factor = 0x9E3779B97F4A7C15;
        var hash = (ulong)word.Length * factor;
        var bytes = MemoryMarshal.AsBytes(word);
        while (bytes.Length >= sizeof(ulong))
        {
            hash = (BitOperations.RotateLeft(hash, 23) ^ MemoryMarshal.Read<ulong>(bytes)) * factor;
            bytes = bytes[sizeof(ulong)..];
        }

        foreach (var value in MemoryMarshal.Cast<byte, ushort>(bytes))
        {
            hash = (BitOperations.RotateLeft(hash, 23) ^ value) * factor;
        }

        return (uint)(hash >> 32);
    }
}
