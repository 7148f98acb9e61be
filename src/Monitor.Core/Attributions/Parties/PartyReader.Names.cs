using Monitor.Actors;
using Monitor.Attributions.Cues;

namespace Monitor.Attributions.Parties;

/// <content>Names that belong to a phrase: of persons and groups behind it, and of bodies that go on behind a preposition.</content>
internal sealed partial class PartyReader
{
    /// <summary>A person's or a group's name behind the noun belongs to it: "the Dutch defence minister Anna Smit".</summary>
    private void TakeName(PartyDraft party, bool isOffice = false)
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

        TakeNameBehindPreposition(party);
    }

    /// <summary>"Agency for National Security", "Service of Special Communications": capitals go on behind the preposition.</summary>
    private void TakeNameBehindPreposition(PartyDraft party)
    {
        var token = party.End;
        if (party.Head is not HeadClass.Agency || _sentence.Language.IsNounFirst || !_sentence.Is(token, WordClass.Preposition) || _sentence.BreaksAfter(party.End - 1) || !_sentence.IsCapitalized(party.End - 1))
        {
            return;
        }

        while (token + 1 < _sentence.End && _sentence.IsCapitalized(token + 1) && !_sentence.BreaksAfter(token) && !IsTaken(token + 1) && MentionAt(token + 1) is null)
        {
            token++;
        }

        party.End = token > party.End ? token + 1 : party.End;
    }
}
