namespace Monitor.Attributions;

/// <content>Accusing cues: who stands in which role around them.</content>
internal sealed partial class StatementReader
{
    private void ReadAccusation(CueHit hit, Voice voice)
    {
        var subject = SubjectOf(hit, voice);
        var grammaticalObject = voice is Voice.Active ? ObjectOf(hit, subject) : null;
        var source = SourceOf(hit.First);
        var accuser = Fill(hit, hit.Cue.Accuser, voice, subject.Group, grammaticalObject, isAccuser: true);
        var accused = Fill(hit, hit.Cue.Accused, voice, subject.Group, grammaticalObject, isAccuser: false);
        if (accused is null && voice is Voice.Active && accuser is { Parties.Count: >= 2 } && _sentence.Any(hit.End, hit.End + 2, WordClass.Reciprocal))
        {
            ReadReciprocal(hit, accuser, subject);
            return;
        }

        if (hit.Cue.Accused.Any(slot => slot.Place is SlotPlace.Content) && IsDisclaimed(hit.End))
        {
            Veto(hit, "it says that nobody is accused");
            return;
        }

        var objectEnd = Math.Max(accused is not null && accused.First >= hit.End ? accused.End : hit.End, grammaticalObject?.End ?? 0);
        var modality = ModalityReader.Read(
            _sentence, hit, subject, subject.Group?.End ?? hit.First, hit.Cue.ActPlace is null ? objectEnd : hit.End, source?.Cue is not null, _context.Published);
        if (modality.Veto is { } veto)
        {
            Veto(hit, veto);
            return;
        }

        // "The evidence points to Iran, Norway said": a document of nobody is that of whoever speaks.
        var isNobodys = accuser is { Parties: [{ Head: HeadClass.Document, Actor: null }] } && source is not null;
        var accuserParties = (isNobodys ? source!.Parties : accuser?.Parties) ?? AccuserBeyond(hit, voice, subject, source);
        if (accuserParties is null)
        {
            Veto(hit, "nobody who could be the accuser");
            return;
        }

        var act = ActOf(hit, voice, subject.Group, objectEnd, accused);
        Emit(hit, accuserParties, accused, act, modality, source);
    }

    /// <summary>"describes the Russian malware, but does not attribute the attack", "without saying who did it".</summary>
    private bool IsDisclaimed(int from)
    {
        for (var token = from; token < _sentence.End; token++)
        {
            if (_sentence.Is(token, WordClass.Negation)
                && (_sentence.Any(token, token + 3, WordClass.Question | WordClass.Relative) || _sentence.Cues.Exists(hit => hit.Cue.Kind is CueKind.Accusation && hit.First > token && hit.First <= token + 3)))
            {
                return true;
            }
        }

        return false;
    }

    private void ReadReciprocal(CueHit hit, PartyGroup group, SubjectFound subject)
    {
        var modality = ModalityReader.Read(_sentence, hit, subject, group.End, hit.End, false, _context.Published);
        if (modality.Veto is not null)
        {
            return;
        }

        var act = ActReader.Behind(_sentence, hit.End, hit.Cue.ActMarkers);
        foreach (var party in group.Parties)
        {
            Emit(hit, [party], new PartyGroup([.. group.Parties.Where(other => other != party)]), act, modality, null);
        }
    }

