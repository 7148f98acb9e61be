using Monitor.Actors;
using Monitor.Attributions.Cues;
using Monitor.Attributions.Parties;
using Monitor.Attributions.Roles;
using Monitor.Attributions.Scenes;
using Monitor.Attributions.Sentences;

namespace Monitor.Attributions.Statements;

/// <summary>Deeds, which are an accusation only in the words of a source.</summary>
internal sealed class DeedReader(Scene scene, RoleFiller filler, Drafting drafting, DenialReader denials)
{
    public List<Draft> Read(CueHit hit, Voice voice)
    {
        var isPassive = voice is Voice.Passive or Voice.Reduced;
        var subject = filler.SubjectOf(hit, voice);
        var doer = DoerOf(hit, voice, subject);
        RememberHostile(doer);
        if (scene.SourceOf(hit.First) is not { } source)
        {
            scene.Veto(hit, "the article says so itself: no source that accuses");
            return [];
        }

        var speaker = source.Parties.Select(scene.AsAccuser).OfType<Named>().FirstOrDefault();
        var isSelf = doer is not null && doer.Parties[0] is var first
            && (first.IsPronoun || first.IsSelf || source.Parties.Contains(first)
                || (speaker is not null && Named.AccusedBy(first)?.Country is { } country && country == speaker.Country));
        if (doer is null || (!isSelf && !doer.Parties.Any(party => Named.AccusedBy(party) is not null && party.Head is not HeadClass.Document)))
        {
            scene.Veto(hit, "nobody known who did it");
            return [];
        }

        if (VetoOfDeed(hit, voice, subject) is { } reason)
        {
            scene.Veto(hit, reason);
            return [];
        }

        var modality = ModalityReader.Read(
            scene.Sentence, hit, isPassive
                ? subject with { Group = null, ClauseFirst = hit.First } : subject, doer.End, hit.End, isReported: true, published: null);
        if (modality.Veto is { } veto)
        {
            scene.Veto(hit, veto);
            return [];
        }

        if (isSelf && modality.IsNegated)
        {
            return denials.Make(hit, source.Parties, modality, scene.Sentence.First);
        }

        if (isSelf || modality.IsNegated)
        {
            scene.Veto(hit, isSelf ? "it speaks of itself" : "the source says that it was not so");
            return [];
        }

        var act = isPassive ? (scene.Sentence.First, hit.End) : (hit.First, ActReader.ClauseEnd(scene.Sentence, hit.First));
        return drafting.Make(hit, source.Parties, doer, act, modality with { IsHedged = modality.IsHedged || source.IsHedged, IsPast = source.IsPast }, source);
    }

    private PartyGroup? DoerOf(CueHit hit, Voice voice, SubjectFound subject) =>
        hit.Cue.Accused.Any(slot => slot.Place is not SlotPlace.Subject)
            ? filler.Fill(hit, hit.Cue.Accused, Voice.Active, null, scene.Roles.Object(hit.End), isAccuser: false)
        : voice is Voice.Passive or Voice.Reduced ? scene.Roles.Agent(hit.End)
        : voice is Voice.Noun ? scene.Roles.Possessor(hit.First) ?? scene.Roles.Agent(hit.End)
        : subject.Group;

    /// <summary>An agency that the article says did something: whom "the hackers" of a later sentence mean.</summary>
    private void RememberHostile(PartyGroup? doer)
    {
        if (doer is { Parties: [{ IsThing: false, IsPronoun: false, Actor.Kind: ActorKind.Agency } agency] })
        {
            scene.Context.RememberHostile(agency, scene.Number);
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
        return hit.Cue.Needs.HasFlag(CueNeeds.Act) && !scene.Sentence.Acts.Exists(act => (isActBefore || act.First >= hit.First) && act.First < hit.End + 22)
            && !IsActBeforeRelative(subject)
            ? "no hostile act behind it"
            : null;
    }

    private bool IsHackersBefore(int end)
    {
        for (var token = scene.Sentence.First; token < end; token++)
        {
            if (scene.Sentence.HeadAt(token) is HeadClass.Hackers || scene.Roles.GroupAt(token) is { } group
                && group.Parties[0].Actor?.Kind is ActorKind.ThreatGroup)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>"an attack that Iran launched".</summary>
    private bool IsActBeforeRelative(SubjectFound subject) =>
        scene.Sentence.Is(subject.ClauseFirst - 1, WordClass.Relative)
            && scene.Sentence.Acts.Exists(act => act.End <= subject.ClauseFirst - 1 && act.End >= subject.ClauseFirst - 4);
}
