using Monitor.Tagging;

namespace Monitor.Attributions;

/// <summary>
/// Makes parties of the actors named in a sentence and of the nouns around them: "Chinese" + "hackers" is not China, "officials in" + "Estonia"
/// is Estonia, "US" + "networks" is nobody.
/// </summary>
internal sealed class PartyReader
{
    private const int AdjectivesMax = 6;
    private const WordClass Stops = WordClass.Preposition | WordClass.Conjunction | WordClass.Be | WordClass.Have | WordClass.Complementizer
        | WordClass.Relative | WordClass.Subordinator | WordClass.Determiner | WordClass.Pronoun | WordClass.Negation | WordClass.Question
        | WordClass.Hypothetical | WordClass.Time;

    private readonly SentenceReading _sentence;
    private readonly List<ActorMention> _mentions;
    private readonly List<Party> _parties = [];
    private readonly bool[] _taken;

    private PartyReader(SentenceReading sentence, List<ActorMention> mentions)
    {
        _sentence = sentence;
        _mentions = mentions;
        _taken = new bool[sentence.End - sentence.First];
    }

    public static List<PartyGroup> Read(SentenceReading sentence, List<ActorMention> mentions)
    {
        var reader = new PartyReader(sentence, mentions);
        for (var i = 0; i < mentions.Count; i++)
        {
            if (!reader.IsTaken(mentions[i].FirstToken))
            {
                reader.AddNamed(i);
            }
        }

        reader.AddNouns();
        reader._parties.Sort((left, right) => left.First.CompareTo(right.First));
        foreach (var party in reader._parties)
        {
            reader.ExtendLeft(party);
        }

        return PartyGrouping.Group(sentence, reader._parties);
    }

    private bool IsTaken(int token) => _taken[token - _sentence.First];

    private void Add(Party party)
    {
        for (var i = party.First; i < party.End; i++)
        {
            _taken[i - _sentence.First] = true;
        }

        _parties.Add(party);
    }

    private ActorMention? MentionAt(int token) => _mentions.Find(mention => mention.FirstToken == token);

    /// <summary>The party that a mention makes with the nouns and names behind it.</summary>
    private void AddNamed(int index)
    {
        var mention = _mentions[index];
        var party = new Party
        {
            First = mention.FirstToken,
            End = mention.EndToken,
            Actor = mention.Actor,
            Country = mention.Actor.Country,
        };
        if (mention.Actor.Kind is not ActorKind.Person)
        {
            var isAdjective = mention.Role is AliasRole.Demonym || _sentence.IsPossessive(mention.EndToken - 1);
            ReadNouns(party, isAdjective, mention.Role);
        }

        TakeName(party, mention.Role is AliasRole.Office);
        if (mention.Role is AliasRole.Demonym && party.Head is HeadClass.None && party.Actor == mention.Actor && !_sentence.Is(party.First - 1, WordClass.Definite))
        {
            // "ten Iranians" are not Iran; "the Russians" are Russia.
            party.Head = HeadClass.Nationals;
        }

        Add(party);
        if (_sentence.Language.IsNounFirst || _sentence.Language.IsVerbSecond)
        {
            NounBefore(party, mention);
        }
    }

    private void ReadNouns(Party party, bool isAdjective, AliasRole role)
    {
        var isOrganization = party.Actor!.Kind is ActorKind.Company or ActorKind.Organization or ActorKind.Alliance or ActorKind.Group;
        var unknownMax = isAdjective ? AdjectivesMax : role is AliasRole.Acronym ? 2 : 0;
        var token = party.End;
        var unknown = 0;
        while (token < _sentence.End && !_sentence.BreaksAfter(token - 1))
        {
            if (MentionAt(token) is { } next)
            {
                Merge(party, next, isAdjective);
                return;
            }

            var head = _sentence.HeadAt(token);
            if (_sentence.Is(token, WordClass.LinkAdjective))
            {
                party.IsLinked = true;
                unknownMax = AdjectivesMax;
                token++;
            }
            else if (head is not HeadClass.None && !IsVerbAfterNoun(party, token))
            {
                party.Head = isOrganization && head is HeadClass.Hackers or HeadClass.Company ? HeadClass.Staff : head;
                token = party.End = _sentence.HeadEnd(token);
            }
            else if (_sentence.Is(token, WordClass.Based))
            {
                party.Head = HeadClass.Thing;
                party.End = ++token;
            }
            else if (IsPersonLike(party.Head) || _sentence.Is(token, Stops) || unknown >= unknownMax || !IsAdjectiveOrAct(token))
            {
                break;
            }
            else
            {
                unknown++;
                token++;
            }
        }

        ReadActed(party, isAdjective, role, token);
    }

