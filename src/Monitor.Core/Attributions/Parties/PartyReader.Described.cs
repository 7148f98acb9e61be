using Monitor.Actors;
using Monitor.Attributions.Cues;
using Monitor.Attributions.Sentences;

namespace Monitor.Attributions.Parties;

/// <content>Names that a noun describes: "the company Northwall of Chengdu", "the Tin Orchard crew"; nouns that a place describes.</content>
internal sealed partial class PartyReader
{
    private const int DescribedWordsMax = 5;
    private const int ExplainingWordsMax = 5;

    /// <summary>Bodies that no book knows, told by the noun beside their name.</summary>
    private void AddDescribed(HeadClass head, int first, int end)
    {
        if (head is not (HeadClass.Company or HeadClass.Hackers or HeadClass.Experts))
        {
            return;
        }

        var (nameFirst, nameEnd) = (end, end);
        while (nameEnd < _sentence.End && nameEnd - nameFirst < DescribedWordsMax && !IsTaken(nameEnd) && IsNameWord(nameEnd))
        {
            nameEnd++;
        }

        var partyEnd = nameEnd;
        if (nameEnd == nameFirst && ExplainedName(first) is { } explained)
        {
            // "Shenlan Satellite, a firm in Changchun": the words behind the name explain it.
            (nameFirst, nameEnd) = explained;
        }
        else if (nameEnd == nameFirst && head is not HeadClass.Experts)
        {
            // "the Tin Orchard crew": the name stands before its noun, which belongs to it where it has a capital too.
            (nameFirst, nameEnd) = (first, _sentence.IsCapitalized(end - 1) ? end : first);
            while (nameFirst > _sentence.First && first - nameFirst < DescribedWordsMax && !IsTaken(nameFirst - 1)
                && !_sentence.BreaksAfter(nameFirst - 1) && IsCapitalName(nameFirst - 1))
            {
                nameFirst--;
            }

            if (nameFirst == first || (nameFirst == _sentence.First && first - nameFirst < 2) || OpenName.IsHeadline(_sentence))
            {
                return;
            }
        }

        if (nameEnd == nameFirst || _parties.Exists(party => party.End == first))
        {
            return;
        }

        var name = OpenName.Of(_sentence, nameFirst, nameEnd);
        var country = PlaceBehind(partyEnd);
        Add(new PartyDraft
        {
            First = Math.Min(first, nameFirst),
            End = partyEnd,
            Head = head,
            Name = name,
            Country = country,
            Actor = new Actor
            {
                Id = OpenName.OrganizationPrefix + OpenName.Slug(name),
                Kind = head is HeadClass.Hackers ? ActorKind.Group : ActorKind.Organization,
                Name = name,
                Country = country,
            },
        });
    }

    /// <summary>The name before the comma that a noun with an article, and perhaps adjectives, explains.</summary>
    private (int First, int End)? ExplainedName(int noun)
    {
        var determiner = noun - 1;
        while (determiner > _sentence.First && noun - determiner < ExplainingWordsMax && !_sentence.Is(determiner, WordClass.Determiner)
            && !_sentence.BreaksAfter(determiner) && _sentence.IsUnknown(determiner))
        {
            determiner--;
        }

        if (determiner <= _sentence.First || !_sentence.Is(determiner, WordClass.Determiner) || _sentence.Is(determiner, WordClass.Definite)
            || !_sentence.HasAfter(determiner - 1, ','))
        {
            return null;
        }

        var first = determiner;
        while (first > _sentence.First && determiner - first < DescribedWordsMax && !IsTaken(first - 1) && IsCapitalName(first - 1)
            && (first == determiner || !_sentence.BreaksAfter(first - 1)))
        {
            first--;
        }

        return determiner - first > (first == _sentence.First ? 1 : 0) ? (first, determiner) : null;
    }

    /// <summary>A word of a name right behind its noun: with a capital, or one inside ("i-Lotus", "eBridge").</summary>
    private bool IsNameWord(int token) => !_sentence.BreaksAfter(token - 1) && (IsCapitalName(token)
        || (_sentence.IsUnknown(token) && token + 1 < _sentence.End && _sentence.HasAfter(token, '-') && _sentence.IsCapitalized(token + 1))
        || (token > _sentence.First && _sentence.HasAfter(token - 1, '-') && _sentence.IsCapitalized(token)));

    private bool IsCapitalName(int token) => _sentence.IsCapitalized(token) && !_sentence.IsCueAt(token) && MentionAt(token) is null
        && (_sentence.IsUnknown(token) || _sentence.Is(token, WordClass.Body));

    /// <summary>"of Chengdu", "in Nyon", "based in Lagos": the state of the place behind a name.</summary>
    private string? PlaceBehind(int end)
    {
        var token = end;
        while (token < Math.Min(end + 3, _sentence.End) && _sentence.Is(token, WordClass.Preposition | WordClass.Based) && MentionAt(token) is null)
        {
            token++;
        }

        return token == end ? null
            : _sentence.Places.Find(place => place.Token == token).Country
                ?? (MentionAt(token) is { Actor: { Kind: ActorKind.State, Country: { } state } } ? state : null);
    }

    /// <summary>"the National Cyber Directorate": a body with a name of two or more words.</summary>
    private bool IsNamedBody(int first, int end) =>
        _sentence.IsCapitalized(end - 1)
            && (end - first > 1 || (first - 1 >= _sentence.First && _sentence.IsCapitalized(first - 1)
                && !_sentence.BreaksAfter(first - 1) && !IsTaken(first - 1)
                && (_sentence.IsUnknown(first - 1) || _sentence.HeadAt(first - 1) is not HeadClass.None)));

    /// <summary>"prosecutors told the court": without an article at the head of a clause.</summary>
    private bool IsBare(int first) => first == _sentence.First || _sentence.BreaksAfter(first - 1) || _sentence.ClosesQuoteAfter(first - 1)
        || _sentence.Is(first - 1, WordClass.Complementizer | WordClass.Conjunction);

    /// <summary>"a Charleston prosecutor", "Alberta's ombudsman": the state of the place right before the noun.</summary>
    private string? PlaceBefore(ref int first)
    {
        for (var token = first - 1; token >= Math.Max(_sentence.First, first - 3) && !_sentence.BreaksAfter(token); token--)
        {
            if (_sentence.Places.FindLast(place => place.Token <= token && token - place.Token < 3) is { Country: { } country } found
                && found.Token > first - 4)
            {
                first = found.Token;
                return country;
            }

            if (!_sentence.IsUnknown(token) && _sentence.HeadAt(token) is HeadClass.None)
            {
                return null;
            }
        }

        return null;
    }

    /// <summary>"…, Norway said", "…, said Norway": a party set apart by a comma stands right beside the verb.</summary>
    private bool IsSaidByOther(CueHit hit) => _parties.Exists(party => party.Actor is not null
        && ((party.End <= hit.First && hit.First - party.End <= 2 && _sentence.BreaksAfter(party.First - 1))
            || (party.First >= hit.End && party.First - hit.End <= 2 && _sentence.BreaksAfter(hit.First - 1))));
}
