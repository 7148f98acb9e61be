using Monitor.Actors;
using Monitor.Attributions.Cues;
using Monitor.Attributions.Parties;
using Monitor.Attributions.Roles;
using Monitor.Attributions.Scenes;

namespace Monitor.Attributions.Statements;

/// <summary>
/// Any hostile deed in somebody's words: inside what a source says, a party of another side that is the agent of harm is accused of it, whether
/// or not a cue knows the verb.
/// </summary>
internal sealed class OpenDeedReader(Scene scene)
{
    private static readonly Cue Rule = new() { Id = "any-deed", Kind = CueKind.Deed, Forms = [], Weight = 0.65 };

    public IEnumerable<(Cue Cue, Draft Draft)> Read()
    {
        var ties = new DeedTieReader(scene.Sentence, scene.Roles);
        var verbs = new OpenVerbReader(scene);
        var accusedElsewhere = scene.Made.Exists(made => made.Polarity is Polarity.Asserted) || AnotherAccuses();
        foreach (var group in scene.Roles.Groups)
        {
            foreach (var party in group.Parties)
            {
                if ((Named.AccusedBy(party) ?? StateOf(party)) is not { } accused)
                {
                    continue;
                }

                if (Unsaid(party, accused) is { } unsaid)
                {
                    yield return (Rule, unsaid);
                    continue;
                }

                if (scene.SourceFor(party) is not { } source)
                {
                    continue;
                }

                if (source.At == Source.Nowhere && source.Parties is [{ First: < 0 }]
                    && (IsTitle || (party.IsThing && ties.OnBehalf(group, party) is null) || accusedElsewhere))
                {
                    // The outlet's own voice says plain things only, and nothing where another accuses.
                    continue;
                }

                var accusers = source.Parties.Select(scene.AsAccuser).OfType<Named>().Where(named => !IsOneSide(named, accused)).DistinctBy(named => named.Id)
                    .ToList();
                if (accusers.Count == 0 && OfOtherSide(source, accused) is { } other)
                {
                    accusers.Add(other);
                }

                if (accusers.Count == 0 || ((party.IsThing
                    ? ties.OfThing(group, party, accusers[0].Country) : ties.Of(group, party, accusers[0].Country)) ?? verbs.Of(group, party)) is not { } tie)
                {
                    continue;
                }

                if (accusers.TrueForAll(named => named.IsNonstate && named.Country is null) && !IsReported(source, tie)
                    && !Standing.IsOfOtherState(scene, accused)
                    && ((scene.Sentence.Acts.Count == 0 && accused.Grain is AccusedGrain.State or AccusedGrain.Government or AccusedGrain.National)
                        || party.Actor is { Kind: ActorKind.Person, Offices.Count: 0 }))
                {
                    // What somebody whom no book knows says is an accusation only where it names an act.
                    continue;
                }

                if (scene.IsUnreal(party.First) || IsUnsaid(source, party))
                {
                    scene.Note($"{Rule.Id} {party}", "it is asked, imagined or to come");
                    continue;
                }

                var backed = Backed(source, group, accusers, accused);
                if (backed is not null)
                {
                    yield return (Rule, Made([backed], accused, tie, source));
                }

                yield return (Rule, Made(accusers, accused, tie, source, isSupport: backed is not null || IsBacking(source, group)));
            }
        }
    }

    /// <summary>"The intelligence service", in an article on two states of which it accuses one.</summary>
    private Named? OfOtherSide(Source source, Named accused) => scene.Context.Home is null
        && source.Parties is [{ Actor: null, IsOffice: true, IsOwned: false }]
        && scene.Context.Opposite(accused.Country) is { } country ? new Named("country:" + country, country) { IsPresumed = true } : null;

    /// <summary>"I am not saying it was the Russians": expressly no accusation of a state, beside harm.</summary>
    private Draft? Unsaid(Party party, Named accused)
    {
        if ((!scene.IsNearHarm && !scene.Sentence.Is(party.First - 1, WordClass.Be))
            || accused.Grain is not (AccusedGrain.State or AccusedGrain.Government or AccusedGrain.Agency or AccusedGrain.StateLinked)
            || scene.UnsaidOf(party) is not { } source)
        {
            return null;
        }

        var accusers = source.Parties.Select(scene.AsAccuser).OfType<Named>().Where(named => !named.IsNonstate && !IsOneSide(named, accused)).ToList();
        return accusers.Count == 0 ? null : new Draft
        {
            Accusers = accusers,
            Accused = accused,
            Act = ActReader.Read(scene.Sentence, null),
            Strength = Drafting.StrengthOf(Rule, accusers, null, scene.IsAnonymous),
            Polarity = Polarity.Negated,
            Modality = new Modality(null, true, false, false),
            Source = source,
        };
    }

