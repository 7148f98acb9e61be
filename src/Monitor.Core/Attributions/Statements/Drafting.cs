using Monitor.Actors;
using Monitor.Attributions.Cues;
using Monitor.Attributions.Parties;
using Monitor.Attributions.Roles;
using Monitor.Attributions.Scenes;
using Monitor.Attributions.Sentences;

namespace Monitor.Attributions.Statements;

/// <summary>Makes drafts of statements of the roles that a reader found, unless something speaks against it.</summary>
internal sealed class Drafting(Scene scene)
{
    /// <summary>Nothing where no accuser or accused can be named, or where a need of the cue is not met; the reason is noted.</summary>
    public List<Draft> Make(CueHit hit, IReadOnlyList<Party> accuserParties, PartyGroup? accused, (int First, int End)? actSpan, Modality modality,
        Source? source)
    {
        var (accusers, fromDocument) = Accusers(accuserParties);
        if (accusers.Count == 0)
        {
            scene.Veto(hit, "nobody who could be the accuser");
            return [];
        }

        var act = ActReader.Read(scene.Sentence, actSpan, onlyThere: hit.Cue.Needs.HasFlag(CueNeeds.Hackers));
        var targets = accused?.Parties.Select(party => scene.AsAccused(hit.Cue, party)).OfType<Named>().ToList() ?? [];
        if (targets.Count == 0 && (hit.Cue.Carries || scene.Sentence.Is(hit.End, WordClass.ObjectPronoun))
            && (scene.Made.FindLast(ArticleContext.CanBeCarried) ?? scene.Context.Carried(scene.Number)) is { } carried)
        {
            targets.Add(new Named(carried.Accused!, carried.AccusedCountry) { Grain = carried.Grain });
            act = act.ActClass == ActReader.Unspecified ? new ActFound(carried.Act, carried.ActClass, carried.Family, carried.Incident?.Name, null) : act;
        }

        if (IsWithoutNeededAct(hit, act, accused))
        {
            scene.Veto(hit, "no hostile act beside it");
            return [];
        }

        if (modality.IsNegated && hit.Cue is not { Kind: CueKind.Accusation, Strength: AttributionStrength.Official })
        {
            scene.Veto(hit, "it is negated");
            return [];
        }

        var drafts = new List<Draft>();
        var isAnonymous = scene.Sentence.Any(scene.Sentence.First, scene.Sentence.End, WordClass.Anonymous);
        foreach (var target in targets)
        {
            var others = accusers.FindAll(named => named.Id != target.Id
                && (named.Country is null || named.Country != target.Country || named.Id.StartsWith("company:", StringComparison.Ordinal)));
            var isNoPerson = target.Grain is AccusedGrain.State or AccusedGrain.Unnamed && hit.Cue.Needs.HasFlag(CueNeeds.Persons);
            if (others.Count == 0 || isNoPerson)
            {
                scene.Veto(hit, others.Count == 0 ? "accuser and accused are of one country" : "a state itself is not charged in court");
                continue;
            }

            var isCharge = hit.Cue.Kind is CueKind.Deed && source is not null && others.TrueForAll(named => !named.IsNonstate) && scene.IsCharge(source);
            var strength = isCharge ? AttributionStrength.Indictment : StrengthOf(hit.Cue, others, fromDocument, isAnonymous);
            drafts.Add(new Draft
            {
                Accusers = others,
                Accused = target,
                Act = act,
                Strength = strength,
                Instrument = strength >= AttributionStrength.Sanction ? new InstrumentReader(scene.Context, scene.Sentence).Read(accused) : [],
                Polarity = modality.IsNegated || hit.Cue.Kind is CueKind.Retraction ? Polarity.Negated : Polarity.Asserted,
                Modality = modality with { IsHedged = modality.IsHedged || hit.Cue.IsHedged },
                Source = source,
                IsOneOfMany = accused is not null && scene.Sentence.Any(accused.First, accused.Parties[0].CoreFirst, WordClass.ListIntro),
            });
        }

        if (targets.Count == 0)
        {
            scene.Veto(hit, "nobody who could be the accused");
        }

        return drafts;
    }

    private bool IsWithoutNeededAct(CueHit hit, ActFound act, PartyGroup? accused)
    {
        var needs = hit.Cue.Needs;
        // "put three officers of the GRU on its list": whom it hits says enough.
        var hitsService = hit.Cue.Strength is AttributionStrength.Sanction
            && accused?.Parties.Any(party => party.Actor?.Kind is ActorKind.Agency || party.Head is HeadClass.Agency or HeadClass.Hackers) == true;
        // "It named a Chinese base as the operator": of what, the sentence before has told.
        var isTold = hit.Cue is { Kind: CueKind.Accusation, Strength: AttributionStrength.Official } && scene.IsNearHarm
            && scene.Sentence.Acts.Count == 0 && accused?.Parties.Any(party => party.Head is HeadClass.Hackers or HeadClass.Agency
                || party.Actor?.Kind is Actors.ActorKind.Agency or Actors.ActorKind.ThreatGroup) == true;
        return (needs.HasFlag(CueNeeds.Act) && act.ActClass == ActReader.Unspecified && !hitsService && !isTold)
            || (needs.HasFlag(CueNeeds.ActObject) && !scene.Sentence.Acts.Exists(found => found.First >= hit.First && found.First < hit.End + 10))
            || (needs.HasFlag(CueNeeds.Accusation) && scene.FindAccusation(hit.End) < 0);
    }

    /// <summary>A document stands for whoever made it; where it does not say, for the last accuser.</summary>
    private (List<Named> Accusers, AttributionStrength? FromDocument) Accusers(IReadOnlyList<Party> parties)
    {
        var accusers = new List<Named>();
        AttributionStrength? strength = null;
        foreach (var party in parties)
        {
            if (scene.AsAccuser(party) is { } named)
            {
                accusers.Add(named);
            }
            else if (party.IsThing && scene.AsAccuser(party.AsOwner()) is { } owner)
            {
                accusers.Add(owner);
            }

            if (party.Head is HeadClass.Document)
            {
                var isIndictment = scene.Sentence.Cues
                    .Exists(hit => hit is { Form: CueForm.Noun, Cue.Strength: AttributionStrength.Indictment } && hit.First >= party.First
                        && hit.First < party.End + 6);
                strength = isIndictment ? AttributionStrength.Indictment : strength;
                if (accusers.Count == 0 && scene.Context.LastAccusation(isIndictment) is { } last)
                {
                    accusers.AddRange(last.Accusers.Select(id => new Named(id, scene.Context.Actors.Find(id)?.Country)));
                }
            }
        }

        return ([.. accusers.DistinctBy(named => named.Id)], strength);
    }

    public static AttributionStrength StrengthOf(Cue cue, List<Named> accusers, AttributionStrength? fromDocument, bool isAnonymous)
    {
        var strength = fromDocument is { } document && document > cue.Strength ? document : cue.Strength;
        if (strength is AttributionStrength.Official && accusers.TrueForAll(named => named.Id == "unnamed:officials"))
        {
            return AttributionStrength.Anonymous;
        }

        if (strength is AttributionStrength.Official && accusers.TrueForAll(named => named.IsNonstate))
        {
            return AttributionStrength.Nonstate;
        }

        return strength is AttributionStrength.Official && isAnonymous && accusers.TrueForAll(named => named.Speaker is null)
            ? AttributionStrength.Anonymous
            : strength;
    }
}
