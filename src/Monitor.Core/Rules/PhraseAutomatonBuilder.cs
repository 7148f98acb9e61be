namespace Monitor.Rules;

/// <summary>Collects phrases and compiles them into a <see cref="PhraseAutomaton"/>. The same phrase added twice is one.</summary>
public sealed class PhraseAutomatonBuilder
{
    private readonly List<Phrase> _phrases = [];
    private readonly Dictionary<Phrase, int> _numbers = [];
    private readonly WordTable _words = new();
    private readonly PrefixTable _prefixes = new();
    private readonly Dictionary<long, int> _edges = [];
    private readonly List<int> _hasEdges = [0];
    private readonly List<List<int>?> _ends = [null];
    private readonly List<int> _rootOfWord = [0];
    private int _symbols = 1;

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

        var node = RootOf(SymbolOf(phrase.Words[0]));
        for (var i = 1; i < phrase.Words.Count; i++)
        {
            var edge = PhraseAutomaton.Edge(node, SymbolOf(phrase.Words[i]));
            if (!_edges.TryGetValue(edge, out var child))
            {
                child = NewNode();
                _edges.Add(edge, child);
                _hasEdges[node]++;
            }

            node = child;
        }

        (_ends[node] ??= []).Add(number);
        return number;
    }

    public PhraseAutomaton Build() => new(
        [.. _phrases], _words, _prefixes, [.. _rootOfWord], _edges, [.. _hasEdges], [.. _ends.Select(ends => ends?.ToArray() ?? [])]);

    private int RootOf(int symbol)
    {
        if (_rootOfWord[symbol] == 0)
        {
            _rootOfWord[symbol] = NewNode();
        }

        return _rootOfWord[symbol];
    }

    private int SymbolOf(PhraseWord word)
    {
        var symbol = word.IsPrefix ? _prefixes.GetOrAdd(word.Folded, _symbols) : _words.GetOrAdd(word.Folded, _symbols);
        if (symbol == _symbols)
        {
            _symbols++;
            _rootOfWord.Add(0);
        }

        return symbol;
    }

    private int NewNode()
    {
        _hasEdges.Add(0);
        _ends.Add(null);
        return _ends.Count - 1;
    }
}