    /// <summary>Without a noun of the list it may be an act ("Chinese hacking"), some other thing ("Chinese markets"), or the name alone.</summary>
    private void ReadActed(Party party, bool isAdjective, AliasRole role, int limit)
    {
        if (IsPersonLike(party.Head) || party.Head is HeadClass.Thing or HeadClass.Document or HeadClass.Media)
        {
            return;
        }

        var act = _sentence.Acts.FindLast(hit => hit.First >= party.End && hit.First <= limit && hit.First - party.End <= AdjectivesMax);
        if (act.End > party.End && act.First >= party.End && (isAdjective || party.IsLinked || role is AliasRole.Acronym)
            && !_sentence.Any(party.End, act.First, Stops) && !AnyBreak(party.End - 1, act.First) && !IsFiniteDeed(party, act))
        {
            party.Head = HeadClass.Act;
            party.End = act.End;
        }
        else if (party.Head is HeadClass.None && party.End < _sentence.End && !_sentence.BreaksAfter(party.End - 1)
            && (isAdjective || role is AliasRole.Acronym) && _sentence.IsUnknown(party.End) && !_sentence.IsCueAt(party.End))
        {
            // "US networks", but "US expels": a verb that no file knows must not hide the subject.
            if (isAdjective || !LooksLikeVerb(party.End))
            {
                party.Head = HeadClass.Thing;
            }
        }
    }

    /// <summary>"Russian hackers attack Albania": behind people a word that is also a verb is one.</summary>
    private bool IsFiniteDeed(Party party, ActHit act) =>
        party.Head is not HeadClass.None and not HeadClass.State and not HeadClass.Government && _sentence.IsCueAt(act.First);

    private bool LooksLikeVerb(int token)
    {
        var word = _sentence.Text.Folded(token);
        return word.EndsWith("ed") || (word.EndsWith("s") && !word.EndsWith("ss"));
    }

    private bool AnyBreak(int first, int end)
    {
        for (var i = first; i < end; i++)
        {
            if (_sentence.BreaksAfter(i))
            {
                return true;
            }
        }

        return false;
    }

    private bool IsVerbAfterNoun(Party party, int token) => IsPersonLike(party.Head) && _sentence.IsCueAt(token);

    private bool IsAdjectiveOrAct(int token) => !_sentence.IsCueAt(token) || _sentence.Acts.Exists(hit => hit.First <= token && token < hit.End);

    private static bool IsPersonLike(HeadClass head) => head is HeadClass.Officials or HeadClass.Hackers or HeadClass.Nationals or HeadClass.Company
        or HeadClass.Experts or HeadClass.Politicians or HeadClass.Staff or HeadClass.Agency;

    /// <summary>"US Secretary of State" + "Jane Doe", "China's" + "Ministry of State Security": the second is meant.</summary>
    private void Merge(Party party, ActorMention next, bool isAdjective)
    {
        if (next.Actor.Kind is ActorKind.State || (!isAdjective && party.Head is HeadClass.None && !party.IsLinked && next.Actor.Kind is not ActorKind.Person))
        {
            return;
        }

        var isName = next.Actor.Kind is ActorKind.Person;
        party.Country = next.Actor.Country ?? party.Country;
        party.End = next.EndToken;
        if (isName && (party.Head is HeadClass.Officials or HeadClass.Politicians or HeadClass.None || next.Actor.Offices.Count > 0))
        {
            party.Head = HeadClass.None;
        }

        if (party.Head is not HeadClass.Thing)
        {
            party.Actor = next.Actor;
            party.Head = next.Actor.Kind is ActorKind.ThreatGroup or ActorKind.Person ? HeadClass.None : party.Head;
        }

        _taken.AsSpan(next.FirstToken - _sentence.First, next.EndToken - next.FirstToken).Fill(true);
    }