    private SubjectFound SubjectOf(CueHit hit, Voice voice)
    {
        if (voice is Voice.Noun)
        {
            return new SubjectFound(null, Boundary.Start, hit.First);
        }

        if (_sentence.Language.IsVerbSecond && hit.Form is not CueForm.Gerund)
        {
            var unmarked = _roles.Unmarked(hit.First, out var boundary);
            var first = unmarked.Find(group => !IsObjectMarked(group));
            return new SubjectFound(first, boundary, first is null ? hit.First : Math.Min(first.First, hit.First));
        }

        // "gathered evidence to link …": the infinitive's subject is that of the clause.
        var isFollowing = hit.Form is CueForm.Gerund || (ModalityReader.IsInfinitive(_sentence, hit) && hit.Cue.Kind is CueKind.Accusation);
        if (hit.Form is CueForm.Gerund && _gerundSubject is { } former && _sentence.Is(hit.First - 1, WordClass.Conjunction))
        {
            return former;
        }

        if (hit.Form is CueForm.Gerund && _sources.Find(source => source.Cue is { } speech && speech.End == hit.First) is { } speaking)
        {
            // "…, the minister said, accusing …".
            return new SubjectFound(new PartyGroup(speaking.Parties), Boundary.Start, hit.First);
        }

        var subject = _roles.Subject(hit.First, isFollowing, voice is Voice.Reduced && !_sentence.Is(hit.First - 1, WordClass.Conjunction));
        _gerundSubject = hit.Form is CueForm.Gerund ? subject : _gerundSubject;
        return subject;
    }

    private PartyGroup? ObjectOf(CueHit hit, SubjectFound subject)
    {
        if (!_sentence.Language.IsVerbSecond)
        {
            return _roles.Object(hit.End) ?? RelativeObject(subject);
        }

        var others = _roles.Unmarked(hit.First, out _).FindAll(group => group != subject.Group);
        return others.Find(IsObjectMarked) ?? others.FirstOrDefault();
    }

    /// <summary>"an officer whom Norway accuses of …".</summary>
    private PartyGroup? RelativeObject(SubjectFound subject) =>
        subject.Group is { } accuser && _sentence.Is(accuser.First - 1, WordClass.Relative) ? _roles.GroupAt(accuser.First - 2) : null;

    private bool IsObjectMarked(PartyGroup group) => group.Mark is { } mark && _sentence.Language.ObjectMarkers.Contains(mark);

    private PartyGroup? Fill(CueHit hit, IReadOnlyList<Slot> slots, Voice voice, PartyGroup? subject, PartyGroup? grammaticalObject, bool isAccuser)
    {
        foreach (var slot in slots)
        {
            var isPassive = voice is Voice.Passive or Voice.Reduced;
            var found = slot.Place switch
            {
                SlotPlace.Subject => isPassive ? _roles.Agent(hit.End) ?? (_sentence.Language.IsVerbSecond ? _roles.Agent(_sentence.First) : null) : subject,
                SlotPlace.Object => isPassive ? subject : grammaticalObject,
                SlotPlace.Possessor => _roles.Possessor(hit.First),
                SlotPlace.Content => Content(hit.End),
                SlotPlace.Particle => BehindParticle(hit),
                _ => _roles.After(hit.End, slot.Prepositions, alsoBefore: _sentence.Language.IsVerbSecond, group => Usable(hit, group, isAccuser)),
            };
            if (found is not null && Usable(hit, found, isAccuser))
            {
                return found;
            }
        }

        return null;
    }

    private bool Usable(CueHit hit, PartyGroup group, bool isAccuser) => group.Parties.Any(party =>
        isAccuser ? party.Head is HeadClass.Document || AsAccuser(party) is not null || (party.IsThing && party.Actor is not null) : AsAccused(hit, party) is not null);

    /// <summary>Only persons are charged, listed or accused of something: "accused Chinese fishermen of …".</summary>
    private Named? AsAccused(CueHit hit, Party party) =>
        Named.AccusedBy(party, hit.Cue.Needs.HasFlag(CueNeeds.Persons) || hit.Cue.Strength is AttributionStrength.Sanction || hit.Cue.ActMarkers.Contains(_sentence.WordAt(party.End + 1)));

    private PartyGroup? BehindParticle(CueHit hit)
    {
        var particle = Particle.Find(_sentence, hit.End, hit.Cue.Particles, 30);
        return particle < 0 ? null : _roles.Object(particle + 1) ?? _roles.Object(particle + 2);
    }

