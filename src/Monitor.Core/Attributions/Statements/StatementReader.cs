using Monitor.Attributions.Cues;
using Monitor.Attributions.Parties;
using Monitor.Attributions.Roles;
using Monitor.Attributions.Scenes;
using Monitor.Attributions.Sentences;

namespace Monitor.Attributions.Statements;

/// <summary>Reads the statements of one sentence: each cue goes to the reader of its kind, and what it drafts is kept once.</summary>
internal sealed class StatementReader
{
    private const int BeforeWordsMax = 20;

    private readonly Scene _scene;
    private readonly AccusationReader _accusations;
    private readonly DeedReader _deeds;
    private readonly DenialReader _denials;
    private int _joinedAt = int.MinValue;

    public StatementReader(Scene scene)
    {
        _scene = scene;
        var (filler, drafting) = (new RoleFiller(scene), new Drafting(scene));
        _accusations = new AccusationReader(scene, filler, drafting);
        _denials = new DenialReader(scene, filler);
        _deeds = new DeedReader(scene, filler, drafting, _denials);
    }

    public List<Statement> Read()
    {
        foreach (var hit in _scene.Sentence.Cues)
        {
            if (hit.Cue.Kind is not CueKind.Speech && (hit.Form is CueForm.Noun || !IsInsideParty(hit))
                && VoiceReader.Of(_scene.Sentence, hit) is not Voice.None and var voice && IsComplete(hit, voice))
            {
                foreach (var draft in Drafts(hit, voice))
                {
                    Add(hit, draft);
                }
            }
        }

        foreach (var (cue, draft) in new OpenAccusationReader(_scene).Read().Concat(new AgencyChargeReader(_scene).Read())
            .Concat(new OpenDeedReader(_scene).Read()).ToList())
        {
            AddOpen(cue, draft);
        }

        return _scene.Made;
    }

    /// <summary>What an open reader found says less than a cue that tells the same of the same sides.</summary>
    private void AddOpen(Cue cue, Draft draft)
    {
        if (Standing.VetoOf(_scene, cue, draft) is { } veto)
        {
            _scene.Note(cue.Id, veto);
            return;
        }

        var statement = draft.ToStatement(cue, _scene.Sentence, _scene.Roles);
        var same = _scene.Made.FindIndex(made => Covers(made, draft, statement));
        if (same < 0)
        {
            _scene.Made.Add(statement);
            _scene.Note(cue.Id, "fired", statement);
        }
        else if (_scene.Made[same] is { Polarity: Polarity.Asserted } made && statement.Polarity is Polarity.Asserted
            && statement.Strength is AttributionStrength.Indictment && made.Strength < statement.Strength)
        {
            _scene.Made[same] = made with { Strength = statement.Strength };
            _scene.Note(cue.Id, "what stands there already is a charge", _scene.Made[same]);
        }
    }

    private static bool Covers(Statement made, Draft draft, Statement statement) =>
        (made.Accused == statement.Accused || (made.AccusedCountry is not null && made.AccusedCountry == statement.AccusedCountry))
        && draft.Accusers.TrueForAll(named => made.Accusers.Contains(named.Id) || (named.Country is not null && made.AccuserCountry == named.Country));

    private List<Draft> Drafts(CueHit hit, Voice voice) => hit.Cue.Kind switch
    {
        CueKind.Deed => _deeds.Read(hit, voice),
        CueKind.Denial => _denials.Read(hit, voice),
        CueKind.DenialContent => _denials.ReadContent(hit),
        _ => _accusations.Read(hit, voice),
    };

    private bool IsComplete(CueHit hit, Voice voice)
    {
        if (!HasItsWords(hit, voice))
        {
            return false;
        }

        if (hit.Cue.Unless.Count > 0 && PhraseSearch.Follows(_scene.Sentence, hit.End, hit.Cue.Unless, 4))
        {
            _scene.Veto(hit, "a word behind it gives it another meaning");
            return false;
        }

        if (hit.First >= _joinedAt && hit.First < _joinedAt + 2)
        {
            _scene.Veto(hit, "it is what the others joined in");
            return false;
        }

        if (hit.Cue.Joins)
        {
            _joinedAt = PhraseSearch.Find(_scene.Sentence, hit.End, hit.Cue.Particles, 30);
        }

        return true;
    }

    private void Add(CueHit hit, Draft draft)
    {
        if (Standing.VetoOf(_scene, hit.Cue, draft) is { } veto)
        {
            _scene.Veto(hit, veto);
            return;
        }

        var statement = draft.ToStatement(hit.Cue, _scene.Sentence, _scene.Roles);
        var same = _scene.Made.FindIndex(other => other.Accused == statement.Accused && other.Polarity == statement.Polarity
            && (other.Accusers.SequenceEqual(statement.Accusers) || (statement.Polarity is Polarity.Denied && other.Accusers[0] == statement.Accusers[0])));
        if (same < 0)
        {
            _scene.Made.Add(statement);
        }
        else if (statement.Strength > _scene.Made[same].Strength
            || (statement.Strength == _scene.Made[same].Strength && statement.Score > _scene.Made[same].Score))
        {
            _scene.Made[same] = statement;
        }

        _scene.Fired(hit, statement);
    }

    /// <summary>The words that a cue needs stand where they must: behind it, and in a passive ("charges were brought") also before.</summary>
    private bool HasItsWords(CueHit hit, Voice voice)
    {
        var behindMax = hit.Cue.Particles.Count > 0 ? 30 : 0;
        var isParticleThere = behindMax == 0 || PhraseSearch.Follows(_scene.Sentence, hit.End, hit.Cue.Particles, behindMax)
            || ((_scene.Sentence.Language.IsVerbSecond || voice is Voice.Passive or Voice.Reduced) && IsBefore(hit, hit.Cue.Particles));
        return isParticleThere && (hit.Cue.Before.Count == 0 || IsBefore(hit, hit.Cue.Before));
    }

    private bool IsBefore(CueHit hit, IReadOnlyList<string> phrases)
    {
        var first = Math.Max(_scene.Sentence.First, hit.First - BeforeWordsMax);
        return PhraseSearch.Follows(_scene.Sentence, first, phrases, hit.First - first);
    }

    /// <summary>"state-sponsored hackers", "hackers linked to Iran": words of a name, not verbs.</summary>
    private bool IsInsideParty(CueHit hit) => _scene.Roles.GroupAt(hit.First) is { } group && IsInside(group, hit.First);

    private static bool IsInside(PartyGroup group, int token)
    {
        foreach (var party in group.Parties)
        {
            if (party.First <= token && token < party.End && !party.IsActed)
            {
                return true;
            }
        }

        return false;
    }
}
