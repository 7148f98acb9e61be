using Monitor.Actors;
using Monitor.Attributions.Cues;
using Monitor.Attributions.Parties;
using Monitor.Attributions.Roles;
using Monitor.Attributions.Sentences;

namespace Monitor.Attributions.Statements;

/// <summary>Finds <see cref="DeedTie"/>s by the place of a party among words of harm.</summary>
internal sealed partial class DeedTieReader(SentenceReading sentence, RoleFinder roles)
{
    private const int BehindMax = 16;
    private const int BeforeMax = 14;
    private const int BehalfMax = 6;
    private const WordClass Auxiliaries =
        WordClass.Be | WordClass.Have | WordClass.Adverb | WordClass.Hedge | WordClass.Modal | WordClass.Pluperfect | WordClass.Past;

    public DeedTie? Of(PartyGroup group, Party party, string? speakerCountry) =>
        OnBehalf(group, party) ?? AsAgent(group) ?? AsOrigin(group) ?? AsPossessor(group, party) ?? Cleft(group) ?? StandsBehind(group)
            ?? AsSubject(group, party, speakerCountry);

    /// <summary>The ties of a thing that a state's name stands before: its boats, its coast, its orders.</summary>
    public DeedTie? OfThing(PartyGroup group, Party party, string? speakerCountry) => OnBehalf(group, party) ?? AsOrigin(group)
        ?? AsSubject(group, party, speakerCountry);

    /// <summary>"on the orders of Moscow", "for the FSB": also without a word of harm where a service is meant.</summary>
    public DeedTie? OnBehalf(PartyGroup group, Party party)
    {
        for (var token = group.First - 1; token >= Math.Max(sentence.First, group.First - BehalfMax); token--)
        {
            if (IsOtherCueAt(token))
            {
                // "an accusation that was backed by Britain".
                return null;
            }

            if (sentence.Is(token, WordClass.Behalf) || (sentence.Is(token, WordClass.For) && (IsService(party)
                || (IsActAt(token - 1) && !sentence.Any(token - 4, token, WordClass.Hedge)))))
            {
                return IsNegated(token - 3, token)
                    ? null : new DeedTie(DeedTie.OnWhoseBehalf, sentence.First, group.End, sentence.Any(token - 3, token, WordClass.Hedge));
            }

            if (roles.GroupAt(token) is { } other && other != group || sentence.BreaksAfter(token) || sentence.IsCueAt(token))
            {
                return null;
            }
        }

        if (sentence.Is(group.End, WordClass.Behalf) && !sentence.BreaksAfter(group.End - 1) && sentence.IsPossessive(group.End - 1))
        {
            // "at Russia's behest".
            return new DeedTie(DeedTie.OnWhoseBehalf, sentence.First, group.End, false);
        }

        for (var token = party.First; token < party.End; token++)
        {
            // "hackers working for Russian military intelligence": the link is a part of the phrase.
            if (sentence.Is(token, WordClass.Behalf))
            {
                return new DeedTie(DeedTie.OnWhoseBehalf, sentence.First, group.End, false);
            }
        }

        return null;
    }

    /// <summary>"handed the plans to the Russian service": in court who gets what was taken is who it was taken for.</summary>
    /// <param name="isForeign">Of another state than the court.</param>
    public DeedTie? AsRecipient(PartyGroup group, Party party, bool isForeign) =>
        (IsService(party) || IsHandler(group, party)) && (group.Mark is not null || sentence.Language.IsVerbSecond)
            && (IsHandler(group, party) || (isForeign && group.Mark is not null && IsSecret(party))
                || sentence.Any(sentence.First, sentence.End, WordClass.Hostile))
            && !sentence.Is(group.MarkToken, WordClass.Agent)
            ? new DeedTie("for whom", sentence.First, group.End, false)
            : null;

    /// <summary>"sent them to his handler in Iran's intelligence ministry".</summary>
    private bool IsHandler(PartyGroup group, Party party) => party.Head is HeadClass.Hackers && sentence.Is(group.MarkToken, WordClass.InfinitiveMarker);

    /// <summary>"by Iran", "von Russland" behind a word of harm.</summary>
    private DeedTie? AsAgent(PartyGroup group)
    {
        if (group.MarkToken < 0 || !sentence.Is(group.MarkToken, WordClass.Agent))
        {
            return null;
        }

        return HostileBefore(group.MarkToken, BeforeMax) is >= 0 and var harm
            && !sentence.Any(harm - 3, harm, WordClass.Subordinator)
            ? new DeedTie("by whom", harm, group.End, sentence.Any(harm - 3, harm, WordClass.Hedge)) : null;
    }

