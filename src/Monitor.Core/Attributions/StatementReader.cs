using System.Diagnostics.CodeAnalysis;
using Monitor.Text;

namespace Monitor.Attributions;

/// <summary>Reads the statements of one sentence: each cue's roles, what the words around make of it, and what it then says.</summary>
internal sealed class StatementReader
{
    private readonly ArticleContext _context;
    private readonly SentenceReading _sentence;
    private readonly int _number;
    private readonly RoleFinder _roles;
    private readonly List<Source> _sources;
    private readonly List<CueOutcome>? _outcomes;
    private readonly List<Statement> _statements = [];
    private SubjectFound? _gerundSubject;
    private int _joinedAt = int.MinValue;

    public StatementReader(ArticleContext context, SentenceReading sentence, int number, IReadOnlyList<PartyGroup> groups, List<CueOutcome>? outcomes)
    {
        _context = context;
        _sentence = sentence;
        _number = number;
        _roles = new RoleFinder(sentence, groups);
        _outcomes = outcomes;
        _sources = new SourceReader(sentence, _roles).Read(outcomes);
        foreach (var party in groups.SelectMany(group => group.Parties))
        {
            context.Resolve(party, number);
        }

        // "we" inside a quotation, and "it" behind "said that", are whoever the sentence says it is from.
        foreach (var party in groups.SelectMany(group => group.Parties).Where(party => party.IsSelf || party.IsPronoun))
        {
            party.Actor = _sources.Find(source => source.Covers(party.First) && !source.Parties.Contains(party))?.Parties.Select(speaker => speaker.Actor).FirstOrDefault(actor => actor is not null) ?? party.Actor;
            party.Country = party.Actor?.Country;
        }
    }

    public IReadOnlyList<Source> Sources => _sources;

    public RoleFinder Roles => _roles;

    public List<Statement> Read()
    {
        foreach (var hit in _sentence.Cues)
        {
            if (hit.Cue.Kind is CueKind.Speech || (hit.Form is not CueForm.Noun && IsInsideParty(hit)) || VoiceReader.Of(_sentence, hit) is not (not Voice.None and var voice))
            {
                continue;
            }

            if (hit.Cue.Particles.Count > 0 && !Particle.Follows(_sentence, hit.End, hit.Cue.Particles, 30))
            {
                continue;
            }

            if (hit.Cue.Unless.Count > 0 && Particle.Follows(_sentence, hit.End, hit.Cue.Unless, 4))
            {
                Veto(hit, "a word behind it gives it another meaning");
                continue;
            }

            if (hit.First >= _joinedAt && hit.First < _joinedAt + 2)
            {
                Veto(hit, "it is what the others joined in");
                continue;
            }

            if (hit.Cue.Joins)
            {
                _joinedAt = Particle.Find(_sentence, hit.End, hit.Cue.Particles, 30);
            }

            var count = _statements.Count;
            switch (hit.Cue.Kind)
            {
                case CueKind.Deed:
                    ReadDeed(hit, voice);
                    break;
                case CueKind.Denial:
                    ReadDenial(hit, voice);
                    break;
                case CueKind.DenialContent:
                    ReadDenialContent(hit);
                    break;
                default:
                    ReadAccusation(hit, voice);
                    break;
            }

            for (var i = count; i < _statements.Count; i++)
            {
                _outcomes?.Add(new CueOutcome(Label(hit), _statements[i], "fired"));
            }
        }

        return _statements;
    }

    /// <summary>"state-sponsored hackers", "hackers linked to Iran": words of a name, not verbs.</summary>
    private bool IsInsideParty(CueHit hit) =>
        _roles.GroupAt(hit.First) is { } group && group.Parties.Any(party => party.First <= hit.First && hit.First < party.End && !party.IsActed);

    private string Label(CueHit hit) =>
        $"{hit.Cue.Id} \"{new TextSpan(_sentence.Text.Tokens[hit.First].Start, _sentence.Text.Tokens[hit.End - 1].End).Of(_sentence.Text.Value)}\"";

