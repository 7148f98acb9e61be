using Monitor.Attributions.Cues;
using Monitor.Text;

namespace Monitor.Attributions.Sentences;

/// <summary>A sentence with what its words mean in its language: classes, nouns, cues, acts. Tokens have the numbers of the whole text.</summary>
internal sealed partial class SentenceReading
{
    private readonly WordClass[] _classes;
    private readonly HeadClass[] _heads;
    private readonly int[] _headEnds;
    private readonly int[] _words;
    private readonly Sign[] _signs;

    /// <summary>What any word of the sentence is: most questions ask for what none of them is.</summary>
    private readonly WordClass _all = (WordClass)(-1L);

    public SentenceReading(TokenizedText text, Sentence sentence, LanguageCues cues)
    {
        Text = text;
        Sentence = sentence;
        (First, End) = (sentence.FirstToken, sentence.EndToken);
        Language = cues;
        var count = sentence.TokenCount;
        _classes = new WordClass[count];
        _heads = new HeadClass[count];
        _headEnds = new int[count];
        _words = new int[count];
        _signs = new Sign[count];
        for (var i = 0; i < count; i++)
        {
            var folded = text.Folded(First + i);
            _words[i] = cues.Lexicon.WordOf(text, First + i);
            _signs[i] = SignsOf(text.GapAfter(First + i), isLast: i + 1 == count);
            _classes[i] |= cues.Lexicon.StemsOf(folded);
        }

        for (var i = 0; i < count; i++)
        {
            Match(i);
        }

        NoteHits();
        for (var i = 0; i < count; i++)
        {
            // A word may stand in a longer phrase of the files and still be no more than an adverb here.
            if ((_classes[i] & ~WordClass.Open) == WordClass.None && _heads[i] is HeadClass.None && IsAdverb(text.Folded(First + i), cues)
                && !IsCueAt(First + i))
            {
                _classes[i] |= WordClass.Adverb;
            }

            if (MonthAt(First + i) is not null)
            {
                // "4 May" may nothing.
                _classes[i] = WordClass.Time;
            }

            // "no doubt" negates nothing: the phrase as a whole means no more than its place.
            _classes[i] = (_classes[i] & WordClass.Ignore) != 0 ? WordClass.Ignore | WordClass.Adverb : _classes[i];
        }

        for (var i = 0; i < count; i++)
        {
            // "opened talks" opens no fire: what is known to be harmless harms nobody, unless a longer phrase says so.
            _classes[i] &= (_classes[i] & WordClass.Harmless) != 0 && (_classes[i] & WordClass.Hostile) != 0 ? ~WordClass.Harmless : (WordClass)(-1L);
        }

        if (Cues.RemoveAll(hit => Is(hit.First, WordClass.Ignore)) + Acts.RemoveAll(hit => Is(hit.First, WordClass.Ignore)) > 0)
        {
            NoteHits();
        }

        _all = WordClass.None;
        foreach (var one in _classes)
        {
            _all |= one;
        }
    }

    public TokenizedText Text { get; }

    public Sentence Sentence { get; }

    public LanguageCues Language { get; }

    public int First { get; }

    public int End { get; }

    public List<CueHit> Cues { get; } = [];

    public List<ActHit> Acts { get; } = [];

    public List<(int Token, string Incident)> Incidents { get; } = [];

    /// <summary>Cities with the code of their state.</summary>
    public List<(int Token, string Country)> Places { get; } = [];

    /// <summary>Words that speak for a frame, with their weight.</summary>
    public List<(int Token, int Frame, int Weight)> FrameHits { get; } = [];

    public WordClass ClassOf(int token) => token >= First && token < End ? _classes[token - First] : WordClass.None;

    public bool Is(int token, WordClass wordClass) => (ClassOf(token) & wordClass) != 0;

    public bool Any(int first, int end, WordClass wordClass)
    {
        if ((_all & wordClass) == 0)
        {
            return false;
        }

        for (var i = Math.Max(first, First); i < Math.Min(end, End); i++)
        {
            if ((_classes[i - First] & wordClass) != 0)
            {
                return true;
            }
        }

        return false;
    }

