using Monitor.Attributions.Cues;
using Monitor.Attributions.Sentences;
using Monitor.Text;

namespace Monitor.Attributions.Incidents;

/// <summary>
/// Finds, by form, what the deeds of a sentence hit: what stands behind a verb ("hacking its parliament"), behind a marker ("an attack on the
/// railway", "against", "targeting"), before the noun ("the parliament hack") and before the passive ("was hacked").
/// </summary>
internal sealed class SentenceIncidentReader(ReadSentence sentence, DateTimeOffset? published)
{
    private const int NameTokensMax = 4;

    private readonly SentenceReading _words = sentence.Reading;
    private readonly NounPhraseReader _phrases = new(sentence);
    private readonly List<(Deed Deed, NounPhrase Phrase)> _hit = [];
    private readonly List<(Deed Deed, NounPhrase Phrase)> _hurt = [];
    private TextSpan? _place;

    public SentenceIncident Read()
    {
        var deeds = Deeds();
        foreach (var deed in deeds)
        {
            Behind(deed);
            Before(deed);
        }

        Against(deeds);
        var named = Named();
        // "Operation Grey Heron" hit nobody of that name.
        _hit.RemoveAll(one => named is { } name && one.Phrase.Span(_words.Text) is var span && span.Start < name.End && name.Start < span.End);
        return new SentenceIncident(_words)
        {
            Hit = _hit,
            Hurt = _hurt,
            Deeds = deeds,
            Place = _place ?? PlaceAfter(deeds),
            Named = named,
            Time = deeds.Count > 0 ? DeedTime.After(_words, deeds[0].End, published) : null,
        };
    }

    /// <summary>Runs of words that harm or that name an act; what ties somebody to an act is none.</summary>
    private List<Deed> Deeds()
    {
        var deeds = new List<Deed>();
        for (var token = _words.First; token < _words.End; token++)
        {
            if (!IsDeed(token))
            {
                continue;
            }

            var end = token + 1;
            while (end < _words.End && !_words.BreaksAfter(end - 1) && IsDeed(end))
            {
                end++;
            }

            deeds.Add(new Deed(token, end));
            token = end - 1;
        }

        return deeds;
    }

    private bool IsDeed(int token) =>
        (_words.Is(token, WordClass.Hostile) || _words.IsActAt(token))
        && !_words.Is(token, WordClass.Accusing | WordClass.Determiner | WordClass.Preposition | WordClass.Time)
        && !sentence.Mentions.Exists(mention => mention.FirstToken <= token && token < mention.EndToken);

    private void Behind(Deed deed)
    {
        // "accused the group of sabotage on an unprecedented scale": the clause ends at a break.
        if (deed.End >= _words.End || _words.BreaksAfter(deed.End - 1))
        {
            return;
        }

        var marker = deed.End;
        var isMarked = IsMarker(marker);
        if (!isMarked && _words.Is(marker, WordClass.Preposition | WordClass.Against))
        {
            return;
        }

        if (_phrases.Read(isMarked ? marker + 1 : marker) is not { } phrase)
        {
            return;
        }

        if (IsWhere(marker) && (phrase.IsPlace || phrase.Class is null or "any-state"))
        {
            // "an attack in Kyiv", "killed in the north": where, and not what.
            _place ??= SaysWhere(phrase) ? phrase.Span(_words.Text) : null;
            return;
        }

        (phrase.Number ? _hurt : _hit).Add((deed, phrase));
        Apposition(deed, phrase);
    }

    /// <summary>"its parliament, the Storting".</summary>
    private void Apposition(Deed deed, NounPhrase phrase)
    {
        if (phrase.Name is null && phrase.End < _words.End - 1 && _words.HasAfter(phrase.End - 1, ',') && _words.Is(phrase.End, WordClass.Definite)
            && _phrases.Read(phrase.End) is { Name: { } name, Class: null } named && named.First == name.First && named.End == name.End)
        {
            _hit[^1] = (deed, phrase with { Name = name });
        }
    }