    private void Veto(CueHit hit, string reason) => _outcomes?.Add(new CueOutcome(Label(hit), null, reason));

    private Source? SourceOf(int token) =>
        _sources.Where(source => source.Covers(token) && source.At != token).OrderBy(source => source.End - source.First).ThenBy(source => Math.Abs(source.At - token)).FirstOrDefault();

    // ------------------------------------------------------------------ accusations

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

        var objectEnd = Math.Max(accused is not null && accused.First >= hit.End ? accused.End : hit.End, grammaticalObject?.End ?? 0);
        var modality = ModalityReader.Read(
            _sentence, hit, subject, subject.Group?.End ?? hit.First, hit.Cue.ActPlace is null ? objectEnd : hit.End, source?.Cue is not null, _context.Published?.Year);
        if (modality.Veto is { } veto)
        {
            Veto(hit, veto);
            return;
        }

        var accuserParties = accuser?.Parties ?? AccuserBeyond(hit, voice, subject, source);
        if (accuserParties is null)
        {
            Veto(hit, "nobody who could be the accuser");
            return;
        }

        var act = ActOf(hit, voice, subject.Group, objectEnd, accused);
        Emit(hit, accuserParties, accused, act, modality, source);
    }

    private void ReadReciprocal(CueHit hit, PartyGroup group, SubjectFound subject)
    {
        var modality = ModalityReader.Read(_sentence, hit, subject, group.End, hit.End, false, _context.Published?.Year);
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

        var subject = _roles.Subject(hit.First, isFollowing, voice is Voice.Reduced);
        _gerundSubject = hit.Form is CueForm.Gerund ? subject : _gerundSubject;
        return subject;
    }

    private PartyGroup? ObjectOf(CueHit hit, SubjectFound subject)
    {
        if (!_sentence.Language.IsVerbSecond)
        {
            return _roles.Object(hit.End);
        }

        var others = _roles.Unmarked(hit.First, out _).FindAll(group => group != subject.Group);
        return others.Find(IsObjectMarked) ?? others.FirstOrDefault();
    }

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
                _ => _roles.After(hit.End, slot.Prepositions, alsoBefore: _sentence.Language.IsVerbSecond),
            };
            if (found is not null && Usable(found, isAccuser))
            {
                return found;
            }
        }

        return null;
    }

    private bool Usable(PartyGroup group, bool isAccuser) => group.Parties.Any(party =>
        isAccuser ? party.Head is HeadClass.Document || AsAccuser(party) is not null || (party.IsThing && party.Actor is not null) : Named.AccusedBy(party) is not null);

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
            if (party.IsActed || party.Head is HeadClass.Hackers || party.Actor?.Kind is Tagging.ActorKind.ThreatGroup || party.IsLinked)
            {
                return group;
            }

            if (group.MarkToken >= from && _sentence.Is(group.MarkToken, WordClass.Agent) && party.Actor is not null && !party.IsThing
                && _sentence.Acts.Exists(act => act.First >= from && act.End <= group.MarkToken && group.MarkToken - act.End <= 6))
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

        if (voice is Voice.Passive or Voice.Reduced)
        {
            if (source is not null && (source.Cue is null || hit.Cue.Strength >= AttributionStrength.Sanction))
            {
                return source.Parties;
            }

            return hit.Cue.Strength is AttributionStrength.Indictment ? _roles.After(hit.End, ["in"])?.Parties : null;
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

    // ------------------------------------------------------------------ deeds and denials

    private void ReadDeed(CueHit hit, Voice voice)
    {
        if (SourceOf(hit.First) is not { } source)
        {
            Veto(hit, "the article says so itself: no source that accuses");
            return;
        }

        var isPassive = voice is Voice.Passive or Voice.Reduced;
        var subject = SubjectOf(hit, voice);
        var doer = hit.Cue.Accused.Any(slot => slot.Place is not SlotPlace.Subject) ? Fill(hit, hit.Cue.Accused, Voice.Active, null, _roles.Object(hit.End), isAccuser: false)
            : isPassive ? _roles.Agent(hit.End)
            : voice is Voice.Noun ? _roles.Possessor(hit.First) ?? _roles.Agent(hit.End)
            : subject.Group;
        var speaker = source.Parties.Select(AsAccuser).OfType<Named>().FirstOrDefault();
        var isSelf = doer is not null && doer.Parties[0] is var first
            && (first.IsPronoun || first.IsSelf || source.Parties.Contains(first) || (speaker is not null && Named.AccusedBy(first)?.Country is { } country && country == speaker.Country));
        if (doer is null || (!isSelf && !doer.Parties.Any(party => Named.AccusedBy(party) is not null && party.Head is not HeadClass.Document)))
        {
            Veto(hit, "nobody known who did it");
            return;
        }

        if (hit.Cue.Needs.HasFlag(CueNeeds.Act) && !_sentence.Acts.Exists(act => (isPassive || act.First >= hit.First) && act.First < hit.End + 22))
        {
            Veto(hit, "no hostile act behind it");
            return;
        }

        var modality = ModalityReader.Read(
            _sentence, hit, isPassive ? subject with { Group = null, ClauseFirst = hit.First } : subject, doer.End, hit.End, isReported: true, publishedYear: null);
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
        var isClauseDenied = _sentence.Is(hit.End, WordClass.Complementizer) && _sentence.Acts.Exists(act => act.First >= hit.End);
        if (denier is null || (hit.Cue.Needs.HasFlag(CueNeeds.Accusation) && accusation < 0 && !isClauseDenied))
        {
            Veto(hit, denier is null ? "nobody known who denies" : "what is denied is no accusation");
            return;
        }

        var modality = ModalityReader.Read(_sentence, hit, subject, subject.Group?.End ?? hit.First, hit.End, SourceOf(hit.First)?.Cue is not null, _context.Published?.Year);
        if (modality.Veto is not null || modality.IsNegated)
        {
            Veto(hit, modality.Veto ?? "it does not deny");
            return;
        }

        Deny(hit, denier, modality, hit.End);
    }

    private IReadOnlyList<Party>? InvertedSubject(CueHit hit) => _sentence.Language.IsVerbSecond ? _roles.Unmarked(hit.First, out _).FirstOrDefault()?.Parties : null;

    private int FindAccusation(int from)
    {
        for (var token = from; token < Math.Min(from + 12, _sentence.End); token++)
        {
            if (_sentence.Is(token, WordClass.Accusation))
            {
                return token;
            }

            if (_sentence.HasAfter(token, ';'))
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

        var modality = ModalityReader.Read(_sentence, hit, subject, hit.First, hit.End, isReported: true, publishedYear: null);
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

    // ------------------------------------------------------------------ statements

    private Named? AsAccuser(Party party) => Named.Accuser(party, _context.Actors, _context.Day);

    private void Emit(CueHit hit, IReadOnlyList<Party> accuserParties, PartyGroup? accused, (int First, int End)? actSpan, Modality modality, Source? source)
    {
        var (accusers, fromDocument) = Accusers(accuserParties);
        if (accusers.Count == 0)
        {
            Veto(hit, "nobody who could be the accuser");
            return;
        }

        var act = ActReader.Read(_sentence, actSpan);
        var targets = accused?.Parties.Select(Named.AccusedBy).OfType<Named>().ToList() ?? [];
        if (targets.Count == 0 && hit.Cue.Carries && _context.Carried(_number) is { } carried)
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

            Add(hit, new Drafted
            {
                Accusers = others,
                Accused = target,
                Act = act,
                Strength = StrengthOf(hit.Cue, others, fromDocument, isAnonymous),
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
                var isIndictment = _sentence.Any(party.First, party.End + 6, WordClass.Accusation);
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
