using Monitor.Actors;
using Monitor.Text;

namespace Monitor.Attributions;

/// <summary>Reads the statements of one sentence: each cue's roles, what the words around make of it, and what it then says.</summary>
internal sealed partial class StatementReader
{
    private const int BeforeWordsMax = 20;

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

        ResolveOwned();
        RememberHostile();

        // "we" inside a quotation, and "it" behind "said that", are whoever the sentence says it is from.
        foreach (var party in groups.SelectMany(group => group.Parties).Where(party => party.IsSelf || party.IsPronoun))
        {
            party.Actor = _sources.Find(source => source.Covers(party.First) && !source.Parties.Contains(party))?.Parties.Select(speaker => speaker.Actor).FirstOrDefault(actor => actor is not null) ?? party.Actor;
            party.Country = party.Actor?.Country;
            if (party is { IsPronoun: true, Actor: { } speaking } && Named.IsNonstateKind(speaking) && context.LastHostile is { } hostile && number - context.LastHostileSentence <= 1)
            {
                // "The firm said it broke into …": those whom a vendor describes, not the vendor.
                (party.Actor, party.Country, party.Head, party.IsPronoun) = (hostile.Actor, hostile.Country, hostile.Head, false);
            }
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

            if (!HasItsWords(hit, voice))
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

    /// <summary>"its government" is that of the state that the sentence speaks of, else the sentence before.</summary>
    private void ResolveOwned()
    {
        foreach (var party in _roles.Groups.SelectMany(group => group.Parties).Where(party => party is { IsOwned: true, Actor: null }))
        {
            var owner = _roles.Groups.FirstOrDefault(group => group.First < party.First && group.Mark is null)?.Parties[0] ?? (_context.LastSubject is [var last, ..] ? last : null);
            if (owner is { IsThing: false, IsActed: false, Actor: { Country: { } country, Kind: not ActorKind.Company } })
            {
                (party.Actor, party.Country) = (_context.Actors.State(country), country);
            }
        }
    }

    /// <summary>Notes whom "the hackers" of a later sentence will mean: hackers, groups and agencies that do something here.</summary>
    private void RememberHostile()
    {
        var hostile = _roles.Groups.SelectMany(group => group.Parties).FirstOrDefault(party => party.Actor is { } actor
            && (party.Head is HeadClass.Hackers || actor.Kind is ActorKind.ThreatGroup || (party.IsLinked && !party.IsThing)));
        if (hostile is not null)
        {
            _context.RememberHostile(hostile, _number);
        }
    }

    /// <summary>The words that a cue needs stand where they must: behind it, and in a passive ("charges were brought") also before.</summary>
    private bool HasItsWords(CueHit hit, Voice voice)
    {
        var behindMax = hit.Cue.Particles.Count > 0 ? 30 : 0;
        var isParticleThere = behindMax == 0 || Particle.Follows(_sentence, hit.End, hit.Cue.Particles, behindMax)
            || ((_sentence.Language.IsVerbSecond || voice is Voice.Passive or Voice.Reduced) && IsBefore(hit, hit.Cue.Particles));
        return isParticleThere && (hit.Cue.Before.Count == 0 || IsBefore(hit, hit.Cue.Before));
    }

    private bool IsBefore(CueHit hit, IReadOnlyList<string> phrases)
    {
        var first = Math.Max(_sentence.First, hit.First - BeforeWordsMax);
        return Particle.Follows(_sentence, first, phrases, hit.First - first);
    }

    /// <summary>"state-sponsored hackers", "hackers linked to Iran": words of a name, not verbs.</summary>
    private bool IsInsideParty(CueHit hit) =>
        _roles.GroupAt(hit.First) is { } group && group.Parties.Any(party => party.First <= hit.First && hit.First < party.End && !party.IsActed);

    private string Label(CueHit hit) =>
        $"{hit.Cue.Id} \"{new TextSpan(_sentence.Text.Tokens[hit.First].Start, _sentence.Text.Tokens[hit.End - 1].End).Of(_sentence.Text.Value)}\"";

    private void Veto(CueHit hit, string reason) => _outcomes?.Add(new CueOutcome(Label(hit), null, reason));

    private Source? SourceOf(int token) =>
        _sources.Where(source => source.Covers(token) && source.At != token).OrderBy(source => source.End - source.First).ThenBy(source => Math.Abs(source.At - token)).FirstOrDefault();
}