    private void Before(Deed deed)
    {
        var be = deed.First;
        while (be > _words.First && be > deed.First - 3 && _words.Is(be - 1, WordClass.Be | WordClass.Adverb | WordClass.Passive | WordClass.Have))
        {
            be--;
        }

        if (be > _words.First && !_words.BreaksAfter(be - 1) && _phrases.Before(be) is { } phrase)
        {
            _hit.Add((deed, phrase));
        }
    }

    /// <summary>"against the ministry", "targeting hospitals", wherever it stands behind a deed.</summary>
    private void Against(List<Deed> deeds)
    {
        for (var token = _words.First; token < _words.End - 1; token++)
        {
            if (_words.Is(token, WordClass.Against) && !_words.Is(token, WordClass.Time) && deeds.LastOrDefault(deed => deed.End <= token) is { End: > 0 } deed
                && deed.End != token && _phrases.Read(token + 1) is { Number: false } phrase && (phrase.Class is not null || phrase.Name is not null))
            {
                _hit.Add((deed, phrase));
            }
        }
    }

    private bool IsMarker(int token) =>
        _words.Language.Targets.IsMarker(_words.Text.Folded(token)) || (_words.Is(token, WordClass.Against) && !_words.Is(token, WordClass.Time));

    private bool IsWhere(int token) => _words.Language.Targets.IsWhere(_words.Text.Folded(token));

    /// <summary>A city, a state, or a name that is of no known kind.</summary>
    private static bool SaysWhere(NounPhrase phrase) =>
        phrase.IsPlace || (phrase.Class is "any-state" && phrase.State is not null) || phrase is { Class: null, Name: not null, Number: false };

    /// <summary>The first place that stands with "in" or "near" behind a deed.</summary>
    private TextSpan? PlaceAfter(List<Deed> deeds)
    {
        for (var token = deeds.Count > 0 ? deeds[0].End : _words.End; token < _words.End - 1; token++)
        {
            if (IsWhere(token) && !_words.BreaksAfter(token) && _phrases.Read(token + 1) is { } phrase && SaysWhere(phrase))
            {
                return phrase.Span(_words.Text);
            }
        }

        return null;
    }

    /// <summary>"Operation Ghostwriter", "the Petal ransomware", "dubbed Grey Heron"; the name of a known actor is none.</summary>
    private TextSpan? Named()
    {
        for (var token = _words.First; token < _words.End; token++)
        {
            var word = _words.Text.Folded(token);
            if ((_words.Language.Targets.StandsBeforeName(word) || _words.Language.Targets.IsCalled(word)) && !_words.BreaksAfter(token)
                && NameFrom(token + 1) is var (first, end) && end > first)
            {
                return SpanOf(first, end);
            }

            if (_words.Language.Targets.StandsBehindName(word) && token > _words.First && !_words.BreaksAfter(token - 1))
            {
                var start = token;
                while (start > _words.First + 1 && start > token - NameTokensMax && IsNamePart(start - 1) && (start == token || !_words.BreaksAfter(start - 1)))
                {
                    start--;
                }

                if (start < token)
                {
                    return SpanOf(start, token);
                }
            }
        }

        return null;
    }

    private (int First, int End) NameFrom(int first)
    {
        var end = first;
        while (end < Math.Min(first + NameTokensMax, _words.End) && IsNamePart(end) && (end == first || !_words.BreaksAfter(end - 1)))
        {
            end++;
        }

        return (first, end);
    }

    private bool IsNamePart(int token) =>
        token < _words.End && _words.IsCapitalized(token) && !_words.Is(token, WordClass.Determiner | WordClass.Preposition)
        && !sentence.Mentions.Exists(mention => mention.FirstToken <= token && token < mention.EndToken);

    private TextSpan SpanOf(int first, int end) => new(_words.Text.Tokens[first].Start, _words.Text.Tokens[end - 1].End);
}
