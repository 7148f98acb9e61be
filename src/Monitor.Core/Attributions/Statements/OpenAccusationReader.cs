using Monitor.Attributions.Cues;
using Monitor.Attributions.Parties;
using Monitor.Attributions.Roles;
using Monitor.Attributions.Scenes;
using Monitor.Attributions.Sentences;

namespace Monitor.Attributions.Statements;

/// <summary>
/// Accusing in words that no cue describes ("puts in cause", "lays the wrecking at the door of"): whoever does it accuses the next party of
/// another side behind the words, or, where the words stand at the end, before them.
/// </summary>
internal sealed class OpenAccusationReader(Scene scene)
{
    private const int ReachMax = 26;
    private const int NothingReach = 14;
    private static readonly Cue Rule = new() { Id = "any-accusation", Kind = CueKind.Accusation, Forms = [], Weight = 0.65 };

    public IEnumerable<(Cue Cue, Draft Draft)> Read()
    {
        var sentence = scene.Sentence;
        if (!sentence.Any(sentence.First, sentence.End, WordClass.Accusing))
        {
            yield break;
        }

        for (var token = sentence.First; token < sentence.End; token++)
        {
            if (!sentence.Is(token, WordClass.Accusing) || sentence.Is(token - 1, WordClass.Accusing) || IsInsideName(token) || scene.IsUnreal(token)
                || SpeakerOf(token) is not { } speaker)
            {
                continue;
            }

            var accusers = speaker.Parties.Select(scene.AsAccuser).OfType<Named>().DistinctBy(named => named.Id).ToList();
            if (accusers.Count == 0 || TargetOf(token, speaker, accusers) is not { } target)
            {
                continue;
            }

            if (sentence.Cues.Exists(hit => hit.First <= token && token < hit.End && hit.Cue.Kind is CueKind.Accusation
                && VoiceReader.Of(sentence, hit) is Voice.Passive or Voice.Reduced))
            {
                continue;
            }

            var isBefore = speaker.First >= sentence.First && speaker.End <= token;
            var subject = isBefore ? new SubjectFinder(sentence, scene.Roles, token, false, false).Find() : new SubjectFound(null, Boundary.Start, token);
            var modality = ModalityReader.Read(
                sentence, new CueHit(Rule, CueForm.Finite, token, token + 1, false), subject with { Group = isBefore ? speaker : null }, speaker.End,
                    token + 1, false, scene.Context.Published);
            var isNothing = modality.Veto is not null && !modality.Veto.StartsWith("it is asked", StringComparison.Ordinal)
                && sentence.Any(token - NothingReach, token, WordClass.Negation);
            if (modality.Veto is { } veto && !isNothing)
            {
                scene.Note(Rule.Id, veto);
                continue;
            }

            // "finds nothing that would allow us to attribute it to …" does not accuse either.
            var isNegated = isNothing || modality.IsNegated || sentence.Any(token, Math.Min(token + 4, target.Group.First), WordClass.Negation);
            yield return (Rule, Made(token, accusers, target, isNegated));
        }
    }

    private Draft Made(int token, List<Named> accusers, (PartyGroup Group, Named Named) target, bool isNegated)
    {
        var source = scene.SourceOf(token);
        var said = new Source(null, [], 0, 0, token, false, false);
        var isSupport = scene.Sentence.Any(scene.Sentence.First, token, WordClass.Agreeing) && scene.Context.Accusation(accusers, scene.Number) is { } backed
            && backed.AccusedCountry == target.Named.Country;
        var isCharge = accusers.TrueForAll(named => !named.IsNonstate) && scene.Sentence.Any(scene.Sentence.First, scene.Sentence.End, WordClass.Charging);
        return new Draft
        {
            Accusers = accusers,
            Accused = target.Named,
            Act = ActReader.Read(scene.Sentence, (token, ActReader.ClauseEnd(scene.Sentence, token))),
            Strength = isSupport ? AttributionStrength.Supports : isCharge
                ? AttributionStrength.Indictment : Drafting.StrengthOf(Rule, accusers, null, scene.IsAnonymous),
            Polarity = isNegated ? Polarity.Negated : Polarity.Asserted,
            Modality = new Modality(null, isNegated, false, scene.IsSaidEarlier(said)),
            Source = source,
        };
    }

