using Monitor.Actors;
using Monitor.Attributions.Cues;

namespace Monitor.Attributions.Parties;

/// <content>Nouns without a name of their own, and pronouns.</content>
internal sealed partial class PartyReader
{
    /// <summary>Nouns without a name: tied to one behind them ("hackers linked to Iran"), or referring back ("the alliance"); and pronouns.</summary>
    private void AddNouns()
    {
        for (var token = _sentence.First; token < _sentence.End; token++)
        {
            if (!IsTaken(token) && _sentence.HeadAt(token) is not HeadClass.None and var described && !IsTaken(_sentence.HeadEnd(token) - 1))
            {
                AddDescribed(described, token, _sentence.HeadEnd(token));
                token = _sentence.HeadEnd(token) - 1;
            }
        }

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
                var owner = head is HeadClass.Country or HeadClass.Alliance && _sentence.IsPossessive(end - 1) ? head : HeadClass.None;
                while (next < _sentence.End && !IsTaken(next) && _sentence.HeadAt(next) is not HeadClass.None && !_sentence.BreaksAfter(next - 1)
                    && !_sentence.IsCueAt(next))
                {
                    head = _sentence.HeadAt(next);
                    next = end = _sentence.HeadEnd(next);
                }

                AddNoun(head, owner, token, end);
                token = Math.Max(token, end - 1);
            }
            else if (_sentence.Is(token, WordClass.Pronoun | WordClass.Self) && !_sentence.IsAcronym(token))
            {
                Add(new PartyDraft
                {
                    First = token,
                    End = token + 1,
                    IsPronoun = _sentence.Is(token, WordClass.Pronoun),
                    IsSelf = _sentence.Is(token, WordClass.Self)
                });
            }
        }
    }

    /// <param name="owner">"the country's intelligence service": the noun that refers back, where it is not the head itself.</param>
    private void AddNoun(HeadClass head, HeadClass owner, int first, int end)
    {
        if (Tied(head, end) is { } inner)
        {
            inner.First = first;
            return;
        }

        if (head is HeadClass.Officials && PartyFrom(end, ActorKind.Person) is { } titled)
        {
            // "Prime Minister" before a name that the book knows.
            titled.First = first;
            return;
        }

        var isOffice = head is HeadClass.Officials or HeadClass.Agency or HeadClass.Government
            && (_sentence.Any(first, end, WordClass.Office) || IsNamedBody(first, end));
        isOffice &= !IsOfFirm(end);
        // "the indictment says": of the court where the article is written.
        isOffice |= head is HeadClass.Document && _sentence.Any(first, end, WordClass.Charging);
        var place = head is HeadClass.Officials or HeadClass.Agency or HeadClass.Government ? PlaceBehind(end) ?? PlaceBefore(ref first) : null;
        var isBare = isOffice && IsBare(first);
        var isMission = place is null && head is HeadClass.Officials or HeadClass.Agency && _sentence.Any(first, end, WordClass.Mission);
        if (isMission && !_sentence.Is(first - 1, WordClass.Possessive))
        {
            Add(new PartyDraft { First = first, End = end, Head = head, IsReference = true, Refers = head, IsOffice = true, IsMission = true });
        }
        else if ((isOffice && (_sentence.Is(first - 1, WordClass.Possessive) || IsDefinite(first) || IsTitle(first, end) || isBare)) || place is not null)
        {
            var office = new PartyDraft
            {
                First = first,
                End = end,
                Head = head,
                Country = place,
                Actor = isBare && !IsTitle(first, end) && place is null && head is HeadClass.Officials ? OpenName.Unnamed(_sentence, head, end - 1) : null,
                IsReference = true,
                Refers = owner is HeadClass.None
                ? head : owner,
                IsOffice = true,
                IsOwned = place is null && _sentence.Is(first - 1, WordClass.Possessive)
            };
            TakeName(office);
            Add(office);
        }
        else if (head is HeadClass.Experts or HeadClass.Officials or HeadClass.Staff && IsUnnamedSpeaker(first, end))
        {
            Add(new PartyDraft { First = first, End = end, Head = head, Actor = OpenName.Unnamed(_sentence, head, end - 1) });
        }
        else if (IsDefinite(first) && head is not (HeadClass.State or HeadClass.Media or HeadClass.Nationals or HeadClass.Politicians))
        {
            Add(new PartyDraft { First = first, End = end, Head = head, IsReference = true, Refers = owner is HeadClass.None ? head : owner });
        }
    }

    /// <summary>"the president of the cooperative": an office that no state has.</summary>
    private bool IsOfFirm(int end)
    {
        var noun = _sentence.Is(end + 1, WordClass.Determiner) ? end + 2 : end + 1;
        return IsOrigin(end) && !_sentence.BreaksAfter(end - 1)
            && (_sentence.HeadAt(noun) is HeadClass.Company or HeadClass.Media or HeadClass.Experts || _sentence.Is(noun, WordClass.Body));
    }

    /// <summary>"Researchers pin …", "two officials who asked not to be named tell …": nobody's name, but they speak.</summary>
    private bool IsUnnamedSpeaker(int first, int end)
    {
        if (_sentence.Text.Folded(end - 1) is not [.., 's' or 'r' or 'n' or 'e'] || IsDefinite(first) || _sentence.Is(first - 1, WordClass.Preposition)
            || (_sentence.Is(first - 1, WordClass.Determiner) && !(_sentence.NumberAt(first - 1) > 1))
            || _parties.Exists(party => (party.End == first && !_sentence.BreaksAfter(first - 1)) || party.First == end))
        {
            return false;
        }

        // Where the sentence says besides who says all that, the unnamed are no more than what that party tells.
        var verb = _sentence.Cues.FindIndex(hit => hit.First >= end && hit.First - end <= UnnamedReach && hit.Cue.Kind is CueKind.Speech or CueKind.Accusation
            && hit.Form is not CueForm.Noun);
        return verb >= 0 && !_sentence.Cues.Exists(hit => hit.Cue.Kind is CueKind.Speech && hit.First > _sentence.Cues[verb].First && IsSaidByOther(hit));
    }

    /// <summary>"Prime Minister Jane Doe".</summary>
    private bool IsTitle(int first, int end) =>
        _sentence.IsCapitalized(first) && end < _sentence.End && !_sentence.BreaksAfter(end - 1) && _sentence.IsCapitalized(end) && _sentence.IsUnknown(end);

    /// <summary>The party behind the noun that it belongs to, made one with it.</summary>
    private PartyDraft? Tied(HeadClass head, int end)
    {
        var isLinked = false;
        var isTied = false;
        var unknown = 0;
        for (var i = end; i < Math.Min(end + 9, _sentence.End); i++)
        {
            if (_sentence.BreaksAfter(i - 1) && !(i == end && head is HeadClass.Hackers))
            {
                return null;
            }

            if (PartyFrom(i) is { } inner)
            {
                if (!isTied || inner.IsThing || inner.IsPronoun || IsBeforeNounCue(inner)
                    || (inner.Head is HeadClass.Media or HeadClass.Act && head is not HeadClass.Document)
                    || (head is HeadClass.Document && inner.Head is HeadClass.Nationals or HeadClass.Hackers or HeadClass.Company))
                {
                    return null;
                }

                Take(inner, head, isLinked);
                return inner;
            }

            if (i == end && head is HeadClass.Document && _sentence.IsUnknown(i) && _sentence.Is(i + 1, WordClass.Agent))
            {
                // "evidence gathered by Norway".
                continue;
            }

            if (isTied && (IsVerbalNoun(i) || IsOtherVerb(i) || (_sentence.IsUnknown(i) && ++unknown > TiedUnknownMax)))
            {
                return null;
            }

            if (isTied && !_sentence.Is(i, WordClass.Linker)
                && ((_sentence.Is(i, WordClass.Preposition) && !IsOrigin(i)) || _sentence.Is(i, WordClass.Accusation)
                    || BeginsAct(i)))
            {
                return null;
            }

            if (_sentence.Is(i, WordClass.Be) && !_sentence.Is(i - 1, WordClass.InfinitiveMarker | WordClass.Have)
                && !_sentence.Any(end, i, WordClass.Relative))
            {
                // "the group is linked to Iran" says so; "hackers linked to Iran" only names them.
                return null;
            }

            isLinked |= _sentence.Is(i, WordClass.Linker);
            isTied |= isLinked || _sentence.Is(i, WordClass.Preposition) && Ties(head, i);
            if (!isTied && !_sentence.Is(i,
                WordClass.Adverb | WordClass.Hedge | WordClass.Be | WordClass.Relative | WordClass.Determiner | WordClass.InfinitiveMarker | WordClass.Have
                | WordClass.Realized)
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

    private bool BeginsAct(int token)
    {
        foreach (var act in _sentence.Acts)
        {
            if (act.First == token)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The first party read so far that begins with the token.</summary>
    private PartyDraft? PartyFrom(int token, ActorKind? kind = null)
    {
        foreach (var party in _parties)
        {
            if (party.First == token && (kind is null || party.Actor?.Kind == kind))
            {
                return party;
            }
        }

        return null;
    }

    /// <summary>"the government of ignoring …": what follows the preposition is an act, and no name.</summary>
    private bool IsVerbalNoun(int token) => _sentence.IsGerund(token) && !_sentence.Is(token, WordClass.Linker | WordClass.Preposition);

    /// <summary>"a bank in Turin originated from …": the sentence's own verb ends the phrase.</summary>
    private bool IsOtherVerb(int token) => _sentence.IsCueAt(token) && !_sentence.Is(token, WordClass.Linker | WordClass.LinkAdjective | WordClass.Preposition);

    private bool Ties(HeadClass head, int token) => head is HeadClass.Document
        ? _sentence.Is(token, WordClass.Agent) || _sentence.Is(token, WordClass.Filler) || IsOrigin(token)
        : IsOrigin(token);

    /// <summary>"of", "in", "from", "at" in the language's list: prepositions that are fillers too.</summary>
    private bool IsOrigin(int token) => _sentence.Is(token, WordClass.Filler) && _sentence.Is(token, WordClass.Preposition);

    private static void Take(PartyDraft inner, HeadClass head, bool isLinked)
    {
        var isHostile = head is HeadClass.Hackers or HeadClass.Nationals or HeadClass.Company;
        inner.IsLinked |= isLinked;
        inner.Head = isHostile && inner.Actor?.Kind is ActorKind.ThreatGroup ? HeadClass.None
            : head is HeadClass.Document && inner.Actor?.Kind is not ActorKind.State ? inner.Head
            : head;
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
}
