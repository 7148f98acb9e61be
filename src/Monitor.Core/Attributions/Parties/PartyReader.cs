using Monitor.Actors;
using Monitor.Attributions.Cues;
using Monitor.Attributions.Sentences;
using Monitor.Tagging;

namespace Monitor.Attributions.Parties;

/// <summary>
/// Makes parties of the actors named in a sentence and of the nouns around them: "Chinese" + "hackers" is not China, "officials in" + "Estonia"
/// is Estonia, "US" + "networks" is nobody.
/// </summary>
internal sealed partial class PartyReader
{
    private const int AdjectivesMax = 6;

    /// <summary>"officials in the northern city of …": so many words that no file knows may stand between a noun and the name it belongs to.</summary>
    private const int TiedUnknownMax = 2;
    private const int UnnamedReach = 8;
    private const int ExplanationMax = 10;
    private const WordClass Stops = WordClass.Preposition | WordClass.Conjunction | WordClass.Be | WordClass.Have | WordClass.Complementizer
        | WordClass.Relative | WordClass.Subordinator | WordClass.Determiner | WordClass.Pronoun | WordClass.Negation | WordClass.Question
        | WordClass.Hypothetical | WordClass.Time;

    private readonly SentenceReading _sentence;
    private readonly List<ActorMention> _mentions;
    private readonly List<PartyDraft> _parties = [];
    private readonly bool[] _taken;

    private PartyReader(SentenceReading sentence, List<ActorMention> mentions)
    {
        _sentence = sentence;
        _mentions = mentions;
        _taken = new bool[sentence.End - sentence.First];
    }

    /// <param name="learnt">Names that the article explained before, or null where none is to be looked up.</param>
    public static List<PartyGroup> Read(SentenceReading sentence, List<ActorMention> mentions, LearntNames? learnt = null)
    {
        var reader = new PartyReader(sentence, mentions);
        for (var i = 0; i < mentions.Count; i++)
        {
            if (!reader.IsTaken(mentions[i].FirstToken))
            {
                reader.AddNamed(i);
            }
        }

        reader.ShareNouns();
        reader.AddNouns();
        reader.KnowOffices(learnt);
        reader.AddNames(learnt);
        reader._parties.Sort((left, right) => left.First.CompareTo(right.First));
        foreach (var party in reader._parties)
        {
            reader.ExtendLeft(party);
        }

        return PartyGrouping.Group(sentence, reader._parties.ConvertAll(party => party.ToParty()));
    }

    /// <summary>"Dutch and British intelligence services": the noun belongs to both.</summary>
    private void ShareNouns()
    {
        for (var i = _parties.Count - 2; i >= 0; i--)
        {
            var (party, next) = (_parties[i], _parties[i + 1]);
            if (party.Head is HeadClass.Nationals && party.End - party.First == 1 && next.Head is not (HeadClass.None or HeadClass.Thing)
                && next.First - party.End is 0 or 1
                && (next.First == party.End ? _sentence.HasAfter(party.End - 1, ',') : _sentence.Is(party.End, WordClass.Conjunction))
                && _mentions.Exists(mention => mention.FirstToken == next.First && mention.Role is AliasRole.Demonym))
            {
                party.Head = next.Head;
            }
        }
    }

    private bool IsTaken(int token) => _taken[token - _sentence.First];

    private void Add(PartyDraft party)
    {
        for (var i = party.First; i < party.End; i++)
        {
            _taken[i - _sentence.First] = true;
        }

        _parties.Add(party);
    }

    // Asked of nearly every word: a predicate that holds the token would be an object each time.
    private ActorMention? MentionAt(int token)
    {
        foreach (var mention in _mentions)
        {
            if (mention.FirstToken == token)
            {
                return mention;
            }
        }

        return null;
    }

    /// <summary>The party that a mention makes with the nouns and names behind it.</summary>
    private void AddNamed(int index)
    {
        var mention = _mentions[index];
        var party = new PartyDraft
        {
            First = mention.FirstToken,
            End = mention.EndToken,
            Actor = mention.Actor,
            Country = mention.Actor.Country,
        };
        if (_sentence.Language.IsNounFirst)
        {
            NounBefore(party, mention);
        }
        else if (mention.Actor.Kind is not ActorKind.Person)
        {
            var isAdjective = mention.Role is AliasRole.Demonym || _sentence.IsPossessive(mention.EndToken - 1);
            ReadNouns(party, isAdjective, mention.Role);
        }

        TakeName(party, mention.Role is AliasRole.Office);
        if (mention.Role is AliasRole.Demonym && party.Head is HeadClass.None && party.Actor == mention.Actor
            && !_sentence.Is(party.First - 1, WordClass.Definite) && !IsBeforeNounCue(party))
        {
            // "ten Iranians" are not Iran; "the Russians" are Russia.
            party.Head = HeadClass.Nationals;
        }

        Add(party);
    }