    public HeadClass HeadAt(int token) => token >= First && token < End ? _heads[token - First] : HeadClass.None;

    /// <summary>The token behind the noun that begins or goes on at <paramref name="token"/>.</summary>
    public int HeadEnd(int token) => _headEnds[token - First];

    /// <summary>Whether the word stands in no phrase of the cue file.</summary>
    public bool IsUnknown(int token) => (ClassOf(token) & ~WordClass.Open) == WordClass.None && HeadAt(token) is HeadClass.None;

    /// <summary>Whether "we" or a like word stands in it.</summary>
    public bool HasVoice => Any(First, End, WordClass.Self);

    public bool IsCueAt(int token) => token >= First && token < End && (_signs[token - First] & Sign.Cue) != 0;

    /// <summary>Whether the word belongs to an act.</summary>
    public bool IsActAt(int token) => token >= First && token < End && (_signs[token - First] & Sign.Act) != 0;

    /// <summary>Whether a cue of the kind begins with the token.</summary>
    public bool BeginsCue(int token, CueKind kind)
    {
        if (BeginsCue(token))
        {
            foreach (var hit in Cues)
            {
                if (hit.First == token && hit.Cue.Kind == kind)
                {
                    return true;
                }
            }
        }

        return false;
    }

    /// <summary>Whether any cue begins with the token.</summary>
    public bool BeginsCue(int token) => token >= First && token < End && (_signs[token - First] & Sign.CueBegins) != 0;

    /// <summary>Whether the word introduces the accused of a cue that stands before it.</summary>
    public bool IsCueWord(int token) =>
        Cues.Exists(hit => hit.End <= token && token - hit.End <= 8 && hit.Cue.Accused.Any(slot => slot.Prepositions.Contains(WordAt(token))));

    /// <summary>The number of the token's word in the lexicon; -1 for one that stands in no phrase.</summary>
    public int WordNumberAt(int token) => _words[token - First];

    public string WordAt(int token) => token >= First && token < End && _words[token - First] >= 0 ? Language.Lexicon.TextOf(_words[token - First]) : "";

    public bool IsWord(int token, ReadOnlySpan<char> word) => token >= First && token < End && word.SequenceEqual(WordAt(token));

    public bool IsNumber(int token) => token >= First && token < End && char.IsAsciiDigit(Text.Written(token)[0]);

    /// <summary>The number that a word or digits say; null where it says none.</summary>
    public int? NumberAt(int token) =>
        IsNumber(token) && int.TryParse(Text.Folded(token), out var digits) ? digits
        : Language.Numbers.TryGetValue(WordAt(token), out var number) ? number
        : null;

    /// <summary>The month (1 to 12) that a word names beside a preposition or a day: "May" alone is also a verb, "March" also a walk.</summary>
    public int? MonthAt(int token)
    {
        var month = token >= First && token < End && _words[token - First] is >= 0 and var word ? Language.MonthOf(word) : null;
        return month is not null && (Is(token - 1, WordClass.Preposition) || DayBeside(token) is not null) ? month : null;
    }

    /// <summary>The day of the month that stands beside a month's name.</summary>
    public int? DayBeside(int token)
    {
        foreach (var beside in (ReadOnlySpan<int>)[token - 1, token + 1, token - 2])
        {
            if (beside >= First && beside < End && IsNumber(beside) && int.TryParse(Text.Folded(beside), out var day) && day is >= 1 and <= 31)
            {
                return day;
            }
        }

        return null;
    }

    /// <summary>"ignoring": a word that ends as verbal nouns do.</summary>
    public bool IsGerund(int token) =>
        token >= First && token < End && EndsInAny(Text.Folded(token), Language.GerundEndings, lettersMore: 0);

    public bool IsYear(int token) => IsNumber(token) && Text.Folded(token).Length == 4 && Text.Folded(token)[0] is ('1' or '2');

    /// <summary>"IT" is not "it".</summary>
    public bool IsAcronym(int token)
    {
        var written = Text.Written(token);
        return written.Length > 1 && char.IsUpper(written[0]) && char.IsUpper(written[1]);
    }