    /// <summary>Who accuses: the nearest party before the words that no preposition introduces, else the source, else whoever speaks.</summary>
    private PartyGroup? SpeakerOf(int token)
    {
        if (scene.Sentence.Language.IsVerbSecond && VerbSecond(token) is [var first, _, ..])
        {
            return first;
        }

        if (!scene.Sentence.Language.IsVerbSecond && new SubjectFinder(scene.Sentence, scene.Roles, token, false, false).Find().Group is { } subject
            && subject.Parties.Any(party => !party.IsThing && scene.AsAccuser(party) is not null))
        {
            return subject;
        }

        var before = scene.Roles.Groups
            .LastOrDefault(group => group.End <= token && group.Mark is null
                && group.Parties.Any(party => !party.IsThing && scene.AsAccuser(party) is not null) && !Splits(group.End, token));
        if (scene.Roles.Groups.LastOrDefault(group => group.End < token && token - group.End <= 5 && scene.Sentence.Is(group.End, WordClass.Relative)
            && scene.Sentence.HasAfter(group.End - 1, ',')) is { } antecedent
            && antecedent.Parties.Any(party => scene.AsAccuser(party) is not null))
        {
            // "the accusations of Trinidad, which imputes …".
            return antecedent;
        }

        if (before is not null)
        {
            return before;
        }

        if (scene.Sentence.Language.IsVerbSecond
            && scene.Roles.Groups.FirstOrDefault(group => group.First > token && group.First - token <= 6 && group.Mark is null
                && group.Parties.Any(party => !party.IsThing && scene.AsAccuser(party) is not null)) is { } behind)
        {
            return behind;
        }

        return scene.SourceOf(token) is { Parties: { Count: > 0 } parties } ? new PartyGroup(parties) : null;
    }

    /// <summary>"Ähnliches hatte Litauen China vorgehalten": of the parties without a preposition the first accuses the second.</summary>
    private List<PartyGroup> VerbSecond(int token) =>
        scene.Roles.Unmarked(token, out _).FindAll(group => !group.Parties[0].IsThing && scene.AsAccuser(group.Parties[0]) is not null);

    /// <summary>"a Belarus-linked group": words of a name.</summary>
    private bool IsInsideName(int token) => scene.Sentence.HasAfter(token - 1, '-') || scene.Roles.GroupAt(token) is { } group
        && group.Parties.Any(party => party.First <= token && token < party.End);

    private bool Splits(int first, int end)
    {
        for (var token = first; token < end; token++)
        {
            if (scene.Sentence.HasAfter(token, ';') || scene.Sentence.Is(token, WordClass.Complementizer | WordClass.Subordinator) && token > first)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>
    /// "accused them of attacking Ukraine", "blamed cartels and thanked Colombia", "without naming China": what stands there is not who is accused.
    /// </summary>
    private bool IsOfDeed(int token, PartyGroup group)
    {
        if (scene.Sentence.Any(token + 1, group.First, WordClass.Harmless | WordClass.Negation))
        {
            return true;
        }

        for (var between = token + 2; between < group.First; between++)
        {
            if (scene.Sentence.IsGerund(between) && scene.Sentence.Is(between - 1, WordClass.Preposition))
            {
                return true;
            }
        }

        return group.Mark is null && scene.Sentence.Any(token + 1, group.First, WordClass.Hostile)
            && scene.Sentence.Any(token + 1, group.First, WordClass.Preposition | WordClass.InfinitiveMarker);
    }

    /// <summary>"las acusaciones de Caracas": whose accusations they are.</summary>
    private bool IsOfAccuser(PartyGroup group) => scene.Sentence.Language.IsNounFirst && group.MarkToken > scene.Sentence.First
        && scene.Sentence.Is(group.MarkToken, WordClass.Origin) && scene.Sentence.Is(group.MarkToken - 1, WordClass.Accusation)
        && scene.Sentence.Any(scene.Sentence.First, group.MarkToken, WordClass.Denying);

    private (PartyGroup Group, Named Named)? TargetOf(int token, PartyGroup speaker, List<Named> accusers)
    {
        var isVerbSecond = scene.Sentence.Language.IsVerbSecond;
        if (isVerbSecond && VerbSecond(token) is [var first, var second, ..] && first == speaker
            && !second.Parties.All(party => party.IsSelf) && Named.AccusedBy(second.Parties[0]) is { Country: not null } accused
            && accusers.TrueForAll(accuser => !OpenDeedReader.IsOneSide(accuser, accused)))
        {
            return (second, accused);
        }

        foreach (var group in scene.Roles.Groups)
        {
            if (!isVerbSecond && group.First > token && IsOfDeed(token, group))
            {
                continue;
            }

            if (group.First == speaker.First || (group.End <= token && !(isVerbSecond && group.First > speaker.First)) || group.First - token > ReachMax
                || scene.Sentence.Is(group.MarkToken, WordClass.Agent | WordClass.Against | WordClass.Place))
            {
                continue;
            }

            if (IsOfAccuser(group) || (group.First < token && group.Parties.All(party => party.IsSelf)))
            {
                continue;
            }

            foreach (var party in group.Parties)
            {
                if (Named.AccusedBy(party) is { } named && (named.Country is not null || named.Grain is AccusedGrain.Group or AccusedGrain.Company)
                    && accusers.TrueForAll(accuser => !OpenDeedReader.IsOneSide(accuser, named)))
                {
                    return (group, named);
                }
            }
        }

        return null;
    }
}
