using Monitor.Text;

namespace Monitor.Rules.Phrases;

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
    private readonly Dictionary<long, int> _edges;
    private readonly TrieNode[] _nodes;
    private readonly int[] _ends;
    private readonly bool[] _asksForCase;

    /// <param name="nodes">The node of the phrases that begin with a symbol has the symbol's number.</param>
    internal PhraseAutomaton(
        Phrase[] phrases, WordTable words, PrefixTable prefixes, Dictionary<long, int> edges, TrieNode[] nodes, int[] ends)
    {
        _phrases = phrases;
        _words = words;
        _prefixes = prefixes;
        _edges = edges;
        _nodes = nodes;
        _ends = ends;
        _asksForCase = [.. phrases.Select(phrase => phrase.AsksForCase)];
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
                if (word > 0 && _nodes[word].IsUsed)
                {
                    Walk(text, ref symbols, word, first, first + 1, sentence.EndToken, hits);
                }

                foreach (var prefix in symbols.PrefixesAt(first))
                {
                    if (_nodes[prefix].IsUsed)
                    {
                        Walk(text, ref symbols, prefix, first, first + 1, sentence.EndToken, hits);
                    }
                }
            }
        }
    }

    // Depth is bounded by the longest phrase.
    private void Walk(TokenizedText text, ref TokenSymbols symbols, int node, int first, int next, int end, List<PhraseHit> hits)
    {
        var here = _nodes[node];
        foreach (var phrase in _ends.AsSpan(here.FirstEnd, here.Ends))
        {
            if (!_asksForCase[phrase] || _phrases[phrase].HasCaseOf(text, first))
            {
                hits.Add(new PhraseHit(phrase, first, next));
            }
        }

        if (next >= end || here.Followers == 0)
        {
            return;
        }

        var word = symbols.WordAt(next);
        if (word > 0 && here.MayBeFollowedBy(word) && _edges.TryGetValue(Edge(node, word), out var child))
        {
            Walk(text, ref symbols, child, first, next + 1, end, hits);
        }

        foreach (var prefix in symbols.PrefixesAt(next))
        {
            if (here.MayBeFollowedBy(prefix) && _edges.TryGetValue(Edge(node, prefix), out child))
            {
                Walk(text, ref symbols, child, first, next + 1, end, hits);
            }
        }
    }

    internal static long Edge(int node, int symbol) => ((long)node << 32) | (uint)symbol;
}