    public bool IsCapitalized(int token) => char.IsUpper(Text.Written(token)[0]);

    private static bool IsAdverb(ReadOnlySpan<char> folded, LanguageCues cues) => EndsInAny(folded, cues.AdverbEndings, lettersMore: 3);

    // Asked of most words: an enumerator of the list would be an object each time.
    private static bool EndsInAny(ReadOnlySpan<char> folded, IReadOnlyList<string> endings, int lettersMore)
    {
        for (var i = 0; i < endings.Count; i++)
        {
            if (folded.Length >= endings[i].Length + lettersMore && folded.EndsWith(endings[i]))
            {
                return true;
            }
        }

        return false;
    }

    private void Match(int start)
    {
        var node = 0;
        LexiconEntry? longest = null;
        LexiconEntry? act = null;
        LexiconEntry? incident = null;
        string? place = null;
        var frame = (Frame: -1, Weight: 0);
        var (longestEnd, actEnd) = (start, start);
        for (var i = start; i < _words.Length && _words[i] >= 0; i++)
        {
            if (i > start && (_signs[i - 1] & Sign.Break) != 0)
            {
                break;
            }

            if (!Language.Lexicon.TryStep(ref node, _words[i], out var entry))
            {
                break;
            }

            if (entry is null)
            {
                continue;
            }

            // "conspiring to" is a longer phrase than the act "conspiring", but no other act.
            (longest, longestEnd) = (entry, i + 1);
            (act, actEnd) = entry.Act < 0 ? (act, actEnd) : (entry, i + 1);
            incident = entry.Incident is null ? incident : entry;
            place = entry.PlaceIn ?? place;
            frame = entry.Frame.Frame >= 0 ? entry.Frame : frame;
            for (var token = start; token <= i; token++)
            {
                _classes[token] |= entry.Words;
            }

            foreach (var (cue, form) in entry.Cues)
            {
                Cues.Add(new CueHit(cue, form, First + start, First + i + 1, HasOtherForm(entry, cue, form)));
            }
        }

        if (incident?.Incident is { } name)
        {
            Incidents.Add((First + start, name));
        }

        if (place is not null && IsCapitalized(First + start) && !IsPartOfName(First + start) && !(start > 0 && IsShortAcronym(First + start)))
        {
            Places.Add((First + start, place));
        }

        if (frame.Frame >= 0)
        {
            FrameHits.Add((First + start, frame.Frame, frame.Weight));
        }

        if (act is not null && (Acts.Count == 0 || Acts[^1].End < First + actEnd))
        {
            Acts.Add(new ActHit(act.Act, First + start, First + actEnd));
        }

        if (longest is { Head: not HeadClass.None })
        {
            MarkHeads(start, longestEnd, longest.Head);
        }
    }

    private static bool HasOtherForm(LexiconEntry entry, Cue cue, CueForm form)
    {
        foreach (var other in entry.Cues)
        {
            if (other.Form != form && other.Cue == cue)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>"NIS" is no town of Serbia.</summary>
    private bool IsShortAcronym(int token) => Text.Written(token).Length <= 4 && IsAcronym(token);

    /// <summary>"Halifax County", "Gulf of Aden", "Chief Aden": what is called after a place, and no place in it.</summary>
    private bool IsPartOfName(int token) => (token + 1 < End && IsCapitalized(token + 1) && !BreaksAfter(token)
            && Language.Lexicon.IsGeography(Text, token + 1))
        || (token - 2 >= First && IsCapitalized(token - 2) && !IsCapitalized(token - 1) && Language.Lexicon.IsGeography(Text, token - 2))
        || (token > First && IsCapitalized(token - 1) && HeadAt(token - 1) is HeadClass.Officials && !BreaksAfter(token - 1));

    private void MarkHeads(int start, int end, HeadClass head)
    {
        for (var i = start; i < end; i++)
        {
            if (_headEnds[i] < First + end)
            {
                _heads[i] = head;
                _headEnds[i] = First + end;
            }
        }
    }
}