    /// <summary>A person's or a group's name behind the noun belongs to it: "the Dutch defence minister Anna Smit".</summary>
    private void TakeName(Party party, bool isOffice = false)
    {
        if ((party.Head is HeadClass.None && !isOffice) || party.Head is HeadClass.Thing or HeadClass.Act or HeadClass.State or HeadClass.Media or HeadClass.Document
            || party.End >= _sentence.End)
        {
            return;
        }

        var isComma = _sentence.HasAfter(party.End - 1, ',');
        if ((!_sentence.BreaksAfter(party.End - 1) || isComma) && MentionAt(party.End) is { Actor.Kind: ActorKind.Person or ActorKind.ThreatGroup } named)
        {
            Merge(party, named, isAdjective: true);
            return;
        }

        for (var i = 0; i < 4 && party.End < _sentence.End && !_sentence.BreaksAfter(party.End - 1)
            && _sentence.IsCapitalized(party.End) && _sentence.IsUnknown(party.End) && !IsTaken(party.End) && MentionAt(party.End) is null; i++)
        {
            party.End++;
        }
    }

    /// <summary>"hackers chinois", "Hacker aus Russland" are read from the noun.</summary>
    private void NounBefore(Party party, ActorMention mention)
    {
        var noun = party.First - 1;
        if (party.Head is not HeadClass.None and not HeadClass.Thing || mention.Role is not AliasRole.Demonym || noun < _sentence.First
            || _sentence.BreaksAfter(noun))
        {
            return;
        }

        for (var i = 0; i < 2 && noun > _sentence.First && _sentence.IsUnknown(noun) && !_sentence.BreaksAfter(noun - 1); i++)
        {
            noun--;
        }

        if (_sentence.HeadAt(noun) is not HeadClass.None and var head && !IsTaken(noun))
        {
            party.Head = head;
            party.First = noun;
            while (party.First > _sentence.First && _sentence.HeadAt(party.First - 1) == head && _sentence.HeadEnd(party.First - 1) > noun)
            {
                party.First--;
            }

            TakeName(party);
        }
        else if (_sentence.Acts.FindLast(hit => hit.End == party.First) is { End: > 0 } act)
        {
            party.Head = HeadClass.Act;
            party.First = act.First;
        }
    }

    /// <summary>Nouns without a name: tied to one behind them ("hackers linked to Iran"), or referring back ("the alliance"); and pronouns.</summary>
    private void AddNouns()
    {
        for (var token = _sentence.First; token < _sentence.End; token++)
        {
            if (IsTaken(token))
            {
                continue;
            }

            var head = _sentence.HeadAt(token);
            if (head is not HeadClass.None)
            {
                var end = _sentence.HeadEnd(token);
                var next = end;
                while (next < _sentence.End && !IsTaken(next) && _sentence.HeadAt(next) is not HeadClass.None && !_sentence.BreaksAfter(next - 1) && !_sentence.IsCueAt(next))
                {
                    head = _sentence.HeadAt(next);
                    next = end = _sentence.HeadEnd(next);
                }

                AddNoun(head, token, end);
                token = Math.Max(token, end - 1);
            }
            else if (_sentence.Is(token, WordClass.Pronoun | WordClass.Self) && !_sentence.IsAcronym(token))
            {
                Add(new Party { First = token, End = token + 1, IsPronoun = _sentence.Is(token, WordClass.Pronoun), IsSelf = _sentence.Is(token, WordClass.Self) });
            }
        }
    }

    private void AddNoun(HeadClass head, int first, int end)
    {
        if (Tied(head, end) is { } inner)
        {
            inner.First = first;
            return;
        }

        if (IsDefinite(first) && head is not (HeadClass.State or HeadClass.Media or HeadClass.Nationals or HeadClass.Politicians))
        {
            Add(new Party { First = first, End = end, Head = head, IsReference = true });
        }
    }

    /// <summary>The party behind the noun that it belongs to, made one with it.</summary>
    private Party? Tied(HeadClass head, int end)
    {
        var isLinked = false;
        var isTied = false;
        for (var i = end; i < Math.Min(end + 9, _sentence.End); i++)
        {
            if (_sentence.BreaksAfter(i - 1) && !(i == end && head is HeadClass.Hackers))
            {
                return null;
            }

            if (_parties.Find(party => party.First == i) is { } inner)
            {
                if (!isTied || inner.IsThing || inner.IsPronoun || (inner.Head is HeadClass.Media or HeadClass.Act && head is not HeadClass.Document))
                {
                    return null;
                }

                Take(inner, head, isLinked);
                return inner;
            }

            isLinked |= _sentence.Is(i, WordClass.Linker);
            isTied |= isLinked || _sentence.Is(i, WordClass.Preposition) && Ties(head, i);
            if (!isTied && !_sentence.Is(i, WordClass.Adverb | WordClass.Hedge | WordClass.Be | WordClass.Relative | WordClass.Determiner | WordClass.InfinitiveMarker | WordClass.Have)
                && !(_sentence.IsCapitalized(i) && _sentence.IsUnknown(i) && i < end + 4))
            {
                return null;
            }

            if (isTied && _sentence.Is(i, WordClass.Conjunction | WordClass.Complementizer))
            {
                return null;
            }
        }

        return null;
    }

