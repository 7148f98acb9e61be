using Monitor.Actors;
using Monitor.Attributions.Cues;
using Monitor.Attributions.Parties;
using Monitor.Attributions.Sentences;

namespace Monitor.Attributions.Roles;

/// <summary>
/// The noun phrase in a speaker's place, whatever its noun: "the panel's chair", "Vizechef Hsieh", "das Büro für … in Peking". Whoever speaks is
/// somebody; a state that the phrase names is theirs.
/// </summary>
internal sealed class SpeakerPhraseReader(SentenceReading sentence, RoleFinder roles)
{
    private const int WordsMax = 14;
    private const int NounWordsMax = 6;
    private const int AsideWordsMax = 14;

    private const WordClass Auxiliaries = WordClass.Adverb | WordClass.Have | WordClass.Time | WordClass.Hedge | WordClass.Past | WordClass.Pluperfect;

    private const WordClass Borders = WordClass.Complementizer | WordClass.Question | WordClass.Be | WordClass.Pronoun | WordClass.Self | WordClass.Negation;

    private const WordClass NoNoun = WordClass.Preposition | WordClass.Conjunction | WordClass.Determiner | WordClass.Be | WordClass.Have | WordClass.Pronoun
        | WordClass.Self | WordClass.Time | WordClass.Negation | WordClass.Hypothetical | WordClass.Filler | WordClass.Adverb | WordClass.Relative
        | WordClass.Complementizer | WordClass.Question | WordClass.Subordinator | WordClass.InfinitiveMarker | WordClass.Accusation;

    /// <summary>Who stands before a verb of saying that begins at a token; null where nobody does.</summary>
    public Party? Before(int verb)
    {
        var end = verb;
        while (end > sentence.First && !sentence.BreaksAfter(end - 1) && sentence.Is(end - 1, Auxiliaries) && roles.GroupAt(end - 1) is null)
        {
            end--;
        }

        if (end > sentence.First && sentence.HasAfter(end - 1, ','))
        {
            end = AsideFirst(end);
        }

        var first = end;
        while (first > sentence.First && end - first < WordsMax && !IsBorder(first - 1) && !sentence.ClosesQuoteAfter(first - 1)
            && (first == end || !sentence.BreaksAfter(first - 1)))
        {
            first--;
        }

        return Of(first, end);
    }

    /// <summary>Who stands behind it: "…, said the panel's chair".</summary>
    public Party? Behind(int verbEnd)
    {
        var end = verbEnd;
        while (end < sentence.End && end - verbEnd < WordsMax && !IsBorder(end) && (end == verbEnd || !sentence.BreaksAfter(end - 1)))
        {
            end++;
        }

        return sentence.BreaksAfter(verbEnd - 1) ? null : Of(verbEnd, end);
    }

    private bool IsBorder(int token) => sentence.Is(token, Borders)
        || (sentence.Is(token, WordClass.Subordinator | WordClass.Relative) && !sentence.Is(token, WordClass.Preposition | WordClass.Determiner));

    /// <summary>"The chair, who joined by telephone, said": the token behind the phrase that commas leave out of account.</summary>
    private int AsideFirst(int end)
    {
        for (var token = end - 2; token >= Math.Max(sentence.First, end - AsideWordsMax); token--)
        {
            if (sentence.HasAfter(token, ','))
            {
                return token + 1;
            }
        }

        return end;
    }

    private Party? Of(int first, int end)
    {
        while (first < end && (sentence.Is(first, WordClass.Conjunction) || (sentence.Is(first, WordClass.Adverb) && sentence.IsUnknown(first))))
        {
            first++;
        }

        if (first >= end || sentence.Is(first, WordClass.Preposition) || sentence.Is(first - 1, WordClass.Pronoun | WordClass.Self)
            || NounOf(first, end) is not { } noun)
        {
            return null;
        }

        var inside = roles.Groups.Where(group => group.First >= first && group.End <= end).SelectMany(group => group.Parties).ToList();
        var country = sentence.Places.Find(place => place.Token >= first && place.Token < end).Country
            ?? inside.Find(party => party.Mark is null || party.MarkToken < first)?.Country
            ?? inside.FindLast(party => party.MarkToken > noun && sentence.Is(party.MarkToken, WordClass.Filler | WordClass.Place | WordClass.Origin))?.Country;
        if (country is null && sentence.Is(first, WordClass.Determiner) && !sentence.Is(first, WordClass.Definite | WordClass.Possessive)
            && IsOfficial(first, end))
        {
            // "A minister": of any state.
            return null;
        }

        if (country is null && sentence.Is(first, WordClass.Possessive))
        {
            return new Party { First = first, End = end, CoreFirst = first, Head = HeadClass.Officials, IsOffice = true, IsOwned = true };
        }

        return new Party
        {
            First = first,
            End = end,
            CoreFirst = first,
            Country = country,
            Actor = country is not null && IsOfficial(first, end)
                ? new Actor { Id = "gov:" + country, Kind = ActorKind.Government, Name = country, Country = country }
                : OpenName.Unnamed(sentence, IsOfficial(first, end) ? HeadClass.Officials : HeadClass.Experts, noun) with { Country = country },
        };
    }

    /// <summary>The noun that the phrase is about: the last word before its first preposition.</summary>
    private int? NounOf(int first, int end)
    {
        var noun = end - 1;
        for (var token = first + 1; token < end; token++)
        {
            if (sentence.Is(token, WordClass.Preposition | WordClass.Agent) && !sentence.IsPossessive(token - 1))
            {
                noun = token - 1;
                break;
            }
        }

        return noun - first >= NounWordsMax || sentence.Is(noun, NoNoun) || sentence.IsNumber(noun) || sentence.Is(noun, WordClass.Hostile | WordClass.Press)
            || !IsSomebody(noun)
            || sentence.IsActAt(noun) || sentence.IsGerund(noun) || IsVerbal(first, noun)
            || sentence.Text.Written(noun).Length < 3
            ? null : noun;
    }

    /// <summary>A noun for those who speak: without one a photo or a warrant "shows" things.</summary>
    private bool IsSomebody(int noun) => sentence.HeadAt(noun) is HeadClass.Officials or HeadClass.Agency or HeadClass.Government or HeadClass.Experts
        or HeadClass.Politicians or HeadClass.Staff or HeadClass.Company or HeadClass.Nationals || sentence.Is(noun, WordClass.Office | WordClass.Charging);

    /// <summary>"the ship ignored", "we assess": a word that can be a verb, where a noun stands before it or nothing makes it a noun.</summary>
    private bool IsVerbal(int first, int noun) => sentence.IsCueAt(noun) || sentence.Is(noun, WordClass.Harmless | WordClass.Denying | WordClass.Agreeing)
        || (noun > first && !sentence.IsCapitalized(noun) && roles.GroupAt(noun - 1) is not null && !sentence.IsPossessive(noun - 1)
            && sentence.Text.Folded(noun).EndsWith("ed"));

    private bool IsOfficial(int first, int end)
    {
        for (var token = first; token < end; token++)
        {
            if (sentence.HeadAt(token) is HeadClass.Officials or HeadClass.Agency or HeadClass.Government
                || sentence.Is(token, WordClass.Office | WordClass.Mission | WordClass.Charging))
            {
                return true;
            }
        }

        return false;
    }
}