    /// <summary>"uncovered a campaign by Iranian hackers": the first hostile party behind the verb.</summary>
    private PartyGroup? Content(int from)
    {
        foreach (var group in _roles.Groups)
        {
            if (group.First < from || group.First - from > 30)
            {
                continue;
            }

            var party = group.Parties[0];
            var isPartOfAgency = party.Actor?.Kind is Actors.ActorKind.Agency && party.First < party.CoreFirst;
            if (isPartOfAgency || party.IsActed || party.Head is HeadClass.Hackers || party.Actor?.Kind is Actors.ActorKind.ThreatGroup || party.IsLinked)
            {
                return group;
            }

            if (group.MarkToken >= from && _sentence.Is(group.MarkToken, WordClass.Agent) && party.Actor is not null && !party.IsThing
                && (_sentence.Is(group.MarkToken - 1, WordClass.Attempt) || _sentence.Acts.Exists(act => act.First >= from && act.End <= group.MarkToken && group.MarkToken - act.End <= 6)))
            {
                return group;
            }
        }

        return null;
    }

    /// <summary>An accuser outside the cue's own clause: the speaker of "its members recognise …", a document, the source of a passive.</summary>
    private IReadOnlyList<Party>? AccuserBeyond(CueHit hit, Voice voice, SubjectFound subject, Source? source)
    {
        if (voice is Voice.Active && subject.Group is null && source is not null && IsOnlyFiller(Math.Max(subject.ClauseFirst, source.At + 1), hit.First))
        {
            return source.Parties;
        }

        if (voice is Voice.Active && subject.Group is null && source?.Cue is not null && (_sentence.HeadAt(hit.First - 1) is HeadClass.Officials or HeadClass.Experts or HeadClass.Document || _sentence.Is(hit.First - 1, WordClass.Accusation)))
        {
            // "Investigators traced it to Russia, Denmark said": whose they are says the speaker.
            return source!.Parties;
        }

        if (voice is Voice.Passive or Voice.Reduced)
        {
            if (source is not null && (source.Cue is null || hit.Cue.Strength >= AttributionStrength.Sanction))
            {
                return source.Parties;
            }

            return hit.Cue.Strength is AttributionStrength.Indictment ? _roles.Groups.FirstOrDefault(group => group.MarkToken >= hit.End && _sentence.Is(group.MarkToken, WordClass.Place))?.Parties : null;
        }

        return null;
    }

    private bool IsOnlyFiller(int first, int end)
    {
        var isFiller = false;
        for (var token = first; token < end; token++)
        {
            if (!_sentence.Is(token, WordClass.Filler | WordClass.Determiner | WordClass.Adverb | WordClass.Complementizer | WordClass.Have))
            {
                return false;
            }

            isFiller |= _sentence.Is(token, WordClass.Filler);
        }

        return isFiller;
    }

    private (int First, int End)? ActOf(CueHit hit, Voice voice, PartyGroup? subject, int objectEnd, PartyGroup? accused)
    {
        if (hit.Cue.ActPlace is SlotPlace.Object or SlotPlace.Subject or SlotPlace.Content)
        {
            if (voice is Voice.Passive or Voice.Reduced && hit.Cue.ActPlace is SlotPlace.Object)
            {
                return subject is not null ? (subject.First, subject.End) : (_sentence.First, hit.First);
            }

            var end = accused is { MarkToken: var mark } && mark > hit.End ? mark : ActReader.ClauseEnd(_sentence, hit.End);
            return (hit.End, Math.Max(end, hit.End));
        }

        return ActReader.Behind(_sentence, Math.Max(hit.End, Math.Min(objectEnd, _sentence.End)), hit.Cue.ActMarkers)
            ?? ActReader.Behind(_sentence, hit.End, hit.Cue.ActMarkers)
            ?? (accused is { Parties: [{ IsActed: true } acted] } ? (acted.First, acted.End) : null);
    }
}