    /// <summary>"fired from North Korea's coast", "bankrolled from Moscow".</summary>
    private DeedTie? AsOrigin(PartyGroup group) =>
        group.MarkToken >= 0 && sentence.Is(group.MarkToken, WordClass.Origin)
            && HostileBefore(group.MarkToken, sentence.Language.IsNounFirst ? 1 : 5) is >= 0 and var harm
            ? new DeedTie("from where", harm, group.End, sentence.Any(harm - 3, harm, WordClass.Hedge))
            : null;

    /// <summary>"was Iran's revenge", "an attack of the Russian army": the act is theirs.</summary>
    private DeedTie? AsPossessor(PartyGroup group, Party party)
    {
        var isAct = party.IsActed && sentence.Any(party.First, party.End, WordClass.Hostile);
        var isPredicate = group.Mark is null && sentence.Any(group.First - 3, group.First, WordClass.Be);
        var isCause = group.MarkToken >= 0 && sentence.Is(group.MarkToken, WordClass.Place) && HostileBefore(group.MarkToken, 6) >= 0;
        return isAct && (isPredicate || isCause) && !IsNegated(group.First - 4, group.First)
            ? new DeedTie("whose deed", group.First, group.End, false)
            : null;
    }

    /// <summary>"Rwandan gunners fired", "Russia stands behind": no verb that harms nobody stands between the party and the harm.</summary>
    private DeedTie? AsSubject(PartyGroup group, Party party, string? speakerCountry)
    {
        if (group.Mark is not null || (sentence.IsCueAt(group.First - 1) && !sentence.BreaksAfter(group.First - 1) && !IsSpeechAt(group.First - 1))
            && !sentence.Language.IsVerbSecond)
        {
            return null;
        }

        if (sentence.Is(group.First - 1, WordClass.Subordinator) && sentence.Is(group.First - 1, WordClass.Preposition))
        {
            // "a day before Russia invaded": it only dates what is said.
            return null;
        }

        if (!sentence.Language.IsVerbSecond && IsObjectOfOther(group))
        {
            return null;
        }

        var from = party.IsActed ? party.First : group.End;
        var (isUnknownVerb, isHedged) = (false, false);
        for (var token = from; token < Math.Min(group.End + BehindMax, sentence.End); token++)
        {
            if (token > group.End && (sentence.HasAfter(token - 1, ';') || EndsClause(token - 1)))
            {
                break;
            }

            if (sentence.Is(token, WordClass.Negation | WordClass.Hypothetical) && !sentence.Any(token - 2, token + 4, WordClass.Realized))
            {
                return null;
            }

            if (sentence.Is(token, WordClass.Agent) && !sentence.Language.IsVerbSecond && sentence.Any(from, token, WordClass.Be))
            {
                // "was used by": another is the agent.
                return null;
            }

            isHedged |= sentence.Is(token, WordClass.Hedge | WordClass.Modal);
            if (sentence.Is(token, WordClass.Hostile | WordClass.Behind))
            {
                if (IsOfOther(group, token) || IsPassive(from, token) || IsVictimOf(token))
                {
                    return null;
                }

                return new DeedTie("whose deed", token, Math.Min(token + 8, sentence.End), isHedged);
            }

            if (!isUnknownVerb && (sentence.Is(token, WordClass.Harmless | WordClass.Silent | WordClass.Denying | WordClass.Agreeing) || IsOtherCueAt(token)))
            {
                return null;
            }

            // What a speaker of whom no state is known calls a deed has a word of harm.
            isUnknownVerb |= speakerCountry is not null && sentence.IsUnknown(token) && !sentence.IsCapitalized(token);
            if (sentence.HasAfter(token - 1, ',') && !sentence.IsNumber(token))
            {
                isUnknownVerb = false;
            }

            if (isUnknownVerb && (sentence.Is(token, WordClass.Victim) || IsSpeakersOwn(token, speakerCountry)))
            {
                return IsPassive(from, token) ? null : new DeedTie("who did it to them", from, Math.Min(token + 1, sentence.End), isHedged);
            }
        }

        return sentence.Language.IsVerbSecond ? BeforeSubject(group) : null;
    }

