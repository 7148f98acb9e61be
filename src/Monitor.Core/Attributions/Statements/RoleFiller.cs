using Monitor.Actors;
using Monitor.Attributions.Cues;
using Monitor.Attributions.Parties;
using Monitor.Attributions.Roles;
using Monitor.Attributions.Scenes;
using Monitor.Attributions.Sentences;

namespace Monitor.Attributions.Statements;

/// <summary>Finds who stands in the places that a cue names: subject, object, behind a preposition, in what was found.</summary>
internal sealed class RoleFiller(Scene scene)
{
    private SubjectFound? _gerundSubject;

    public SubjectFound SubjectOf(CueHit hit, Voice voice)
    {
        if (voice is Voice.Noun)
        {
            return new SubjectFound(null, Boundary.Start, hit.First);
        }

        if (scene.Sentence.Language.IsVerbSecond && hit.Form is not CueForm.Gerund)
        {
            var unmarked = scene.Roles.Unmarked(hit.First, out var boundary);
            var first = unmarked.Find(group => !IsObjectMarked(group));
            return new SubjectFound(first, boundary, first is null ? hit.First : Math.Min(first.First, hit.First));
        }

        // "gathered evidence to link …": the infinitive's subject is that of the clause.
        var isFollowing = hit.Form is CueForm.Gerund || (ModalityReader.IsInfinitive(scene.Sentence, hit) && hit.Cue.Kind is CueKind.Accusation);
        if (hit.Form is CueForm.Gerund && _gerundSubject is { } former && scene.Sentence.Is(hit.First - 1, WordClass.Conjunction))
        {
            return former;
        }

        if (hit.Form is CueForm.Gerund && scene.Sources.Find(source => source.Cue is { } speech && speech.End == hit.First) is { } speaking)
        {
            // "…, the minister said, accusing …".
            return new SubjectFound(new PartyGroup(speaking.Parties), Boundary.Start, hit.First);
        }

        var subject = new SubjectFinder(scene.Sentence, scene.Roles, hit.First, isFollowing, voice is Voice.Reduced
            && !scene.Sentence.Is(hit.First - 1, WordClass.Conjunction)).Find();
        _gerundSubject = hit.Form is CueForm.Gerund ? subject : _gerundSubject;
        return subject;
    }

    public PartyGroup? ObjectOf(CueHit hit, SubjectFound subject)
    {
        if (!scene.Sentence.Language.IsVerbSecond)
        {
            return scene.Roles.Object(hit.End) ?? RelativeObject(subject);
        }

        var others = scene.Roles.Unmarked(hit.First, out _).FindAll(group => group != subject.Group);
        return others.Find(IsObjectMarked) ?? others.FirstOrDefault();
    }

    public PartyGroup? Fill(CueHit hit, IReadOnlyList<Slot> slots, Voice voice, PartyGroup? subject, PartyGroup? grammaticalObject, bool isAccuser)
    {
        foreach (var slot in slots)
        {
            var isPassive = voice is Voice.Passive or Voice.Reduced;
            var found = slot.Place switch
            {
                SlotPlace.Subject => isPassive ? scene.Roles.Agent(hit.End)
                    ?? (scene.Sentence.Language.IsVerbSecond ? scene.Roles.Agent(scene.Sentence.First) : null) : subject,
                SlotPlace.Object => isPassive ? subject : grammaticalObject,
                SlotPlace.Possessor => scene.Roles.Possessor(hit.First),
                SlotPlace.Content => Content(hit.End),
                SlotPlace.Particle => BehindParticle(hit),
                _ => scene.Roles.After(hit.End, slot.Prepositions, alsoBefore: scene.Sentence.Language.IsVerbSecond, group => Usable(hit, group, isAccuser)),
            };
            if (found is not null && Usable(hit, found, isAccuser))
            {
                return found;
            }
        }

        return null;
    }

    private bool Usable(CueHit hit, PartyGroup group, bool isAccuser) => group.Parties.Any(party =>
        isAccuser ? party.Head is HeadClass.Document || scene.AsAccuser(party) is not null
            || (party.IsThing && party.Actor is not null) : scene.AsAccused(hit.Cue, party) is not null);

    /// <summary>"an officer whom Norway accuses of …".</summary>
    private PartyGroup? RelativeObject(SubjectFound subject) =>
        subject.Group is { } accuser && scene.Sentence.Is(accuser.First - 1, WordClass.Relative) ? scene.Roles.GroupAt(accuser.First - 2) : null;

    private bool IsObjectMarked(PartyGroup group) => group.Mark is { } mark && scene.Sentence.Language.ObjectMarkers.Contains(mark);

    private PartyGroup? BehindParticle(CueHit hit)
    {
        var particle = PhraseSearch.Find(scene.Sentence, hit.End, hit.Cue.Particles, 30);
        return particle < 0 ? null : scene.Roles.Object(particle + 1) ?? scene.Roles.Object(particle + 2);
    }

    /// <summary>"uncovered a campaign by Iranian hackers": the first hostile party behind the verb.</summary>
    private PartyGroup? Content(int from)
    {
        foreach (var group in scene.Roles.Groups)
        {
            if (group.First < from || group.First - from > 30)
            {
                continue;
            }

            var party = group.Parties[0];
            var isPartOfAgency = party.Actor?.Kind is ActorKind.Agency && party.First < party.CoreFirst;
            if (isPartOfAgency || party.IsActed || party.Head is HeadClass.Hackers || party.Actor?.Kind is ActorKind.ThreatGroup || party.IsLinked)
            {
                return group;
            }

            if (group.MarkToken >= from && scene.Sentence.Is(group.MarkToken, WordClass.Agent) && party.Actor is not null && !party.IsThing
                && (scene.Sentence.Is(group.MarkToken - 1, WordClass.Attempt)
                    || scene.Sentence.Acts.Exists(act => act.First >= from && act.End <= group.MarkToken && group.MarkToken - act.End <= 6)))
            {
                return group;
            }
        }

        return null;
    }
}
