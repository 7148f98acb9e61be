using Monitor.Attributions.Cues;
using Monitor.Attributions.Parties;
using Monitor.Attributions.Roles;
using Monitor.Attributions.Scenes;
using Monitor.Attributions.Sentences;

namespace Monitor.Attributions.Statements;

/// <summary>Denials: by verbs of rejecting, and by what a source says of itself.</summary>
internal sealed class DenialReader(Scene scene, RoleFiller filler)
{
    private const int PlanReach = 8;

    public List<Draft> Read(CueHit hit, Voice voice)
    {
        if (voice is not Voice.Active)
        {
            scene.Veto(hit, "no denial: a passive");
            return [];
        }

        if (hit.Cue.Particles.Count > 0 && PhraseSearch.Find(scene.Sentence, hit.End, hit.Cue.Particles, 30) is >= 0 and var rejects
            && scene.Sentence.Cues.Exists(other => other.Cue.Id == hit.Cue.Id && other.First > hit.First && other.End <= rejects))
        {
            scene.Veto(hit, "a later verb has the rejecting word");
            return [];
        }

        var subject = filler.SubjectOf(hit, voice);
        IReadOnlyList<Party>? denier = subject.Group?.Parties ?? InvertedSubject(hit)
            ?? (scene.SourceOf(hit.First) is { } source && scene.IsOnlyFiller(subject.ClauseFirst, hit.First) ? source.Parties : null);
        denier = Answerer(hit) ?? denier;
        var accusation = scene.FindAccusation(hit.End);
        // "denied that it hacked …", "denied it".
        var isClauseDenied = (scene.Sentence.Is(hit.End, WordClass.Complementizer)
            && (scene.Sentence.Acts.Exists(act => act.First >= hit.End)
                || scene.Sentence.Cues.Exists(deed => deed.Cue is { Kind: CueKind.Deed, Needs: CueNeeds.None } && deed.First >= hit.End)))
            || (scene.Sentence.Is(hit.End, WordClass.Pronoun) && (hit.End + 1 == scene.Sentence.End || scene.Sentence.BreaksAfter(hit.End))
                && denier?.Any(party => scene.Context.IsAccused(party.Country)) == true);
        isClauseDenied |= IsDeniedInRelativeClause(hit, subject)
            || denier?.Any(party => party.Country is { } country && country != scene.Context.Home?.Country
                && (scene.Context.IsAccused(country) || scene.Context.IsSuspected(country, scene.Number))) == true;
        if (denier is null || (hit.Cue.Needs.HasFlag(CueNeeds.Accusation) && accusation < 0 && !isClauseDenied))
        {
            scene.Veto(hit, denier is null ? "nobody known who denies" : "what is denied is no accusation");
            return [];
        }

        if (scene.Context.Harm.Count == 0 && scene.Context.Families.Count == 0
            && scene.Sentence.Any(hit.End, hit.End + PlanReach, WordClass.Hypothetical))
        {
            scene.Veto(hit, "what is denied is a plan, and no harm is spoken of");
            return [];
        }

        if (denier.Any(IsCourt))
        {
            scene.Veto(hit, "a court decides, and denies nothing");
            return [];
        }

        var modality = ModalityReader.Read(scene.Sentence, hit, subject, subject.Group?.End
            ?? hit.First, hit.End, scene.SourceOf(hit.First)?.Cue is not null, scene.Context.Published);
        if (modality.Veto is not null || modality.IsNegated)
        {
            scene.Veto(hit, modality.Veto ?? "it does not deny");
            return [];
        }

        return Make(hit, denier, modality, hit.End);
    }

