using Monitor.Attributions.Cues;
using Monitor.Attributions.Parties;
using Monitor.Attributions.Sentences;

namespace Monitor.Attributions.Roles;

/// <summary>Finds the sources of a sentence: "A said that …", "…, A said", "according to A, …", and the speaker of an open quotation.</summary>
internal sealed partial class SourceReader(SentenceReading sentence, RoleFinder roles)
{
    private const int InvertedWordsMax = 8;
    private const int BodyReach = 3;

    public List<Source> Read(List<CueOutcome>? outcomes)
    {
        var sources = new List<Source>();
        foreach (var hit in sentence.Cues)
        {
            if (hit.Cue.Kind is CueKind.Speech && !IsInsideName(hit) && Speech(hit, outcomes) is { } source)
            {
                sources.Add(source);
            }
        }

        for (var token = sentence.First; token < sentence.End; token++)
        {
            if (sentence.Is(token, WordClass.According) && !sentence.Is(token - 1, WordClass.According) && According(token) is { } source)
            {
                sources.Add(source);
            }
        }

        if (Colon() is { } headline)
        {
            sources.Add(headline);
        }

        if (Quotation() is { } quoted)
        {
            sources.Add(quoted);
        }

        return sources;
    }

    /// <summary>"the United States that": the words belong to a name.</summary>
    private bool IsInsideName(CueHit hit) => hit.Form is not CueForm.Noun && roles.GroupAt(hit.First) is { } group
        && group.Parties.Any(party => party.Actor is not null && !party.IsSelf && party.CoreFirst <= hit.First && hit.First < party.End);

    private Source? According(int token)
    {
        var end = token;
        while (sentence.Is(end, WordClass.According))
        {
            end++;
        }

        var group = roles.Groups.FirstOrDefault(group => group.End > end
            && (group.First <= end || group.First - end <= 8 && !BreaksBetween(end - 1, group.First)));
        if ((group is null || group.First > end + 1) && roles.GroupAt(token - 1) is { } before && before.Mark is null && (end == sentence.End || group is null))
        {
            // "Selenskyj zufolge": the word stands behind.
            group = before;
        }

        if (group is null && IsDocument(end))
        {
            // "…, which, according to court papers, …": papers of nobody are those of whom the sentence is about.
            group = roles.Groups.FirstOrDefault(main => main.Mark is null && main.End <= token);
        }

        if (group is null)
        {
            return null;
        }

        if (group.Parties is [{ IsThing: true } only])
        {
            // "according to the Sudanese doctors' network": somebody of that state.
            return only.IsUnknownNoun ? Whole(token, null, [only with { Head = HeadClass.Experts }]) : null;
        }

        return Whole(token, null, group.Parties);
    }

    private bool IsDocument(int token) => sentence.HeadAt(token) is HeadClass.Document || sentence.HeadAt(token + 1) is HeadClass.Document;

    private Source? Speech(CueHit hit, List<CueOutcome>? outcomes)
    {
        var voice = VoiceReader.Of(sentence, hit);
        if (voice is Voice.Noun)
        {
            return Noun(hit);
        }

        if (voice is Voice.Passive or Voice.Reduced)
        {
            return Passive(hit, voice);
        }

        if (voice is not Voice.Active || (ModalityReader.IsInfinitive(sentence, hit) && !ModalityReader.IsRealized(sentence, hit.First)))
        {
            return null;
        }

        // "is looking into whether": it is asked.
        var isAsked = sentence.Is(hit.End, WordClass.Question) && !sentence.BreaksAfter(hit.End - 1);
        if (isAsked || (hit.Cue.Particles.Count > 0 && !PhraseSearch.Follows(sentence, hit.End, hit.Cue.Particles, 12)))
        {
            return null;
        }

        var isQuoteBefore = hit.First > sentence.First && sentence.BreaksAfter(hit.First - 1) && !sentence.HasAfter(hit.First - 1, ')');
        var subject = new SubjectFinder(sentence, roles, hit.First, hit.Form is CueForm.Gerund, isReduced: false).Find();
        PartyGroup? group = null;
        var isInverted = false;
        if (isQuoteBefore || sentence.Language.IsVerbSecond || sentence.ClosesQuoteAfter(hit.First - 1))
        {
            group = roles.Groups.FirstOrDefault(candidate => candidate.First >= hit.End && candidate.First - hit.End <= InvertedWordsMax
                && candidate.Mark is null && !BreaksBetween(hit.End - 1, candidate.First - 1)
                && !sentence.Any(hit.End, candidate.First, WordClass.Complementizer));
            isInverted = group is not null;
        }

        isInverted = isInverted && !StandsBefore(hit, subject.Group, group!);

        if (group is null && subject.Group is null && sentence.Is(hit.First - 1, WordClass.Conjunction))
        {
            // "denied that … and said": the clause's own subject is behind that of the sentence.
            group = roles.Groups.FirstOrDefault(main => main.Mark is null && main.End < hit.First && IsSpeaker(main));
        }

        if (group is null && subject.Group is null && subject.Boundary is not Boundary.Question)
        {
            group = BodyOfUnknownNoun(hit);
        }

        group = isInverted && (isQuoteBefore || subject.Group is null) ? group : subject.Group ?? group;
        group ??= Phrase(hit, subject.Boundary, isQuoteBefore);
        isInverted = group is not null && group.First >= hit.End;
        if (group is null || (subject.Boundary is Boundary.Question && group == subject.Group))
        {
            return null;
        }

        var from = SaidFrom(hit, group, isInverted);
        if (sentence.Any(from, hit.First, WordClass.Negation | WordClass.Hypothetical) || IsNegatedBehind(hit))
        {
            outcomes?.Add(new CueOutcome(hit.Cue.Id, null, "the source did not say it"));
            return Unsaid(hit, group, from, isInverted);
        }

        return Scope(hit, group, isInverted, sentence.Any(from, hit.First, WordClass.Hedge)
            || hit.Cue.IsHedged, sentence.Any(from - 3, hit.First, WordClass.Past));
    }

