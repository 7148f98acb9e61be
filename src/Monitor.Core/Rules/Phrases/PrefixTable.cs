namespace Monitor.Rules.Phrases;

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
