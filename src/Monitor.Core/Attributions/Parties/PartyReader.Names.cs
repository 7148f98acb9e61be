using Monitor.Actors;
using Monitor.Attributions.Cues;

namespace Monitor.Attributions.Parties;

/// <content>Names that belong to a phrase: of persons and groups behind it, and of bodies that go on behind a preposition.</content>
internal sealed partial class PartyReader
{
    private const int NameWordsMax = 4;

    /// <summary>A person's or a group's name behind the noun belongs to it: "the Dutch defence minister Anna Smit".</summary>
    private void TakeName(PartyDraft party, bool isOffice = false)
    {
        if (party is { Head: HeadClass.Thing, IsUnknownNoun: true } && NamedKind(party) is { } kind)
        {
            (party.Actor, party.Name, party.Head, party.IsUnknownNoun) = (kind.Actor, kind.Actor.Name, HeadClass.None, false);
            party.End = kind.End;
            return;
        }

        if ((party.Head is HeadClass.None && !isOffice)
            || party.Head is HeadClass.Thing or HeadClass.Act or HeadClass.State or HeadClass.Media or HeadClass.Document
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

        var first = party.End;
        for (var i = 0; i < 4 && party.End < _sentence.End && !_sentence.BreaksAfter(party.End - 1)
            && _sentence.IsCapitalized(party.End) && _sentence.IsUnknown(party.End) && !IsTaken(party.End) && MentionAt(party.End) is null; i++)
        {
            party.End++;
        }

        party.Name = party.End > first ? OpenName.Of(_sentence, first, party.End) : party.Name;

        TakeNameBehindPreposition(party);
    }

    /// <summary>"the Canadian miner Boreal Nickel": a nationality, a noun that no file knows, and the name of whom it describes.</summary>
    private (Actor Actor, int End)? NamedKind(PartyDraft party)
    {
        var first = party.End + 1;
        if (_sentence.Language.IsVerbSecond || first + 1 >= _sentence.End || _sentence.BreaksAfter(party.End) || !_sentence.IsUnknown(party.End)
            || _sentence.IsCapitalized(party.End) || OpenName.IsHeadline(_sentence))
        {
            return null;
        }

        var end = first;
        while (end < _sentence.End && end - first < NameWordsMax && !IsTaken(end) && MentionAt(end) is null && OpenName.IsPart(_sentence, end)
            && (end == first || !_sentence.BreaksAfter(end - 1)))
        {
            end++;
        }

        return end - first >= 2 && OpenName.ActorOf(_sentence, first, end) is { } actor ? (actor with { Country = party.Country }, end) : null;
    }

    /// <summary>"Agency for National Security", "Service of Special Communications": capitals go on behind the preposition.</summary>
    private void TakeNameBehindPreposition(PartyDraft party)
    {
        var token = party.End;
        if (party.Head is not HeadClass.Agency || _sentence.Language.IsNounFirst || !_sentence.Is(token, WordClass.Preposition)
            || _sentence.BreaksAfter(party.End - 1) || !_sentence.IsCapitalized(party.End - 1))
        {
            return;
        }

        while (token + 1 < _sentence.End && _sentence.IsCapitalized(token + 1) && !_sentence.BreaksAfter(token) && !IsTaken(token + 1)
            && MentionAt(token + 1) is null)
        {
            token++;
        }

        party.End = token > party.End ? token + 1 : party.End;
    }

    /// <summary>"Kestrel Reach, a marketing agency in Tel Aviv": the state that the words behind a name tell.</summary>
    private string? CountryBehind(int end)
    {
        if (!_sentence.HasAfter(end - 1, ',') || !_sentence.Is(end, WordClass.Determiner) || _sentence.Is(end, WordClass.Definite))
        {
            return null;
        }

        for (var token = end; token < Math.Min(end + ExplanationMax, _sentence.End); token++)
        {
            if (_sentence.Places.Find(place => place.Token == token).Country is { } country)
            {
                return country;
            }

            if (MentionAt(token) is { Actor: { Kind: ActorKind.State, Country: { } state } })
            {
                return state;
            }

            if (_sentence.BreaksAfter(token))
            {
                break;
            }
        }

        return null;
    }

    /// <summary>"the minister of production of Peru, Rosa Huamaní, …": the phrase before explains the name.</summary>
    private PartyDraft? Explained(int token) => !_sentence.HasAfter(token - 1, ',') ? null
        : _parties.Find(party => party.End == token && !_sentence.Is(party.First - 1, WordClass.Place) && party.Name is null
            && (party.Actor is not null || party.IsOffice)
            && (party.Head is HeadClass.Officials or HeadClass.Agency or HeadClass.Company or HeadClass.Experts
                || _sentence.HeadAt(party.First) is HeadClass.Officials));

    private bool IsExplained(int end) => _sentence.HasAfter(end - 1, ',') && _sentence.Is(end, WordClass.Determiner)
        && _parties.Exists(party => party.First >= end && party.First - end <= 4
            && (party.Head is not HeadClass.None || party.Actor?.Kind is ActorKind.Agency));

    /// <summary>A person of whom earlier news taught for whom they speak; answers the token behind the name.</summary>
    private int? AddKnown(LearntNames? learnt, int token)
    {
        if (learnt?.FindKnown(_sentence, token) is not { } known || _taken.AsSpan(token - _sentence.First, known.End - token).Contains(true))
        {
            return null;
        }

        Add(new PartyDraft
        {
            First = token,
            End = known.End,
            Actor = known.Actor,
            Country = known.Actor.Country,
            Name = OpenName.Of(_sentence, token, known.End),
        });
        return known.End;
    }

    /// <summary>"Prime Minister Jette Holm": of whom earlier news taught whose prime minister she is.</summary>
    private void KnowOffices(LearntNames? learnt)
    {
        foreach (var office in _parties.Where(party => party is { Actor: null, IsOffice: true, IsOwned: false, Name: not null }))
        {
            for (var token = office.First; token < office.End && office.Actor is null; token++)
            {
                if (learnt?.FindKnown(_sentence, token) is { } known && known.End == office.End)
                {
                    (office.Actor, office.Country, office.Head) = (known.Actor, known.Actor.Country, HeadClass.None);
                }
            }
        }
    }

    /// <summary>Names that no book knows: of persons, firms and bodies, and surnames that the article explained before.</summary>
    private void AddNames(LearntNames? learnt)
    {
        var isHeadline = OpenName.IsHeadline(_sentence);
        for (var token = _sentence.First; token < _sentence.End; token++)
        {
            if (IsTaken(token) || (_sentence.HeadAt(token - 1) is HeadClass.Media && !_sentence.BreaksAfter(token - 1)))
            {
                // "the newspaper De Standaard" tells what others say.
                continue;
            }

            if (AddKnown(learnt, token) is { } behind)
            {
                token = behind - 1;
                continue;
            }

            if (!OpenName.CanBegin(_sentence, token) && !(learnt is not null && OpenName.IsPart(_sentence, token) && learnt.IsSurname(_sentence, token)))
            {
                continue;
            }

            var end = token + 1;
            while (end < _sentence.End && !IsTaken(end) && OpenName.GoesOn(_sentence, end))
            {
                end++;
            }

            if (Explained(token) is { } title)
            {
                title.Name = OpenName.Of(_sentence, token, end);
                title.End = end;
            }
            else if (end - token <= 2 && learnt?.Find(_sentence, end - 1) is { } known)
            {
                Add(new PartyDraft { First = token, End = end, Actor = known, Country = known.Country, Name = OpenName.Of(_sentence, token, end) });
            }
            else if (IsExplained(end))
            {
                // "Pavel Orlov, an officer of the GRU": the phrase behind takes the name in.
            }
            else if (!isHeadline && end - token >= 2 && !(_sentence.Language.IsVerbSecond && _sentence.Is(token - 1, WordClass.Determiner))
                && OpenName.ActorOf(_sentence, token, end) is { } actor)
            {
                var country = CountryBehind(end);
                Add(new PartyDraft
                {
                    First = token,
                    End = end,
                    Actor = country is null
                    ? actor : actor with { Country = country },
                    Country = country,
                    Name = actor.Name
                });
            }

            token = end - 1;
        }
    }
}
