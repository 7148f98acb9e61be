using System.Runtime.InteropServices;
using Monitor.Text;

namespace Monitor.Rules.Phrases;

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
