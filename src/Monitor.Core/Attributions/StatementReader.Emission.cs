namespace Monitor.Attributions;

/// <content>What was read becomes a statement, unless something vetoes it.</content>
internal sealed partial class StatementReader
{
    private Named? AsAccuser(Party party) => Named.Accuser(party, _context.Actors, _context.Day);

    private void Emit(CueHit hit, IReadOnlyList<Party> accuserParties, PartyGroup? accused, (int First, int End)? actSpan, Modality modality, Source? source)
    {
        var (accusers, fromDocument) = Accusers(accuserParties);
        if (accusers.Count == 0)
        {
            Veto(hit, "nobody who could be the accuser");
            return;
        }

        var act = ActReader.Read(_sentence, actSpan, onlyThere: hit.Cue.Needs.HasFlag(CueNeeds.Hackers));
        var targets = accused?.Parties.Select(party => AsAccused(hit, party)).OfType<Named>().ToList() ?? [];
        if (targets.Count == 0 && (hit.Cue.Carries || _sentence.Is(hit.End, WordClass.ObjectPronoun)) && (_statements.FindLast(ArticleContext.CanBeCarried) ?? _context.Carried(_number)) is { } carried)
        {
            targets.Add(new Named(carried.Accused!, carried.AccusedCountry) { Grain = carried.Grain });
            act = act.ActClass == ActReader.Unspecified ? new ActFound(carried.Act, carried.ActClass, carried.Family, carried.Incident, null) : act;
        }

        if (hit.Cue.Needs.HasFlag(CueNeeds.Act) && act.ActClass == ActReader.Unspecified
            || hit.Cue.Needs.HasFlag(CueNeeds.ActObject) && !_sentence.Acts.Exists(found => found.First >= hit.First && found.First < hit.End + 10)
            || hit.Cue.Needs.HasFlag(CueNeeds.Accusation) && FindAccusation(hit.End) < 0)
        {
            Veto(hit, "no hostile act beside it");
            return;
        }

        if (modality.IsNegated && hit.Cue is not { Kind: CueKind.Accusation, Strength: AttributionStrength.Official })
        {
            Veto(hit, "it is negated");
            return;
        }

        var isAnonymous = _sentence.Any(_sentence.First, _sentence.End, WordClass.Anonymous);
        foreach (var target in targets)
        {
            var others = accusers.FindAll(named => named.Id != target.Id && (named.Country is null || named.Country != target.Country || named.Id.StartsWith("company:", StringComparison.Ordinal)));
            if (others.Count == 0 || hit.Cue.Needs.HasFlag(CueNeeds.Persons) && target.Grain is AccusedGrain.State or AccusedGrain.Unnamed && hit.Cue.Needs.HasFlag(CueNeeds.Persons))
            {
                Veto(hit, others.Count == 0 ? "accuser and accused are of one country" : "a state itself is not charged in court");
                continue;
            }

            var strength = StrengthOf(hit.Cue, others, fromDocument, isAnonymous);
            Add(hit, new Drafted
            {
                Accusers = others,
                Accused = target,
                Act = act,
                Strength = strength,
                Instrument = strength >= AttributionStrength.Sanction ? new InstrumentReader(_context, _sentence).Read(accused) : [],
                Polarity = modality.IsNegated || hit.Cue.Kind is CueKind.Retraction ? Polarity.Negated : Polarity.Asserted,
                Modality = modality with { IsHedged = modality.IsHedged || hit.Cue.IsHedged },
                Source = source,
                IsOneOfMany = accused is not null && _sentence.Any(accused.First, accused.Parties[0].CoreFirst, WordClass.ListIntro),
            });
        }

        if (targets.Count == 0)
        {
            Veto(hit, "nobody who could be the accused");
        }
    }

    /// <summary>A document stands for whoever made it; where it does not say, for the last accuser.</summary>
    private (List<Named> Accusers, AttributionStrength? FromDocument) Accusers(IReadOnlyList<Party> parties)
    {
        var accusers = new List<Named>();
        AttributionStrength? strength = null;
        foreach (var party in parties)
        {
            if (AsAccuser(party) is { } named)
            {
                accusers.Add(named);
            }
            else if (party.IsThing && AsAccuser(new Party { First = party.First, End = party.End, Actor = party.Actor, Country = party.Country }) is { } owner)
            {
                accusers.Add(owner);
            }

            if (party.Head is HeadClass.Document)
            {
                var isIndictment = _sentence.Cues.Exists(hit => hit is { Form: CueForm.Noun, Cue.Strength: AttributionStrength.Indictment } && hit.First >= party.First && hit.First < party.End + 6);
                strength = isIndictment ? AttributionStrength.Indictment : strength;
                if (accusers.Count == 0 && _context.LastAccusation(isIndictment) is { } last)
                {
                    accusers.AddRange(last.Accusers.Select(id => new Named(id, _context.Actors.Find(id)?.Country)));
                }
            }
        }

        return ([.. accusers.DistinctBy(named => named.Id)], strength);
    }

    private static AttributionStrength StrengthOf(Cue cue, List<Named> accusers, AttributionStrength? fromDocument, bool isAnonymous)
    {
        var strength = fromDocument is { } document && document > cue.Strength ? document : cue.Strength;
        if (strength is AttributionStrength.Official && accusers.TrueForAll(named => named.IsNonstate))
        {
            return AttributionStrength.Nonstate;
        }

        return strength is AttributionStrength.Official && isAnonymous && accusers.TrueForAll(named => named.Speaker is null)
            ? AttributionStrength.Anonymous
            : strength;
    }

    private void Add(CueHit hit, Drafted drafted)
    {
        var statement = drafted.ToStatement(hit, _sentence, _roles);
        var same = _statements.FindIndex(other => other.Accused == statement.Accused && other.Polarity == statement.Polarity
            && (other.Accusers.SequenceEqual(statement.Accusers) || (statement.Polarity is Polarity.Denied && other.Accusers[0] == statement.Accusers[0])));
        if (same < 0)
        {
            _statements.Add(statement);
        }
        else if (statement.Strength > _statements[same].Strength || (statement.Strength == _statements[same].Strength && statement.Score > _statements[same].Score))
        {
            _statements[same] = statement;
        }
    }
}