    public List<Draft> ReadContent(CueHit hit)
    {
        if (scene.SourceOf(hit.First) is not { } source || source.Parties.Select(scene.AsAccuser).OfType<Named>().FirstOrDefault() is not { } speaker)
        {
            scene.Veto(hit, "nobody known who says so of itself");
            return [];
        }

        if (hit.Cue.Needs.HasFlag(CueNeeds.Act) && !scene.Sentence.Acts.Exists(act => act.First >= hit.End))
        {
            scene.Veto(hit, "no hostile act behind it");
            return [];
        }

        var subject = filler.SubjectOf(hit, Voice.Active);
        var isSelf = subject.Group is null
            ? subject.Boundary is not Boundary.UnknownSubject
            : subject.Group.Parties[0] is var first && (first.IsPronoun || first.IsSelf || source.Parties.Contains(first)
                || (first.Actor is not null && !first.IsThing && first.Country == speaker.Country));
        if (!isSelf)
        {
            scene.Veto(hit, "it is said of somebody else");
            return [];
        }

        var modality = ModalityReader.Read(scene.Sentence, hit, subject, hit.First, hit.End, isReported: true, published: null);
        if (modality.Veto is null || modality.Veto.StartsWith("an infinitive", StringComparison.Ordinal))
        {
            return Make(hit, source.Parties, modality with { IsPast = source.IsPast }, scene.Sentence.First);
        }

        return [];
    }

    public List<Draft> Make(CueHit hit, IReadOnlyList<Party> parties, Modality modality, int from)
    {
        var deniers = parties.Select(scene.AsAccuser).OfType<Named>()
            .Where(named => !named.IsNonstate || named.Country is not null || named.Id.StartsWith("company:", StringComparison.Ordinal)).ToList();
        if (deniers.Count == 0)
        {
            scene.Veto(hit, "nobody known who denies");
            return [];
        }

        if (hit.Cue.Kind is CueKind.DenialContent && !Standing.IsBeyondCrime(scene.Context)
            && deniers.TrueForAll(named => named.Country is not null && named.Country == scene.Context.Home?.Country
                && !scene.Context.IsAccused(named.Country) && named.Country != scene.Context.SpeaksFor?.Country))
        {
            scene.Veto(hit, "nobody accuses the state in which the article is written");
            return [];
        }

        var answered = scene.Roles.Groups
            .Where(group => group.First >= from)
            .SelectMany(group => group.Parties)
            .Select(party => scene.AsAccuser(party.IsThing ? party.AsOwner() : party))
            .OfType<Named>()
            .FirstOrDefault(named => named.Country != deniers[0].Country);
        var act = ActReader.Read(scene.Sentence, (hit.First, ActReader.ClauseEnd(scene.Sentence, hit.First)));
        return [new Draft
        {
            Accusers = deniers,
            Accused = null,
            Act = act,
            Strength = AttributionStrength.Official,
            Polarity = Polarity.Denied,
            Modality = modality,
            RespondsTo = answered?.Id ?? scene.Context.LastAccusation(indictmentFirst: false)?.Accusers[0],
        }];
    }

    /// <summary>
    /// "Germany said Russia hacked it, accusations that the embassy called absurd": who was accused in the sentence answers, not who accused.
    /// </summary>
    private IReadOnlyList<Party>? Answerer(CueHit hit) =>
        scene.Roles.Groups.LastOrDefault(group => group.Mark is null && group.End <= hit.First
            && group.Parties.Any(party => scene.AsAccuser(party) is not null)) is { } near
            && scene.Made.Exists(made => made.Polarity is Polarity.Asserted && made.AccusedCountry is not null
                && near.Parties[0].Country == made.AccusedCountry)
            ? near.Parties : null;

    /// <summary>"…, which Russia denied", "…, an allegation Russia rejects": what is denied is what the sentence reported before.</summary>
    private bool IsDeniedInRelativeClause(CueHit hit, SubjectFound subject) =>
        subject.Group is { } denier && (hit.End == scene.Sentence.End || scene.Sentence.BreaksAfter(hit.End - 1))
            && scene.Sentence.Is(denier.First - 1, WordClass.Relative | WordClass.Accusation)
        && denier.Parties[0].Country is { } country && scene.Made.Exists(made => made.AccusedCountry == country && made.Polarity is Polarity.Asserted);

    private bool IsCourt(Party party) => party.First >= 0 && scene.Sentence.Any(party.First, party.End, WordClass.Charging);

    private IReadOnlyList<Party>? InvertedSubject(CueHit hit) => scene.Sentence.Language.IsVerbSecond
        ? scene.Roles.Unmarked(hit.First, out _).FirstOrDefault()?.Parties : null;
}
