using System.Diagnostics.CodeAnalysis;

namespace Monitor.Attributions;

/// <content>Deeds, which need a source that tells them, and denials.</content>
internal sealed partial class StatementReader
{
    private void ReadDeed(CueHit hit, Voice voice)
    {
        var isPassive = voice is Voice.Passive or Voice.Reduced;
        var subject = SubjectOf(hit, voice);
        var doer = DoerOf(hit, voice, subject);
        RememberHostile(doer);
        if (SourceOf(hit.First) is not { } source)
        {
            Veto(hit, "the article says so itself: no source that accuses");
            return;
        }

        var speaker = source.Parties.Select(AsAccuser).OfType<Named>().FirstOrDefault();
        var isSelf = doer is not null && doer.Parties[0] is var first
            && (first.IsPronoun || first.IsSelf || source.Parties.Contains(first) || (speaker is not null && Named.AccusedBy(first)?.Country is { } country && country == speaker.Country));
        if (doer is null || (!isSelf && !doer.Parties.Any(party => Named.AccusedBy(party) is not null && party.Head is not HeadClass.Document)))
        {
            Veto(hit, "nobody known who did it");
            return;
        }

        if (VetoOfDeed(hit, voice, subject) is { } reason)
        {
            Veto(hit, reason);
            return;
        }

        var modality = ModalityReader.Read(
            _sentence, hit, isPassive ? subject with { Group = null, ClauseFirst = hit.First } : subject, doer.End, hit.End, isReported: true, published: null);
        if (modality.Veto is { } veto)
        {
            Veto(hit, veto);
        }
        else if (isSelf && modality.IsNegated)
        {
            Deny(hit, source.Parties, modality, _sentence.First);
        }
        else if (isSelf || modality.IsNegated)
        {
            Veto(hit, isSelf ? "it speaks of itself" : "the source says that it was not so");
        }
        else
        {
            var act = isPassive ? (_sentence.First, hit.End) : (hit.First, ActReader.ClauseEnd(_sentence, hit.First));
            Emit(hit, source.Parties, doer, act, modality with { IsHedged = modality.IsHedged || source.IsHedged, IsPast = source.IsPast }, source);
        }
    }

    private PartyGroup? DoerOf(CueHit hit, Voice voice, SubjectFound subject) =>
        hit.Cue.Accused.Any(slot => slot.Place is not SlotPlace.Subject) ? Fill(hit, hit.Cue.Accused, Voice.Active, null, _roles.Object(hit.End), isAccuser: false)
        : voice is Voice.Passive or Voice.Reduced ? _roles.Agent(hit.End)
        : voice is Voice.Noun ? _roles.Possessor(hit.First) ?? _roles.Agent(hit.End)
        : subject.Group;

    /// <summary>An agency that the article says did something: whom "the hackers" of a later sentence mean.</summary>
    private void RememberHostile(PartyGroup? doer)
    {
        if (doer is { Parties: [{ IsThing: false, IsPronoun: false, Actor.Kind: Actors.ActorKind.Agency } agency] })
        {
            _context.RememberHostile(agency, _number);
        }
    }

    private string? VetoOfDeed(CueHit hit, Voice voice, SubjectFound subject)
    {
        if (voice is Voice.Active && subject is { Boundary: Boundary.Subordinator, Group: not null })
        {
            return "it only dates what the source says";
        }

        if (hit.Cue.Needs.HasFlag(CueNeeds.Hackers) && !IsHackersBefore(hit.First))
        {
            return "no hackers before it";
        }

        // "the arson was ordered by …", "the arson came from …": the act is the subject.
        var isActBefore = voice is not Voice.Active || hit.Cue.Accused.Any(slot => slot.Place is not SlotPlace.Subject);
        return hit.Cue.Needs.HasFlag(CueNeeds.Act) && !_sentence.Acts.Exists(act => (isActBefore || act.First >= hit.First) && act.First < hit.End + 22) && !IsActBeforeRelative(subject)
            ? "no hostile act behind it"
            : null;
    }

