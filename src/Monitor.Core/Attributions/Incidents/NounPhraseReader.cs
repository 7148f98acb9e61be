using Monitor.Actors;
using Monitor.Attributions.Cues;
using Monitor.Attributions.Sentences;
using Monitor.Tagging;

namespace Monitor.Attributions.Incidents;

/// <summary>Reads the noun phrase that begins at a token: its end, its noun, and what class, state and name its words tell.</summary>
internal sealed class NounPhraseReader(ReadSentence sentence)
{
    private const int TokensMax = 9;

    private const WordClass Ending = WordClass.Be | WordClass.Have | WordClass.Conjunction | WordClass.Relative | WordClass.Subordinator
        | WordClass.Complementizer | WordClass.Time | WordClass.Against | WordClass.Agent | WordClass.Negation | WordClass.Passive | WordClass.According
        | WordClass.Pronoun;

    private readonly SentenceReading _words = sentence.Reading;

    /// <summary>Most long words have capitals, as in English headlines: a capital tells no name then.</summary>
    private readonly bool _isTitleCase = IsTitleCase(sentence.Reading);

    /// <summary>The phrase, or null where no noun stands there.</summary>
    public NounPhrase? Read(int from)
    {
        var first = from;
        var isOwn = false;
        while (first < _words.End && _words.Is(first, WordClass.Determiner | WordClass.Possessive) && ClassFrom(first, out _) is null
            && !_words.IsNumber(first))
        {
            isOwn |= _words.Is(first, WordClass.Possessive);
            if (_words.NumberAt(first) is not null || _words.BreaksAfter(first))
            {
                break;
            }

            first++;
        }

        var end = EndOf(first, out var core);
        return end == first || Describe(first, core, end) is not { } phrase || !IsSomething(phrase, isBare: first == from) ? null
            : phrase with { IsOwn = isOwn };
    }

    /// <summary>The phrase that ends before a token: "the Storting" of "the Storting breach", "parliament" of "was hacked". Only of a known class.</summary>
    public NounPhrase? Before(int token)
    {
        for (var first = Math.Max(_words.First, token - _words.Language.Targets.WordsMax); first < token; first++)
        {
            if (ClassFrom(first, out var end) is { } found && end == token && !_words.Is(first, WordClass.Determiner))
            {
                var start = first;
                while (start > _words.First && !_words.BreaksAfter(start - 1) && (MentionAt(start - 1) is not null))
                {
                    start--;
                }

                var isOwn = start > _words.First && _words.Is(start - 1, WordClass.Possessive);
                return new NounPhrase(start, token, token - 1, found, StateIn(start, token), null, false) { IsOwn = isOwn };
            }
        }

        return null;
    }

    /// <summary>
    /// A noun that no list knows counts where its form shows one: "eleven" and "first" are none, in German it has a capital, and where nouns
    /// come first (Romance languages) it has its article.
    /// </summary>
    private bool IsSomething(NounPhrase phrase, bool isBare)
    {
        if (phrase.Class is not null || phrase.Name is not null)
        {
            return true;
        }

        var isCounted = Enumerable.Range(phrase.First, phrase.End - phrase.First)
            .All(token => _words.NumberAt(token) is not null || _words.Is(token, WordClass.Filler | WordClass.Adverb | WordClass.Determiner));
        return !isCounted && !_words.IsGerund(phrase.Head)
            && !(_words.Language.IsVerbSecond && !_words.IsCapitalized(phrase.Head))
            && !(_words.Language.IsNounFirst && isBare && MentionAt(phrase.First) is null);
    }

    /// <summary>The longest class of target whose phrase begins at a token.</summary>
    private string? ClassFrom(int first, out int end)
    {
        string? found = null;
        end = first;
        var phrase = "";
        for (var token = first; token < Math.Min(first + _words.Language.Targets.WordsMax, _words.End); token++)
        {
            phrase = phrase.Length == 0 ? _words.Text.Folded(token).ToString() : $"{phrase} {_words.Text.Folded(token)}";
            if (_words.Language.Targets.ClassOf(phrase) is { } known)
            {
                (found, end) = (known, token + 1);
            }

            if (_words.BreaksAfter(token))
            {
                break;
            }
        }

        return found;
    }

