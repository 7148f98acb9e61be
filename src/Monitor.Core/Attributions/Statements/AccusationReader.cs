using Monitor.Attributions.Cues;
using Monitor.Attributions.Parties;
using Monitor.Attributions.Roles;
using Monitor.Attributions.Scenes;
using Monitor.Attributions.Sentences;

namespace Monitor.Attributions.Statements;

/// <summary>Accusing cues, charges, sanctions, support and retractions: who stands in which role around them.</summary>
internal sealed class AccusationReader(Scene scene, RoleFiller filler, Drafting drafting)
{
    public List<Draft> Read(CueHit hit, Voice voice)
    {
        var subject = filler.SubjectOf(hit, voice);
        var grammaticalObject = voice is Voice.Active ? filler.ObjectOf(hit, subject) : null;
        var source = scene.SourceOf(hit.First);
        var accuser = filler.Fill(hit, hit.Cue.Accuser, voice, subject.Group, grammaticalObject, isAccuser: true);
        var accused = filler.Fill(hit, hit.Cue.Accused, voice, subject.Group, grammaticalObject, isAccuser: false);
        if (accused is null && voice is Voice.Active && accuser is { Parties.Count: >= 2 } && scene.Sentence.Any(hit.End, hit.End + 2, WordClass.Reciprocal))
        {
            return ReadReciprocal(hit, accuser, subject);
        }

        if (hit.Cue.Accused.Any(slot => slot.Place is SlotPlace.Content) && IsDisclaimed(hit.End))
        {
            scene.Veto(hit, "it says that nobody is accused");
            return [];
        }

        var objectEnd = Math.Max(accused is not null && accused.First >= hit.End ? accused.End : hit.End, grammaticalObject?.End ?? 0);
        var modality = ModalityReader.Read(
            scene.Sentence, hit, subject, subject.Group?.End
                ?? hit.First, hit.Cue.ActPlace is null ? objectEnd : hit.End, source?.Cue is not null, scene.Context.Published);
        if (modality.Veto is { } veto)
        {
            scene.Veto(hit, veto);
            return [];
        }

        // "The evidence points to Iran, Norway said": a document of nobody is that of whoever speaks.
        var isNobodys = accuser is { Parties: [{ Head: HeadClass.Document, Actor: null }] } && source is not null;
        // "A grand jury in Boise returned an indictment": who charges is the state in which the article is written.
        var isOfHome = accuser is null && scene.Context.Voice is null
            && !scene.Sentence.Any(scene.Sentence.First, hit.First, WordClass.Clearing | WordClass.Denying)
            && hit.Cue.Strength is AttributionStrength.Indictment && scene.Context.Home?.Country is not null
            && accused?.Parties.Any(party => party.Country is { } country && country != scene.Context.Home.Country) == true;
        var accuserParties = (isNobodys ? source!.Parties : accuser?.Parties) ?? AccuserBeyond(hit, voice, subject, source)
            ?? (isOfHome ? [Court()] : null);
        if (accuserParties is null)
        {
            scene.Veto(hit, "nobody who could be the accuser");
            return [];
        }

        var act = ActOf(hit, voice, subject.Group, objectEnd, accused);
        return drafting.Make(hit, accuserParties, accused, act, modality, source);
    }

    private Party Court() =>
        new() { First = -1, End = -1, CoreFirst = -1, Actor = scene.Context.Home, Country = scene.Context.Home!.Country, IsPresumed = true };

    /// <summary>"describes the Russian malware, but does not attribute the attack", "without saying who did it".</summary>
    private bool IsDisclaimed(int from)
    {
        for (var token = from; token < scene.Sentence.End; token++)
        {
            if (scene.Sentence.Is(token, WordClass.Negation)
                && (scene.Sentence.Any(token, token + 3, WordClass.Question | WordClass.Relative)
                    || scene.Sentence.Cues.Exists(hit => hit.Cue.Kind is CueKind.Accusation && hit.First > token && hit.First <= token + 3)))
            {
                return true;
            }
        }

        return false;
    }

    private List<Draft> ReadReciprocal(CueHit hit, PartyGroup group, SubjectFound subject)
    {
        var modality = ModalityReader.Read(scene.Sentence, hit, subject, group.End, hit.End, false, scene.Context.Published);
        if (modality.Veto is not null)
        {
            return [];
        }

        var act = ActReader.Behind(scene.Sentence, hit.End, hit.Cue.ActMarkers);
        return [.. group.Parties.SelectMany(party =>
            drafting.Make(hit, [party], new PartyGroup([.. group.Parties.Where(other => other != party)]), act, modality, null))];
    }

    /// <summary>An accuser outside the cue's own clause: the speaker of "its members recognise …", a document, the source of a passive.</summary>
    private IReadOnlyList<Party>? AccuserBeyond(CueHit hit, Voice voice, SubjectFound subject, Source? source)
    {
        if (voice is Voice.Active && subject.Group is null && source is not null && scene.IsOnlyFiller(Math.Max(subject.ClauseFirst, source.At + 1), hit.First))
        {
            return source.Parties;
        }

        if (voice is Voice.Active && subject.Group is null && source?.Cue is not null
            && (scene.Sentence.HeadAt(hit.First - 1) is HeadClass.Officials or HeadClass.Experts or HeadClass.Document
                || scene.Sentence.Is(hit.First - 1, WordClass.Accusation)))
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

            return hit.Cue.Strength is AttributionStrength.Indictment
                ? scene.Roles.Groups.FirstOrDefault(group => group.MarkToken >= hit.End && scene.Sentence.Is(group.MarkToken, WordClass.Place))?.Parties : null;
        }

        return null;
    }

    private (int First, int End)? ActOf(CueHit hit, Voice voice, PartyGroup? subject, int objectEnd, PartyGroup? accused)
    {
        if (hit.Cue.ActPlace is SlotPlace.Object or SlotPlace.Subject or SlotPlace.Content)
        {
            if (voice is Voice.Passive or Voice.Reduced && hit.Cue.ActPlace is SlotPlace.Object)
            {
                return subject is not null ? (subject.First, subject.End) : (scene.Sentence.First, hit.First);
            }

            var end = accused is { MarkToken: var mark } && mark > hit.End ? mark : ActReader.ClauseEnd(scene.Sentence, hit.End);
            return (hit.End, Math.Max(end, hit.End));
        }

        return ActReader.Behind(scene.Sentence, Math.Max(hit.End, Math.Min(objectEnd, scene.Sentence.End)), hit.Cue.ActMarkers)
            ?? ActReader.Behind(scene.Sentence, hit.End, hit.Cue.ActMarkers)
            ?? (accused is { Parties: [{ IsActed: true } acted] } ? (acted.First, acted.End) : null);
    }
}