    private bool IsHackersBefore(int end)
    {
        for (var token = _sentence.First; token < end; token++)
        {
            if (_sentence.HeadAt(token) is HeadClass.Hackers || _roles.GroupAt(token) is { } group && group.Parties[0].Actor?.Kind is Actors.ActorKind.ThreatGroup)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>"an attack that Iran launched".</summary>
    private bool IsActBeforeRelative(SubjectFound subject) =>
        _sentence.Is(subject.ClauseFirst - 1, WordClass.Relative) && _sentence.Acts.Exists(act => act.End <= subject.ClauseFirst - 1 && act.End >= subject.ClauseFirst - 4);

    private void ReadDenial(CueHit hit, Voice voice)
    {
        if (voice is not Voice.Active)
        {
            Veto(hit, "no denial: a passive");
            return;
        }

        var subject = SubjectOf(hit, voice);
        var denier = subject.Group?.Parties ?? InvertedSubject(hit) ?? (SourceOf(hit.First) is { } source && IsOnlyFiller(subject.ClauseFirst, hit.First) ? source.Parties : null);
        var accusation = FindAccusation(hit.End);
        // "denied that it hacked …", "denied it".
        var isClauseDenied = (_sentence.Is(hit.End, WordClass.Complementizer) && (_sentence.Acts.Exists(act => act.First >= hit.End) || _sentence.Cues.Exists(deed => deed.Cue is { Kind: CueKind.Deed, Needs: CueNeeds.None } && deed.First >= hit.End)))
            || (_sentence.Is(hit.End, WordClass.Pronoun) && (hit.End + 1 == _sentence.End || _sentence.BreaksAfter(hit.End)));
        isClauseDenied |= IsDeniedInRelativeClause(hit, subject);
        if (denier is null || (hit.Cue.Needs.HasFlag(CueNeeds.Accusation) && accusation < 0 && !isClauseDenied))
        {
            Veto(hit, denier is null ? "nobody known who denies" : "what is denied is no accusation");
            return;
        }

        var modality = ModalityReader.Read(_sentence, hit, subject, subject.Group?.End ?? hit.First, hit.End, SourceOf(hit.First)?.Cue is not null, _context.Published);
        if (modality.Veto is not null || modality.IsNegated)
        {
            Veto(hit, modality.Veto ?? "it does not deny");
            return;
        }

        Deny(hit, denier, modality, hit.End);
    }

    /// <summary>"…, which Russia denied", "…, an allegation Russia rejects": what is denied is what the sentence reported before.</summary>
    private bool IsDeniedInRelativeClause(CueHit hit, SubjectFound subject) =>
        subject.Group is { } denier && (hit.End == _sentence.End || _sentence.BreaksAfter(hit.End - 1)) && _sentence.Is(denier.First - 1, WordClass.Relative | WordClass.Accusation)
        && denier.Parties[0].Country is { } country && _statements.Exists(made => made.AccusedCountry == country && made.Polarity is Polarity.Asserted);

    private IReadOnlyList<Party>? InvertedSubject(CueHit hit) => _sentence.Language.IsVerbSecond ? _roles.Unmarked(hit.First, out _).FirstOrDefault()?.Parties : null;

    private int FindAccusation(int from)
    {
        for (var token = from; token < Math.Min(from + 12, _sentence.End); token++)
        {
            if (_sentence.Is(token, WordClass.Accusation))
            {
                return token;
            }

            if (_sentence.HasAfter(token, ';') || (_sentence.HasAfter(token, ',') && _sentence.IsGerund(token + 1)))
            {
                break;
            }
        }

        return _sentence.Language.IsVerbSecond && from > _sentence.First ? FindBackwards(from - 2) : -1;
    }

    private int FindBackwards(int from)
    {
        for (var token = from; token >= Math.Max(_sentence.First, from - 14); token--)
        {
            if (_sentence.Is(token, WordClass.Accusation))
            {
                return token;
            }
        }

        return -1;
    }

    private void ReadDenialContent(CueHit hit)
    {
        if (SourceOf(hit.First) is not { } source || source.Parties.Select(AsAccuser).OfType<Named>().FirstOrDefault() is not { } speaker)
        {
            Veto(hit, "nobody known who says so of itself");
            return;
        }

        var subject = SubjectOf(hit, Voice.Active);
        var isSelf = subject.Group is null
            ? subject.Boundary is not Boundary.UnknownSubject
            : subject.Group.Parties[0] is var first && (first.IsPronoun || first.IsSelf || source.Parties.Contains(first)
                || (first.Actor is not null && !first.IsThing && first.Country == speaker.Country));
        if (!isSelf)
        {
            Veto(hit, "it is said of somebody else");
            return;
        }

        var modality = ModalityReader.Read(_sentence, hit, subject, hit.First, hit.End, isReported: true, published: null);
        if (modality.Veto is null || modality.Veto.StartsWith("an infinitive", StringComparison.Ordinal))
        {
            Deny(hit, source.Parties, modality with { IsPast = source.IsPast }, _sentence.First);
        }
    }

    [SuppressMessage("Performance", "CA1859", Justification = "Sources and groups hand on read-only lists.")]
    private void Deny(CueHit hit, IReadOnlyList<Party> parties, Modality modality, int from)
    {
        var deniers = parties.Select(AsAccuser).OfType<Named>().Where(named => !named.IsNonstate || named.Country is not null || named.Id.StartsWith("company:", StringComparison.Ordinal)).ToList();
        if (deniers.Count == 0)
        {
            Veto(hit, "nobody known who denies");
            return;
        }

        var answered = _roles.Groups
            .Where(group => group.First >= from)
            .SelectMany(group => group.Parties)
            .Select(party => AsAccuser(party.IsThing ? new Party { First = party.First, End = party.End, Actor = party.Actor, Country = party.Country } : party))
            .OfType<Named>()
            .FirstOrDefault(named => named.Country != deniers[0].Country);
        var act = ActReader.Read(_sentence, (hit.First, ActReader.ClauseEnd(_sentence, hit.First)));
        Add(hit, new Drafted
        {
            Accusers = deniers,
            Accused = null,
            Act = act,
            Strength = AttributionStrength.Official,
            Polarity = Polarity.Denied,
            Modality = modality,
            RespondsTo = answered?.Id ?? _context.LastAccusation(indictmentFirst: false)?.Accusers[0],
        });
    }
}