    /// <summary>"Wir sagen nicht, dass": the negation stands behind a verb that comes second.</summary>
    private bool IsNegatedBehind(CueHit hit)
    {
        for (var token = hit.End; sentence.Language.IsVerbSecond && token < Math.Min(hit.End + BodyReach, sentence.End - 1); token++)
        {
            if (sentence.Is(token, WordClass.Negation))
            {
                return sentence.Is(token + 1, WordClass.Complementizer);
            }

            if (sentence.BreaksAfter(token))
            {
                return false;
            }
        }

        return false;
    }

    /// <summary>"I am not saying that …"; what would be said is neither said nor left unsaid.</summary>
    private Source? Unsaid(CueHit hit, PartyGroup group, int from, bool isInverted) =>
        sentence.Any(from, hit.First, WordClass.Hypothetical) || sentence.Is(hit.End, WordClass.Preposition)
            ? null : Scope(hit, group, isInverted, isHedged: false, isPast: false) with { IsUnsaid = true };

    /// <summary>Whoever stands in the speaker's place, where that is no party of its own: within another's clause only behind a comma or a quotation.</summary>
    private PartyGroup? Phrase(CueHit hit, Boundary boundary, bool isQuoteBefore)
    {
        if (boundary is Boundary.Question || sentence.Is(hit.End, WordClass.Preposition))
        {
            return null;
        }

        var reader = new SpeakerPhraseReader(sentence, roles);
        var phrase = isQuoteBefore || sentence.ClosesQuoteAfter(hit.First - 1) ? reader.Behind(hit.End) ?? reader.Before(hit.First) : reader.Before(hit.First);
        return phrase is not null && (isQuoteBefore || boundary is not Boundary.Complementizer
            || (phrase.First > sentence.First && (sentence.BreaksAfter(phrase.First - 1) || sentence.ClosesQuoteAfter(phrase.First - 1))))
            ? new PartyGroup([phrase]) : null;
    }

    /// <summary>Where the words begin that can take back the verb: not in a quotation or a remark that ends right before it.</summary>
    private int SaidFrom(CueHit hit, PartyGroup group, bool isInverted)
    {
        if (!isInverted)
        {
            // "Moscow, it should be noted, maintains".
            return hit.First > group.End && sentence.HasAfter(group.End - 1, ',') && sentence.HasAfter(hit.First - 1, ',')
                ? hit.First : Math.Min(group.End, hit.First);
        }

        var from = hit.First;
        while (from > hit.First - 3 && !sentence.HasAfter(from - 1, ',') && !sentence.ClosesQuoteAfter(from - 1))
        {
            from--;
        }

        return from;
    }

    /// <summary>
    /// "Samoa's minister, Simeon Tau, says the firm …": the comma closes the name; "The minister, Jane Doe, said Russia was …": behind the verb
    /// stands what is said.
    /// </summary>
    private bool StandsBefore(CueHit hit, PartyGroup? subject, PartyGroup behind) => subject is not null
        && ((subject.End == hit.First && !sentence.ClosesQuoteAfter(hit.First - 1) && IsFirstInClause(subject))
            || (!behind.Parties[0].IsPronoun && (sentence.Is(behind.End, WordClass.Be | WordClass.Have) || sentence.IsCueAt(behind.End))));

