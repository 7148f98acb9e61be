using System.Numerics;
using System.Runtime.InteropServices;
using Monitor.Text;

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

/// <summary>The numbers of the prefixes ("hack*") that phrases are made of, as a trie over characters.</summary>
internal sealed class PrefixTable
{
    private readonly Dictionary<long, int> _children = [];
    private readonly List<int> _numbers = [0];

    public bool IsEmpty => _children.Count == 0;

    public int GetOrAdd(string prefix, int next)
    {
        var node = 0;
        foreach (var character in prefix)
        {
            var key = Key(node, character);
            if (!_children.TryGetValue(key, out var child))
            {
                child = _numbers.Count;
                _numbers.Add(0);
                _children.Add(key, child);
            }

            node = child;
        }

        if (_numbers[node] == 0)
        {
            _numbers[node] = next;
        }

        return _numbers[node];
    }

    /// <summary>Adds the numbers of all prefixes that the word begins with.</summary>
    public void Find(ReadOnlySpan<char> word, List<int> found)
    {
        var node = 0;
        foreach (var character in word)
        {
            if (!_children.TryGetValue(Key(node, character), out node))
            {
                return;
            }

            if (_numbers[node] > 0)
            {
                found.Add(_numbers[node]);
            }
        }
    }

    private static long Key(int node, char character) => ((long)node << 16) | character;
}

/// <summary>The numbers that each token of one text stands for: its word and the prefixes it begins with.</summary>
internal readonly struct TokenSymbols
{
    private readonly int[] _words;
    private readonly int[] _prefixStarts;
    private readonly List<int> _prefixes;

    public TokenSymbols(TokenizedText text, WordTable words, PrefixTable prefixes)
    {
        var count = text.Tokens.Length;
        _words = new int[count];
        _prefixStarts = prefixes.IsEmpty ? [] : new int[count + 1];
        _prefixes = [];
        for (var i = 0; i < count; i++)
        {
            var folded = text.Folded(i);
            _words[i] = words.Find(folded);
            if (!prefixes.IsEmpty)
            {
                _prefixStarts[i] = _prefixes.Count;
                prefixes.Find(folded, _prefixes);
            }
        }

        if (!prefixes.IsEmpty)
        {
            _prefixStarts[count] = _prefixes.Count;
        }
    }

    public int WordAt(int token) => _words[token];

    public ReadOnlySpan<int> PrefixesAt(int token) => _prefixStarts.Length == 0
        ? []
        : CollectionsMarshal.AsSpan(_prefixes)[_prefixStarts[token].._prefixStarts[token + 1]];
}