    private bool Ties(HeadClass head, int token) => head is HeadClass.Document
        ? _sentence.Is(token, WordClass.Agent) || _sentence.Is(token, WordClass.Filler) || IsOrigin(token)
        : IsOrigin(token);

    /// <summary>"of", "in", "from", "at" in the language's list: prepositions that are fillers too.</summary>
    private bool IsOrigin(int token) => _sentence.Is(token, WordClass.Filler) && _sentence.Is(token, WordClass.Preposition);

    private static void Take(Party inner, HeadClass head, bool isLinked)
    {
        var isHostile = head is HeadClass.Hackers or HeadClass.Nationals or HeadClass.Company;
        inner.IsLinked |= isLinked;
        inner.Head = isHostile && inner.Actor?.Kind is ActorKind.ThreatGroup ? HeadClass.None
            : head is HeadClass.Document && inner.Actor?.Kind is not ActorKind.State ? inner.Head
            : head;
    }

    /// <summary>"Ivan Petrov, a Russian national": the name that the phrase explains; null where there is none.</summary>
    private int? NameBefore(Party party, int token)
    {
        if (party.Head is not (HeadClass.Nationals or HeadClass.Hackers or HeadClass.Officials or HeadClass.Company or HeadClass.Agency)
            || !_sentence.HasAfter(token, ',') || !_sentence.Is(token + 1, WordClass.Determiner))
        {
            return null;
        }

        var first = token + 1;
        while (first > _sentence.First && token - first < 4 && _sentence.IsCapitalized(first - 1) && _sentence.IsUnknown(first - 1) && !IsTaken(first - 1)
            && (first == token + 1 || !_sentence.BreaksAfter(first - 1)))
        {
            first--;
        }

        return first <= token ? first : null;
    }

    /// <summary>An article or a possessive stands before the noun, at most three words away.</summary>
    private bool IsDefinite(int first)
    {
        for (var i = first - 1; i >= Math.Max(_sentence.First, first - 4); i--)
        {
            if (_sentence.BreaksAfter(i) || _sentence.Is(i, WordClass.Preposition))
            {
                return false;
            }

            if (_sentence.Is(i, WordClass.Definite) && !IsTaken(i))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Takes in articles, numbers and "members of" before the phrase, and notes the preposition before all of that.</summary>
    private void ExtendLeft(Party party)
    {
        party.CoreFirst = party.First;
        var unknown = 0;
        for (var token = party.First - 1; token >= _sentence.First && !IsTaken(token); token--)
        {
            if (_sentence.BreaksAfter(token) && !_sentence.Is(token + 1, WordClass.ListIntro))
            {
                if (NameBefore(party, token) is not { } name)
                {
                    return;
                }

                party.First = name;
                token = name;
                continue;
            }

            if (_sentence.Is(token, WordClass.ListIntro) && _sentence.Is(token - 1, WordClass.Filler) && party.First == token + 1)
            {
                // "all states, including China": the list is in the place of its member.
                party.First = token;
                continue;
            }

            if (_sentence.Is(token, WordClass.Preposition | WordClass.According) || (_sentence.Is(token, WordClass.Agent) && !_sentence.Is(token, WordClass.Determiner)))
            {
                if (token > _sentence.First && IsOrigin(token) && !_sentence.BreaksAfter(token - 1)
                    && (_sentence.Is(token - 1, WordClass.Filler) || _sentence.IsNumber(token - 1)))
                {
                    continue;
                }

                if (_sentence.Is(token, WordClass.Subordinator) && !_sentence.Is(token, WordClass.According))
                {
                    // "after Germany accused …": the word may open a clause, so that the party is no part of a phrase.
                    return;
                }

                party.Mark = _sentence.Is(token, WordClass.According) ? "according" : _sentence.WordAt(token);
                party.MarkToken = token;
                return;
            }

            if (_sentence.Is(token, WordClass.Determiner | WordClass.Filler) || _sentence.IsNumber(token))
            {
                party.First = token;
            }
            else if (_sentence.IsCueAt(token) || !_sentence.Is(token, WordClass.Adverb | WordClass.Hedge) && (!_sentence.IsUnknown(token) || ++unknown > 2))
            {
                return;
            }
        }
    }
}