    /// <summary>Nothing that could be a clause of its own stands before the party.</summary>
    private bool IsFirstInClause(PartyGroup group)
    {
        for (var token = sentence.First; token < group.First; token++)
        {
            if (sentence.IsCueAt(token) || sentence.Is(token, WordClass.Be | WordClass.Have | WordClass.Hostile))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>"Boffins at the defence ministry confirmed": a noun that no file knows speaks for the body behind it.</summary>
    private PartyGroup? BodyOfUnknownNoun(CueHit hit) =>
        roles.Groups.LastOrDefault(body => body.End <= hit.First && hit.First - body.End <= BodyReach && body.Mark is not null
            && sentence.IsUnknown(body.MarkToken - 1)
            && body.Parties[0].Head is HeadClass.Agency or HeadClass.Officials or HeadClass.Government && !sentence.Is(body.MarkToken, WordClass.Agent));

    /// <summary>"was confirmed by Estonia", "as reported by Estonia": the whole sentence is what the agent says.</summary>
    private Source? Passive(CueHit hit, Voice voice)
    {
        var isSaid = voice is Voice.Passive || sentence.Is(hit.First - 1, WordClass.Subordinator) || sentence.HasAfter(hit.First - 1, ',');
        return isSaid && roles.Agent(hit.End) is { } agent && agent.MarkToken == hit.End
            && !sentence.Any(hit.First - 4, hit.First, WordClass.Negation | WordClass.Hypothetical)
            ? Whole(hit.First, hit, agent.Parties)
            : null;
    }

    /// <summary>A source for all that stands between the semicolons around a token.</summary>
    private Source Whole(int token, CueHit? hit, IReadOnlyList<Party> parties)
    {
        var first = token;
        while (first > sentence.First && !sentence.HasAfter(first - 1, ';'))
        {
            first--;
        }

        var last = token;
        while (last < sentence.End && !sentence.HasAfter(last, ';'))
        {
            last++;
        }

        return new Source(hit, parties, first, Math.Min(last + 1, sentence.End), token, false, false);
    }

    /// <summary>"the finding by Estonia that …", "Estonia's conclusion that …".</summary>
    private Source? Noun(CueHit hit)
    {
        for (var token = hit.End; token < Math.Min(hit.End + 12, sentence.End) && !sentence.BreaksAfter(token - 1); token++)
        {
            if (sentence.Is(token, WordClass.Complementizer))
            {
                var group = (roles.GroupAt(hit.First) is { Parties: [{ Actor: not null }, ..] } own ? own : null) ?? roles.Possessor(hit.First)
                    ?? roles.Groups.FirstOrDefault(by => by.MarkToken >= hit.End && by.End <= token);
                return group is null ? null : new Source(hit, group.Parties, token, sentence.End, hit.First, hit.Cue.IsHedged, false);
            }
        }

        return null;
    }

    /// <summary>What is said stands behind the verb, or before the speaker where a comma or a quotation mark ends it.</summary>
    private Source Scope(CueHit hit, PartyGroup group, bool isInverted, bool isHedged, bool isPast)
    {
        var speakerFirst = isInverted ? hit.First : Math.Min(group.First, hit.First);
        if (sentence.Is(speakerFirst - 1, WordClass.Subordinator) && sentence.HasAfter(speakerFirst - 2, ','))
        {
            // "…, as the ministry confirmed".
            speakerFirst--;
        }

        var speakerEnd = isInverted ? group.End : hit.End;
        var isBehind = speakerFirst > sentence.First + 2 && (sentence.HasAfter(speakerFirst - 1, ',') || sentence.ClosesQuoteAfter(speakerFirst - 1));
        var first = isBehind ? sentence.First : speakerFirst;
        var opensWithPhrase = isBehind && sentence.Is(sentence.First, WordClass.Preposition | WordClass.Subordinator)
            && !sentence.ClosesQuoteAfter(speakerFirst - 1);
        // "It was Iran, Norway said, that …": the sentence goes on behind the speaker.
        var goesOn = sentence.Is(speakerEnd, WordClass.Relative | WordClass.Complementizer | WordClass.Be | WordClass.Have | WordClass.Adverb)
            || sentence.IsCueAt(speakerEnd);
        var isClosed = speakerEnd >= sentence.End
            || (!goesOn && isBehind && !opensWithPhrase
                && (sentence.BreaksAfter(speakerEnd - 1) || sentence.Is(speakerEnd, WordClass.Preposition | WordClass.Time | WordClass.Subordinator)));
        return new Source(hit, group.Parties, first, isClosed ? speakerEnd : sentence.End, hit.First, isHedged, isPast);
    }

    private bool BreaksBetween(int first, int end)
    {
        for (var token = first; token < end; token++)
        {
            if (sentence.BreaksAfter(token))
            {
                return true;
            }
        }

        return false;
    }
}
