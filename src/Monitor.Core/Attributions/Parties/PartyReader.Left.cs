using Monitor.Actors;
using Monitor.Attributions.Cues;

namespace Monitor.Attributions.Parties;

/// <content>What stands before a phrase and belongs to it.</content>
internal sealed partial class PartyReader
{
    /// <summary>"Ivan Petrov, a Russian national": the name that the phrase explains; null where there is none.</summary>
    private int? NameBefore(PartyDraft party, int token)
    {
        if ((party.Head is not (HeadClass.Nationals or HeadClass.Hackers or HeadClass.Officials or HeadClass.Company or HeadClass.Agency)
            && party.Actor?.Kind is not ActorKind.Agency)
            || (party.Actor?.Kind is ActorKind.Agency && _sentence.Is(token + 1, WordClass.Definite))
            || !_sentence.HasAfter(token, ',') || !_sentence.Is(token + 1, WordClass.Determiner) || _sentence.NumberAt(token + 1) > 1)
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

    /// <summary>"by armed drones": a participle between the preposition and the noun is its adjective.</summary>
    private bool IsAdjectiveBehindMark(int token)
    {
        if (!_sentence.Is(token - 1, WordClass.Agent) || _sentence.BreaksAfter(token - 1))
        {
            return false;
        }

        foreach (var hit in _sentence.Cues)
        {
            if (hit.First == token && hit.Form is not (CueForm.Participle or CueForm.Finite))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>"tracks the group as a …": the word belongs to the cue.</summary>
    private bool IsCuesPreposition(int token) => _sentence.IsCueWord(token) && _sentence.Is(token + 1, WordClass.Determiner);

    /// <summary>Takes in articles, numbers and "members of" before the phrase, and notes the preposition before all of that.</summary>
    private void ExtendLeft(PartyDraft party)
    {
        party.CoreFirst = party.First;
        var unknown = 0;
        var isDetermined = false;
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

            if (_sentence.Is(token, WordClass.Preposition | WordClass.According)
                || (_sentence.Is(token, WordClass.Agent) && !_sentence.Is(token, WordClass.Determiner)))
            {
                if (token > _sentence.First && IsOrigin(token) && !_sentence.BreaksAfter(token - 1)
                    && (_sentence.Is(token - 1, WordClass.Filler) || _sentence.IsNumber(token - 1)))
                {
                    continue;
                }

                if (_sentence.Is(token, WordClass.Subordinator) && !_sentence.Is(token, WordClass.According) && !IsCuesPreposition(token))
                {
                    // "after Germany accused …": the word may open a clause, so that the party is no part of a phrase.
                    return;
                }

                party.Mark = _sentence.Is(token, WordClass.According) ? "according" : _sentence.WordAt(token);
                party.MarkToken = token;
                return;
            }

            if (_sentence.IsYear(token))
            {
                // "In 2016 Estonia …": the year belongs to the time.
                return;
            }

            if (_sentence.Is(token, WordClass.Determiner | WordClass.Filler) || _sentence.IsNumber(token))
            {
                party.First = token;
                isDetermined |= _sentence.Is(token, WordClass.Definite);
            }
            else if ((_sentence.IsCueAt(token) && !IsAdjectiveBehindMark(token)) || isDetermined || !_sentence.Is(token, WordClass.Adverb | WordClass.Hedge)
                && (!_sentence.IsUnknown(token) || ++unknown > 2))
            {
                return;
            }
        }
    }
}
