namespace Monitor.Rules.Phrases;

/// <summary>Collects phrases and compiles them into a <see cref="PhraseAutomaton"/>. The same phrase added twice is one.</summary>
public sealed class PhraseAutomatonBuilder
{
    private readonly List<Phrase> _phrases = [];
    private readonly Dictionary<Phrase, int> _numbers = [];
    private readonly WordTable _words = new();
    private readonly PrefixTable _prefixes = new();

    // Until all symbols are known, the node of a symbol is the symbol's number, and a deeper one a negative number.
    private readonly Dictionary<long, int> _edges = [];
    private readonly Dictionary<int, List<int>> _ends = [];
    private int _symbols = 1;
    private int _deeper;

    /// <summary>The number under which hits of the phrase are reported.</summary>
    public int Add(Phrase phrase)
    {
        ArgumentNullException.ThrowIfNull(phrase);
        if (_numbers.TryGetValue(phrase, out var number))
        {
            return number;
        }

        number = _phrases.Count;
        _phrases.Add(phrase);
        _numbers.Add(phrase, number);

        var node = SymbolOf(phrase.Words[0]);
        for (var i = 1; i < phrase.Words.Count; i++)
        {
            var edge = PhraseAutomaton.Edge(node, SymbolOf(phrase.Words[i]));
            if (!_edges.TryGetValue(edge, out var child))
            {
                child = --_deeper;
                _edges.Add(edge, child);
            }

            node = child;
        }

        if (!_ends.TryGetValue(node, out var ends))
        {
            _ends.Add(node, ends = []);
        }

        ends.Add(number);
        return number;
    }

    public PhraseAutomaton Build()
    {
        var followers = new ulong[_symbols - _deeper];
        var edges = new Dictionary<long, int>(_edges.Count);
        foreach (var (edge, child) in _edges)
        {
            var (node, symbol) = (Placed((int)(edge >> 32)), (int)edge);
            followers[node] |= TrieNode.FollowerBit(symbol);
            edges.Add(PhraseAutomaton.Edge(node, symbol), Placed(child));
        }

        var nodes = new TrieNode[followers.Length];
        for (var node = 0; node < nodes.Length; node++)
        {
            nodes[node] = new TrieNode(0, 0, followers[node]);
        }

        var ends = new List<int>(_phrases.Count);
        foreach (var (node, phrases) in _ends)
        {
            nodes[Placed(node)] = new TrieNode(ends.Count, phrases.Count, followers[Placed(node)]);
            ends.AddRange(phrases);
        }

        return new PhraseAutomaton([.. _phrases], _words, _prefixes, edges, nodes, [.. ends]);
    }

    private int Placed(int node) => node > 0 ? node : _symbols - 1 - node;

    private int SymbolOf(PhraseWord word)
    {
        var symbol = word.IsPrefix ? _prefixes.GetOrAdd(word.Folded, _symbols) : _words.GetOrAdd(word.Folded, _symbols);
        if (symbol == _symbols)
        {
            _symbols++;
        }

        return symbol;
    }
}