    /// <summary>What whoever wrote the report finds needs no known act: for whom somebody works, and any deed in a report on more than crime.</summary>
    private bool IsReported(Source source, DeedTie tie) => scene.Context.Voice is { } voice && source.Parties.Any(party => party.Actor == voice.Actor)
        && (tie.How == DeedTie.OnWhoseBehalf || scene.Context.Harm.Count > 1);

    private bool IsTitle => scene.Sentence.Sentence.Span.End <= scene.Sentence.Text.TitleEnd;

    private bool AnotherAccuses()
    {
        for (var token = scene.Sentence.First; token < scene.Sentence.End; token++)
        {
            if (scene.Sentence.Is(token, WordClass.Accusing) && !scene.Sentence.Any(scene.Sentence.First, token, WordClass.Self))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>"We support the United Kingdom's assessment that …": the speaker backs, and the one between accuses.</summary>
    private Named? Backed(Source source, PartyGroup accusedGroup, List<Named> backers, Named accused) => !IsBacking(source, accusedGroup) ? null
        : scene.Roles.Groups.Where(group => group.End <= accusedGroup.First && scene.Sentence.Any(scene.Sentence.First, group.First, WordClass.Agreeing))
        .SelectMany(group => group.Parties)
            .Select(party => scene.AsAccuser(party.IsThing ? party.AsOwner() : party)).OfType<Named>()
            .LastOrDefault(named => !IsOneSide(named, accused) && backers.TrueForAll(backer => backer.Id != named.Id && backer.Country != named.Country));

    private bool IsBacking(Source source, PartyGroup accused) =>
        scene.Sentence.Any(source.At >= 0 && source.At < accused.First
            && !source.Parties.Any(party => party.First > source.At)
            ? Math.Max(source.First, source.At) : scene.Sentence.First, accused.First, WordClass.Agreeing);

    private Draft Made(List<Named> accusers, Named accused, DeedTie tie, Source source, bool isSupport = false)
    {
        var isCharge = accusers.TrueForAll(named => !named.IsNonstate) && scene.IsCharge(source);
        return new Draft
        {
            Accusers = accusers,
            Accused = accused,
            Act = ActOf(tie),
            Strength = isSupport ? AttributionStrength.Supports : isCharge
                ? AttributionStrength.Indictment : Drafting.StrengthOf(Rule, accusers, null, scene.IsAnonymous),
            Polarity = Polarity.Asserted,
            Modality = new Modality(null, false, tie.IsHedged || source.IsHedged, source.IsPast || scene.IsSaidEarlier(source)),
            Source = source,
        };
    }

    /// <summary>"no evidence that Russia …", "whether Hanoi …".</summary>
    private bool IsUnsaid(Source source, Party party)
    {
        var from = source.At >= 0 && source.At < party.First ? source.At : source.First;
        return scene.Sentence.Any(Math.Max(from, party.First - 8), party.First, WordClass.Negation | WordClass.Question | WordClass.Hypothetical);
    }

    /// <summary>For whom somebody worked: the act stands before that; what else they did ("and ran blackmail plans") is another's.</summary>
    private ActFound ActOf(DeedTie tie) => ActReader.Read(scene.Sentence, (tie.First, tie.End), onlyThere: tie.How == DeedTie.OnWhoseBehalf);

    /// <summary>A state's gunners, boats and drones are the state's, once they are the agents of harm.</summary>
    public static Named? StateOf(Party party) =>
        party is { IsThing: true, IsPresumed: false, Actor: { Country: { } country, Kind: ActorKind.State or ActorKind.Government } }
            ? new Named("country:" + country, country) { Grain = AccusedGrain.Agency } : null;

    public static bool IsOneSide(Named accuser, Named accused) =>
        accuser.Id == accused.Id || (accuser.Country is not null && accuser.Country == accused.Country
            && (!accuser.IsNonstate || accuser.Id.StartsWith("nationals:", StringComparison.Ordinal)
                && accused.Grain is not (AccusedGrain.StateLinked or AccusedGrain.Agency)));
}