    /// <summary>"boats harassed an Italian ship": a party with a verb before it has no free place to be a subject.</summary>
    private bool IsObjectOfOther(PartyGroup group)
    {
        if (group.First > sentence.First && sentence.Is(group.First - 1, WordClass.Hostile) && !sentence.BreaksAfter(group.First - 1))
        {
            // "sinking the trawler".
            return true;
        }

        for (var token = group.First - 1; token >= Math.Max(sentence.First, group.First - 8); token--)
        {
            if (sentence.Is(token, WordClass.Conjunction) && roles.GroupAt(token - 1) is { } listed && token == group.First - 1)
            {
                return IsObjectOfOther(listed);
            }

            if (sentence.BreaksAfter(token)
                || sentence.Is(token, WordClass.Conjunction | WordClass.Complementizer | WordClass.Subordinator | WordClass.Relative) || IsSpeechAt(token)
                || sentence.ClosesQuoteAfter(token) || sentence.OpensQuoteBefore(token + 1))
            {
                return false;
            }

            if (roles.GroupAt(token) is { Mark: null } other && other != group)
            {
                return sentence.Any(other.End, group.First, WordClass.Hostile | WordClass.Harmless) || Unknown(other.End, group.First);
            }
        }

        return false;
    }

    private bool Unknown(int first, int end)
    {
        for (var token = first; token < end; token++)
        {
            if (sentence.IsUnknown(token) && !sentence.IsCapitalized(token))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>"setzt Peking … unter Druck": in a verb-second clause the verb may stand before its subject.</summary>
    private DeedTie? BeforeSubject(PartyGroup group)
    {
        for (var token = group.First - 1; token >= Math.Max(sentence.First, group.First - 5) && !sentence.BreaksAfter(token)
            && roles.GroupAt(token) is null; token--)
        {
            if (sentence.Is(token, WordClass.Hostile) && !sentence.Any(token, group.First, WordClass.Negation | WordClass.Preposition)
                && !IsPassive(token - 3, group.First))
            {
                return new DeedTie("whose deed", token, group.End, false);
            }
        }

        return null;
    }

    /// <summary>"an attack on …" said of the party itself: "Russia is under attack", "Iran, target of strikes".</summary>
    private bool IsVictimOf(int token) => sentence.Any(token - 3, token, WordClass.Victim) && sentence.Any(token - 4, token, WordClass.Be)
        && !sentence.Is(token, WordClass.Behind);

    private bool IsSpeakersOwn(int token, string? speakerCountry) =>
        sentence.Is(token, WordClass.Self) && !sentence.IsAcronym(token) && !sentence.Language.IsVerbSecond
        || (speakerCountry is not null && roles.GroupAt(token) is { } other && other.First == token
            && other.Parties.Any(party => !party.IsSelf && !party.IsPronoun && party.Country == speakerCountry));

    /// <summary>"has hit Iran, killing …": what did it stands before.</summary>
    private bool IsOfOther(PartyGroup group, int harm) =>
        sentence.HasAfter(harm - 1, ',') && sentence.IsGerund(harm) && roles.IsObjectOfUnknown(group);

    private bool IsPassive(int from, int harm)
    {
        if (VoiceReader.IsReducedDeed(sentence, harm))
        {
            return true;
        }

        if (sentence.Any(sentence.First, sentence.End, WordClass.Passive))
        {
            return sentence.Any(from, harm + 3, WordClass.Passive) && !sentence.Is(harm, WordClass.Behind);
        }

        for (var token = harm - 1; token >= from; token--)
        {
            if (sentence.Is(token, WordClass.Be))
            {
                return !sentence.Is(harm, WordClass.Behind) && !sentence.IsGerund(harm)
                    && !sentence.Any(token + 1, harm, WordClass.Determiner | WordClass.Preposition | WordClass.Agent);
            }

            if (!sentence.Is(token, Auxiliaries))
            {
                return false;
            }
        }

        return false;
    }

    private bool EndsClause(int token) => sentence.HasAfter(token, ',')
        && sentence.Is(token + 1, WordClass.Subordinator | WordClass.Conjunction | WordClass.Complementizer)
        || (sentence.Is(token, WordClass.Conjunction) && sentence.Is(token + 1, WordClass.Complementizer))
        || (sentence.BreaksAfter(token) && IsSpeechAt(token + 2));

    private int HostileBefore(int mark, int reach)
    {
        for (var token = mark - 1; token >= Math.Max(sentence.First, mark - reach); token--)
        {
            if (sentence.Is(token, WordClass.Hostile) || IsDeedAt(token))
            {
                return IsNegated(token - 3, token) ? -1 : token;
            }

            if (sentence.HasAfter(token, ';') || sentence.Is(token, WordClass.Harmless | WordClass.Agreeing | WordClass.Denying) || IsOtherCueAt(token))
            {
                return -1;
            }
        }

        return -1;
    }

    private bool IsSecret(Party party) => party.Actor?.Kind is ActorKind.Agency || sentence.Any(party.First, party.End, WordClass.Service);

    private static bool IsService(Party party) => party.Head is HeadClass.Agency || party.Actor?.Kind is ActorKind.Agency;

    private bool IsNegated(int first, int end) => sentence.Any(first, end, WordClass.Negation);
}