    /// <param name="core">The token behind the phrase without what "of" adds to it.</param>
    private int EndOf(int first, out int core)
    {
        var token = first;
        core = -1;
        while (token < Math.Min(first + TokensMax, _words.End))
        {
            if (ClassFrom(token, out var behind) is not null && behind > token)
            {
                token = behind;
            }
            else if (core < 0 && token > first && _words.Is(token, WordClass.Preposition) && IsOf(token))
            {
                core = token;
                token++;
                while (token < _words.End && _words.Is(token, WordClass.Determiner))
                {
                    token++;
                }

                continue;
            }
            else if (_words.Is(token, Ending | WordClass.Preposition) || _words.IsCueAt(token) || (token > first && Stops(token)))
            {
                break;
            }
            else
            {
                token++;
            }

            if (_words.BreaksAfter(token - 1))
            {
                break;
            }
        }

        // "the hack of the" ends before its preposition.
        token = core >= 0 && !Enumerable.Range(core + 1, Math.Max(0, token - core - 1)).Any(one => !_words.Is(one, WordClass.Determiner)) ? core : token;
        core = core < 0 ? token : Math.Min(core, token);
        return token;
    }

    /// <summary>A verb, or an adverb, behind the noun.</summary>
    private bool Stops(int token) =>
        MentionAt(token) is null && !_words.IsCapitalized(token)
        && (_words.Is(token, WordClass.Adverb) || (_words.Is(token, WordClass.Harmless | WordClass.Hostile) && !_words.Is(token, WordClass.Victim)));

    /// <summary>"of", "von", "de", "del": the only preposition inside a phrase.</summary>
    private bool IsOf(int token) => _words.WordAt(token) is "of" or "von" or "vom" or "de" or "du" or "del" or "d";

    private NounPhrase? Describe(int first, int core, int end)
    {
        // The class of one kind says more than one of many: "the systems of the parliament".
        var classes = ClassesIn(first, end).OrderBy(IsGeneral).ToList();
        var found = classes.FirstOrDefault();
        var name = NameIn(first, end);
        var state = StateIn(first, end);
        var mentions = Enumerable.Range(first, end - first).All(token => MentionAt(token) is not null);
        if (mentions && found is null)
        {
            found = MentionAt(first)!.Actor.Kind is ActorKind.State ? MentionAt(first)!.Role is AliasRole.Capital ? null : "any-state" : null;
        }

        var isPlace = found is null && ((mentions && MentionAt(first)!.Role is AliasRole.Capital)
            || _words.Places.Exists(place => place.Token >= first && place.Token < end));
        if (isPlace)
        {
            name = (first, end);
            state ??= _words.Places.Find(place => place.Token >= first && place.Token < end).Country;
        }

        return new NounPhrase(first, end, HeadOf(first, core), found, state, name, _words.NumberAt(first) is not null)
        {
            IsPlace = isPlace,
            OtherClasses = [.. classes.Where(other => other != found && !IsGeneral(other)).Distinct()],
        };
    }

    private List<string> ClassesIn(int first, int end)
    {
        var classes = new List<string>();
        for (var token = first; token < end; token++)
        {
            if (ClassFrom(token, out var behind) is { } known)
            {
                classes.Add(known);
                token = behind - 1;
            }
        }

        return classes;
    }

    private static bool IsGeneral(string found) => found.StartsWith(TargetWords.GeneralPrefix, StringComparison.Ordinal);

    /// <summary>Where nouns come first or have capitals the first one, else the last.</summary>
    private int HeadOf(int first, int core)
    {
        if (_words.Language.IsNounFirst)
        {
            return first;
        }

        for (var token = first; token < core && _words.Language.IsVerbSecond; token++)
        {
            if (_words.IsCapitalized(token) && MentionAt(token) is null)
            {
                return token;
            }
        }

        return core - 1;
    }

    private string? StateIn(int first, int end) =>
        Enumerable.Range(first, end - first).Select(token => MentionAt(token)?.Actor.Country).FirstOrDefault(country => country is not null);

    /// <summary>Words with a capital that name no state and no class; in a language that writes all nouns so, only those in capitals.</summary>
    private (int First, int End)? NameIn(int first, int end)
    {
        for (var token = first; token < end; token++)
        {
            var next = token;
            while (next < end && IsNamePart(next))
            {
                next++;
            }

            if (next > token)
            {
                return (token, next);
            }
        }

        return null;
    }

    private bool IsNamePart(int token) =>
        token > _words.First
        && (_words.Language.IsVerbSecond || _isTitleCase ? _words.IsAcronym(token) : _words.IsCapitalized(token))
        && (MentionAt(token) is not { } mention || mention.Actor.Kind is ActorKind.Company or ActorKind.Organization or ActorKind.Person)
        && _words.Language.Targets.ClassOf(_words.Text.Folded(token).ToString()) is null
        && !_words.IsYear(token);

    private static bool IsTitleCase(SentenceReading words)
    {
        var tokens = Enumerable.Range(words.First + 1, Math.Max(0, words.End - words.First - 1)).Where(token => words.Text.Written(token).Length > 3).ToList();
        return tokens.Count > 2 && tokens.Count(words.IsCapitalized) > 0.7 * tokens.Count;
    }

    private ActorMention? MentionAt(int token) => sentence.Mentions.Find(mention => mention.FirstToken <= token && token < mention.EndToken);
}