    /// <summary>"Chinese involvement", "Russian accusations" are the state's.</summary>
    private bool IsBeforeNounCue(PartyDraft party) =>
        !_sentence.BreaksAfter(party.End - 1) && _sentence.BeginsCue(party.End)
            && _sentence.Cues.Exists(hit => hit.First == party.End && hit.Form is CueForm.Noun);

    private void ReadNouns(PartyDraft party, bool isAdjective, AliasRole role)
    {
        var isOrganization = party.Actor!.Kind is ActorKind.Company or ActorKind.Organization or ActorKind.Alliance or ActorKind.Group;
        var unknownMax = isAdjective ? AdjectivesMax : role is AliasRole.Acronym ? 2 : 0;
        var token = party.End;
        var unknown = 0;
        while (token < _sentence.End && !_sentence.BreaksAfter(token - 1))
        {
            if (MentionAt(token) is { Actor.Kind: ActorKind.State, Role: AliasRole.Name } inside && token == party.End
                && _sentence.IsPossessive(party.End - 1) && inside.EndToken + 1 < _sentence.End && !_sentence.BreaksAfter(inside.EndToken - 1)
                && !_sentence.IsPossessive(inside.EndToken - 1) && _sentence.IsCapitalized(inside.EndToken))
            {
                // "Beijing's Taiwan Affairs Office".
                _taken.AsSpan(inside.FirstToken - _sentence.First, inside.EndToken - inside.FirstToken).Fill(true);
                party.End = token = inside.EndToken;
                continue;
            }

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
            else if (head is not HeadClass.None && _sentence.HasAfter(_sentence.HeadEnd(token) - 1, '-') && _sentence.HeadEnd(token) < _sentence.End)
            {
                // "army-led government": a part of an adjective.
                token = _sentence.HeadEnd(token) + 1;
            }
            else if (head is not HeadClass.None && !IsVerbAfterNoun(party, token))
            {
                party.Head = isOrganization && head is HeadClass.Hackers or HeadClass.Company ? HeadClass.Staff : head;
                token = party.End = _sentence.HeadEnd(token);
            }
            else if (_sentence.Is(token, WordClass.Based) && !IsPersonLike(party.Head))
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
    private void ReadActed(PartyDraft party, bool isAdjective, AliasRole role, int limit)
    {
        if (IsPersonLike(party.Head) || party.Head is HeadClass.Thing or HeadClass.Document or HeadClass.Media)
        {
            return;
        }

        var act = _sentence.Acts.FindLast(hit => hit.End > party.End && hit.First > party.First
            && (hit.First < limit || (hit.First == limit && !_sentence.BreaksAfter(limit - 1))) && hit.First - party.End <= AdjectivesMax);
        if (act.End > party.End && (isAdjective || party.IsLinked || role is AliasRole.Acronym)
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
                party.IsUnknownNoun = role is AliasRole.Demonym;
            }
        }
    }

    /// <summary>"Russian hackers attack Albania": behind people a word that is also a verb is one.</summary>
    private bool IsFiniteDeed(PartyDraft party, ActHit act) =>
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

    private bool IsVerbAfterNoun(PartyDraft party, int token) => IsPersonLike(party.Head) && _sentence.IsCueAt(token);

    private bool IsAdjectiveOrAct(int token) => !_sentence.IsCueAt(token) || _sentence.IsActAt(token);

    private static bool IsPersonLike(HeadClass head) => head is HeadClass.Officials or HeadClass.Hackers or HeadClass.Nationals or HeadClass.Company
        or HeadClass.Experts or HeadClass.Politicians or HeadClass.Staff or HeadClass.Agency or HeadClass.Forces;

    /// <summary>"US Secretary of State" + "Jane Doe", "China's" + "Ministry of State Security": the second is meant.</summary>
    private void Merge(PartyDraft party, ActorMention next, bool isAdjective)
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

    /// <summary>"hackers chinois", "Hacker aus Russland" are read from the noun.</summary>
    private void NounBefore(PartyDraft party, ActorMention mention)
    {
        var noun = party.First - 1;
        if (party.Head is not HeadClass.None and not HeadClass.Thing || mention.Role is not AliasRole.Demonym || noun < _sentence.First
            || _sentence.BreaksAfter(noun))
        {
            return;
        }

        // "le service vétérinaire et phytosanitaire russe".
        for (var i = 0; i < 3 && noun > _sentence.First && !_sentence.BreaksAfter(noun - 1)
            && (_sentence.IsUnknown(noun) || (i == 1 && _sentence.Is(noun, WordClass.Conjunction))); i++)
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

        }
        else if (_sentence.Acts.FindLast(hit => hit.End == party.First) is { End: > 0 } act)
        {
            party.Head = HeadClass.Act;
            party.First = act.First;
        }
    }
}
