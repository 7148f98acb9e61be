using Monitor.Text;

namespace Monitor.Rules;

/// <summary>The numbers of the words that phrases are made of.</summary>
internal sealed class WordTable
{
    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);

    public int GetOrAdd(string word, int next)
    {
        if (!_numbers.TryGetValue(word, out var number))
        {
            number = next;
            _numbers.Add(word, number);
        }

        return number;
    }

    /// <summary>The word's number; 0 where no phrase holds it.</summary>
    public int Find(ReadOnlySpan<char> word) =>
        _numbers.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(word, out var number) ? number : 0;
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
        : System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_prefixes)[_prefixStarts[token].._prefixStarts[token + 1]];
}
