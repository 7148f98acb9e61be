using Monitor.Text;

namespace Monitor.Rules;

/// <summary>A phrase found in a text, as a half-open range of tokens.</summary>
public readonly record struct PhraseHit(int Phrase, int FirstToken, int EndToken);

/// <summary>
/// All phrases compiled together: one pass over a text finds every occurrence of every phrase. Words become numbers, phrases paths in one
/// trie over these numbers; a word that begins no phrase costs one look-up, so that the cost hardly grows with the number of phrases
/// that do not match. Immutable, and safe to share between threads.
/// </summary>
public sealed class PhraseAutomaton
{
    private readonly Phrase[] _phrases;
    private readonly WordTable _words;
    private readonly PrefixTable _prefixes;
    private readonly int[] _rootOfWord;
    private readonly Dictionary<long, int> _edges;
    private readonly int[] _hasEdges;
    private readonly int[][] _ends;

    internal PhraseAutomaton(
        Phrase[] phrases, WordTable words, PrefixTable prefixes, int[] rootOfWord, Dictionary<long, int> edges, int[] hasEdges, int[][] ends)
    {
        _phrases = phrases;
        _words = words;
        _prefixes = prefixes;
        _rootOfWord = rootOfWord;
        _edges = edges;
        _hasEdges = hasEdges;
        _ends = ends;
    }

    public int PhraseCount => _phrases.Length;

    public Phrase this[int phrase] => _phrases[phrase];

    /// <summary>Adds all occurrences to <paramref name="hits"/>, ordered by their first token.</summary>
    public void Find(TokenizedText text, List<PhraseHit> hits)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(hits);
        var count = text.Tokens.Length;
        var symbols = new TokenSymbols(text, _words, _prefixes);
        foreach (var sentence in text.Sentences)
        {
            for (var first = sentence.FirstToken; first < sentence.EndToken && first < count; first++)
            {
                var word = symbols.WordAt(first);
                if (word > 0 && _rootOfWord[word] > 0)
                {
                    Walk(text, ref symbols, _rootOfWord[word], first, first + 1, sentence.EndToken, hits);
                }

                foreach (var prefix in symbols.PrefixesAt(first))
                {
                    if (_rootOfWord[prefix] > 0)
                    {
                        Walk(text, ref symbols, _rootOfWord[prefix], first, first + 1, sentence.EndToken, hits);
                    }
                }
            }
        }
    }

    // Depth is bounded by the longest phrase.
    private void Walk(TokenizedText text, ref TokenSymbols symbols, int node, int first, int next, int end, List<PhraseHit> hits)
    {
        foreach (var phrase in _ends[node])
        {
            if (_phrases[phrase].HasCaseOf(text, first))
            {
                hits.Add(new PhraseHit(phrase, first, next));
            }
        }

        if (next >= end || _hasEdges[node] == 0)
        {
            return;
        }

        var word = symbols.WordAt(next);
        if (word > 0 && _edges.TryGetValue(Edge(node, word), out var child))
        {
            Walk(text, ref symbols, child, first, next + 1, end, hits);
        }

        foreach (var prefix in symbols.PrefixesAt(next))
        {
            if (_edges.TryGetValue(Edge(node, prefix), out child))
            {
                Walk(text, ref symbols, child, first, next + 1, end, hits);
            }
        }
    }

    internal static long Edge(int node, int symbol) => ((long)node << 32) | (uint)symbol;
}
