using System.Collections.Frozen;
using Monitor.Text;

namespace Monitor.Attributions.Cues;

/// <summary>All phrases of a cue file as one tree over folded words, so that the cost of a text does not grow with their number.</summary>
internal sealed class Lexicon
{
    private const int AccentedLettersMax = 8;

    /// <summary>Stems are looked up by their first letters; shorter ones mean too much.</summary>
    public const int StemKeyLetters = 3;

    private readonly Dictionary<string, int> _words = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> _lookup;
    private readonly Dictionary<long, int> _children = [];
    private readonly List<LexiconEntry?> _entries = [null];
    private readonly List<string> _wordTexts = [];

    /// <summary>The root's children by the number of their word, 0 for none: each word of a text is looked for there.</summary>
    private readonly List<int> _begun = [];

    private readonly HashSet<int> _officeBeginnings = [];
    private readonly FrozenSet<string> _accented;
    private readonly Dictionary<string, List<(string Stem, WordClass Words)>> _stems = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<(string Stem, WordClass Words)>>.AlternateLookup<ReadOnlySpan<char>> _stemLookup;

    /// <summary>By five bits of each of the first letters whether a stem can begin so: few words get past it.</summary>
    private readonly bool[] _stemBegun = new bool[1 << (5 * StemKeyLetters)];

    /// <param name="accented">Words that their accent tells from another: French "à", which is not "a".</param>
    public Lexicon(IEnumerable<string> accented)
    {
        _accented = accented.ToFrozenSet(StringComparer.OrdinalIgnoreCase);
        _lookup = _words.GetAlternateLookup<ReadOnlySpan<char>>();
        _stemLookup = _stems.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    /// <summary>All words that begin so mean this: "bombard*".</summary>
    public void AddStem(string stem, WordClass words)
    {
        var folded = TokenizedText.Of(stem).Folded(0).ToString();
        var key = folded[..StemKeyLetters];
        if (!_stems.TryGetValue(key, out var stems))
        {
            _stems.Add(key, stems = []);
        }

        stems.Add((folded, words));
        _stemBegun[PlaceOf(folded)] = true;
    }

    /// <summary>What the word means by what it begins with.</summary>
    public WordClass StemsOf(ReadOnlySpan<char> folded)
    {
        var words = WordClass.None;
        if (folded.Length >= StemKeyLetters && _stemBegun[PlaceOf(folded)] && _stemLookup.TryGetValue(folded[..StemKeyLetters], out var stems))
        {
            foreach (var (stem, meaning) in stems)
            {
                words |= folded.StartsWith(stem, StringComparison.Ordinal) ? meaning : WordClass.None;
            }
        }

        return words;
    }

    private static int PlaceOf(ReadOnlySpan<char> folded) => ((folded[0] & 31) << 10) | ((folded[1] & 31) << 5) | (folded[2] & 31);

    /// <summary>The number of a token's word, or -1 for one that stands in no phrase.</summary>
    public int WordOf(TokenizedText text, int token) => _lookup.TryGetValue(KeyOf(text, token), out var word) ? word : -1;

    /// <summary>Whether the word alone is one of places: "County", "Street".</summary>
    public bool IsGeography(TokenizedText text, int token)
    {
        var node = 0;
        return WordOf(text, token) is >= 0 and var word && TryStep(ref node, word, out var entry) && entry?.Words.HasFlag(WordClass.Geography) == true;
    }

    public string TextOf(int word) => _wordTexts[word];

    /// <summary>Whether an office's name can begin with the word: only there is it worth looking for one.</summary>
    public bool BeginsOffice(int word) => _officeBeginnings.Contains(word);

    public void AddOfficeBeginning(string phrase) => _officeBeginnings.Add(Words(phrase)[0]);

    /// <summary>The words of a phrase as numbers, known from now on.</summary>
    public int[] Words(string phrase)
    {
        var text = TokenizedText.Of(phrase);
        var words = new int[text.Tokens.Length];
        for (var i = 0; i < words.Length; i++)
        {
            var key = KeyOf(text, i);
            if (!_lookup.TryGetValue(key, out words[i]))
            {
                words[i] = _wordTexts.Count;
                _wordTexts.Add(key.ToString());
                _begun.Add(0);
                _words.Add(_wordTexts[^1], words[i]);
            }
        }

        return words;
    }

    /// <summary>The words of a phrase as <see cref="TextOf"/> gives them, joined by a blank.</summary>
    public string Normal(string phrase) => string.Join(' ', Words(phrase).Select(TextOf));

    private ReadOnlySpan<char> KeyOf(TokenizedText text, int token)
    {
        if (_accented.Count > 0 && text.Written(token) is { Length: <= AccentedLettersMax } written && !System.Text.Ascii.IsValid(written))
        {
            var lookup = _accented.GetAlternateLookup<ReadOnlySpan<char>>();
            if (lookup.TryGetValue(written, out var accented))
            {
                return accented;
            }
        }

        return text.Folded(token);
    }

    /// <summary>The entry of a phrase, made where it is new.</summary>
    public LexiconEntry Entry(string phrase)
    {
        var node = 0;
        foreach (var word in Words(phrase))
        {
            if (ChildOf(node, word) is not (> 0 and var child))
            {
                child = _entries.Count;
                _entries.Add(null);
                if (node == 0)
                {
                    _begun[word] = child;
                }
                else
                {
                    _children.Add(KeyOf(node, word), child);
                }
            }

            node = child;
        }

        return _entries[node] ??= new LexiconEntry();
    }

    /// <summary>
    /// To be called once all is read: thousands of words mean the same and nothing else (a city in Ukraine, a verb of speech), and share one entry then.
    /// </summary>
    public void Settle()
    {
        var alike = new Dictionary<object, LexiconEntry>();
        for (var node = 0; node < _entries.Count; node++)
        {
            if (_entries[node] is { Cues.Count: 0, Offices.Count: 0 } entry)
            {
                var meaning = (entry.Words, entry.Head, entry.Act, entry.Incident, entry.OfficeMark, entry.PlaceIn, entry.Frame);
                _entries[node] = alike.TryGetValue(meaning, out var known) ? known : alike[meaning] = entry;
            }
        }

        _words.TrimExcess();
        _children.TrimExcess();
        _entries.TrimExcess();
        _wordTexts.TrimExcess();
        _begun.TrimExcess();
    }

    /// <summary>One step down the tree from <paramref name="node"/> (0 is the root); false where no phrase goes on so.</summary>
    public bool TryStep(ref int node, int word, out LexiconEntry? entry)
    {
        node = ChildOf(node, word);
        entry = _entries[node];
        return node > 0;
    }

    private int ChildOf(int node, int word) => node == 0 ? _begun[word] : _children.GetValueOrDefault(KeyOf(node, word));

    private static long KeyOf(int node, int word) => ((long)node << 32) | (uint)word;
}
