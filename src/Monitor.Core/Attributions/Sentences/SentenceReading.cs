using System.Buffers;
using Monitor.Attributions.Cues;
using Monitor.Text;

namespace Monitor.Attributions.Sentences;

/// <summary>A sentence with what its words mean in its language: classes, nouns, cues, acts. Tokens have the numbers of the whole text.</summary>
internal sealed class SentenceReading
{
    private static readonly SearchValues<char> BreakingMarks = SearchValues.Create(",;:()[]—…");

    private readonly WordClass[] _classes;
    private readonly HeadClass[] _heads;
    private readonly int[] _headEnds;
    private readonly int[] _words;
    private readonly bool[] _breaks;

    public SentenceReading(TokenizedText text, Sentence sentence, LanguageCues cues)
    {
        Text = text;
        Sentence = sentence;
        Language = cues;
        var count = sentence.TokenCount;
        _classes = new WordClass[count];
        _heads = new HeadClass[count];
        _headEnds = new int[count];
        _words = new int[count];
        _breaks = new bool[count];
        for (var i = 0; i < count; i++)
        {
            var folded = text.Folded(First + i);
            _words[i] = cues.Lexicon.WordOf(text, First + i);
            _breaks[i] = i + 1 < count && Breaks(text.GapAfter(First + i));
            _classes[i] |= cues.Lexicon.StemsOf(folded);
        }

        for (var i = 0; i < count; i++)
        {
            Match(i);
        }

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

        Cues.RemoveAll(hit => Is(hit.First, WordClass.Ignore));
        Acts.RemoveAll(hit => Is(hit.First, WordClass.Ignore));
    }

    public TokenizedText Text { get; }

    public Sentence Sentence { get; }

    public LanguageCues Language { get; }

    public int First => Sentence.FirstToken;

    public int End => Sentence.EndToken;

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

    public bool IsCueAt(int token)
    {
        foreach (var hit in Cues)
        {
            if (hit.First <= token && token < hit.End && hit.Form is not CueForm.Noun)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether the word introduces the accused of a cue that stands before it.</summary>
    public bool IsCueWord(int token) =>
        Cues.Exists(hit => hit.End <= token && token - hit.End <= 8 && hit.Cue.Accused.Any(slot => slot.Prepositions.Contains(WordAt(token))));

    /// <summary>The number of the token's word in the lexicon; -1 for one that stands in no phrase.</summary>
    public int WordNumberAt(int token) => _words[token - First];

    public string WordAt(int token) => token >= First && token < End && _words[token - First] >= 0 ? Language.Lexicon.TextOf(_words[token - First]) : "";

    public bool IsWord(int token, ReadOnlySpan<char> word) => token >= First && token < End && word.SequenceEqual(WordAt(token));

    /// <summary>Whether punctuation other than quotes and hyphens stands behind the token.</summary>
    public bool BreaksAfter(int token) => token >= First && token < End && _breaks[token - First];

    public bool HasAfter(int token, char character) => token >= First && token < End && Text.GapAfter(token).Contains(character);

    public bool IsPossessive(int token)
    {
        var gap = Text.GapAfter(token);
        return gap.Length >= 2 && gap[0] is '\'' or '’' && (gap[1] is 's' or 'S' or ' ');
    }

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
    public bool IsGerund(int token)
    {
        foreach (var ending in Language.GerundEndings)
        {
            if (token >= First && token < End && Text.Folded(token).EndsWith(ending))
            {
                return true;
            }
        }

        return false;
    }

    public bool IsYear(int token) => IsNumber(token) && Text.Folded(token).Length == 4 && Text.Folded(token)[0] is ('1' or '2');

    /// <summary>"IT" is not "it".</summary>
    public bool IsAcronym(int token)
    {
        var written = Text.Written(token);
        return written.Length > 1 && char.IsUpper(written[0]) && char.IsUpper(written[1]);
    }

    public bool IsCapitalized(int token) => char.IsUpper(Text.Written(token)[0]);

    /// <summary>Whether a quotation begins right before the token.</summary>
    public bool OpensQuoteBefore(int token)
    {
        var at = Text.Tokens[token].Start - 1;
        while (at >= 0 && Text.Value[at] is ' ' or '\u00a0' or '\u202f')
        {
            at--;
        }

        return at >= 0 && Text.Value[at] switch
        {
            '“' or '„' or '«' => true,
            '"' => at == Text.Tokens[token].Start - 1 && (at == 0 || char.IsWhiteSpace(Text.Value[at - 1]) || Text.Value[at - 1] is '(' or ':'),
            _ => false,
        };
    }

    /// <summary>The sentence goes on with a quotation that an earlier one opened: the first mark in it closes.</summary>
    public bool StartsQuoted
    {
        get
        {
            var span = Sentence.Span.Of(Text.Value).AsSpan();
            var mark = span.IndexOfAny("“”„«»");
            return mark >= 0 && span[mark] is '”' or '»';
        }
    }

    public bool ClosesQuoteAfter(int token) => token >= First && Text.GapAfter(token).IndexOfAny("”»\"“") >= 0;

    private static bool Breaks(ReadOnlySpan<char> gap) => gap.IndexOfAny(BreakingMarks) >= 0 || gap.Contains(" – ", StringComparison.Ordinal)
        || gap.Contains(" - ", StringComparison.Ordinal);

    private static bool IsAdverb(ReadOnlySpan<char> folded, LanguageCues cues)
    {
        foreach (var ending in cues.AdverbEndings)
        {
            if (folded.Length > ending.Length + 2 && folded.EndsWith(ending))
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
            if (i > start && _breaks[i - 1])
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
                Cues.Add(new CueHit(cue, form, First + start, First + i + 1, entry.Cues.Exists(other => other.Cue == cue && other.Form != form)));
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

    /// <summary>"NIS" is no town of Serbia.</summary>
    private bool IsShortAcronym(int token) => Text.Written(token).Length <= 4 && IsAcronym(token);

    /// <summary>"Halifax County", "Gulf of Aden", "Chief Aden": what is called after a place, and no place in it.</summary>
    private bool IsPartOfName(int token) => (token + 1 < End && IsCapitalized(token + 1) && !_breaks[token - First]
            && Language.Lexicon.IsGeography(Text, token + 1))
        || (token - 2 >= First && IsCapitalized(token - 2) && !IsCapitalized(token - 1) && Language.Lexicon.IsGeography(Text, token - 2))
        || (token > First && IsCapitalized(token - 1) && HeadAt(token - 1) is HeadClass.Officials && !_breaks[token - 1 - First]);

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
