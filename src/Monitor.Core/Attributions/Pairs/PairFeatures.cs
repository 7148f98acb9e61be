using Monitor.Actors;
using Monitor.Attributions.Cues;
using Monitor.Attributions.Parties;
using Monitor.Attributions.Roles;
using Monitor.Attributions.Statements;
using Monitor.Attributions.Sentences;

namespace Monitor.Attributions.Pairs;

/// <summary>What is seen of a pair: who speaks and how, where the other stands among words of harm, what else the sentence says.</summary>
internal sealed class PairFeatures(
    Scene scene, PartyGroup group, Party party, Named accused, List<Named> accusers, Source? source, string how)
{
    private const int Near = 6;
    private readonly SentenceReading _sentence = scene.Sentence;
    private readonly List<string> _features = [];

    public DeedTie? Tie { get; private set; }

    public List<string> Read()
    {
        _features.Add("bias");
        _features.Add("lang:" + _sentence.Language.Language);
        ReadSpeaker();
        ReadAccused();
        var place = ReadPlace();
        ReadHarm(place);
        ReadSentence();
        ReadTies();
        return _features;
    }

    private void Add(bool isSeen, string name)
    {
        if (isSeen)
        {
            _features.Add(name);
        }
    }

    private void ReadSpeaker()
    {
        var speaker = accusers[0];
        _features.Add("how:" + how);
        var kind = speaker.Id[..speaker.Id.IndexOf(':', StringComparison.Ordinal)];
        _features.Add("by:" + (speaker.IsNonstate ? kind + (speaker.Country is null ? "" : "@") : "state"));
        Add(speaker.IsOfficials, "by:officials");
        Add(speaker.IsPresumed, "by:presumed");
        Add(speaker.Speaker is not null, "by:speaker");
        Add(accusers.Count > 1, "by:several");
        Add(speaker.Country is not null && speaker.Country == scene.Context.Home?.Country, "by:home");
        if (source is null || source.At == Source.Nowhere)
        {
            return;
        }

        var isCovered = source.Covers(party.First);
        var kindOfSource = source.Cue is { } cue ? cue.Cue.IsHedged ? "hedged" : cue.Form.ToString() : _sentence.HasAfter(source.At, ':')
            ? "colon" : _sentence.Is(source.At, WordClass.According) ? "according" : "quote";
        _features.Add("said:" + kindOfSource + (isCovered ? "" : ":outside"));
        Add(source.IsPast, "said:past");
        Add(source.At < party.First, "said:before");
    }

    private void ReadAccused()
    {
        _features.Add("of:" + (party.IsThing ? "thing" : accused.Grain.ToString()));
        Add(party.Head is not HeadClass.None, "head:" + party.Head);
        Add(accused.Country is not null && accused.Country == scene.Context.Home?.Country, "of:home");
        Add(accused.Country is null, "of:stateless");
        Add(party.IsPronoun || party.IsReference || party.IsSelf, "of:reference");
        Add(party.IsLinked, "of:linked");
        Add(party.IsActed, "of:act");
        Add(party.IsPresumed, "of:presumed");
        Add(scene.Number == 0, "title");
    }

    private string ReadPlace()
    {
        var mark = group.MarkToken;
        var place = group.Mark is null ? "free"
            : _sentence.Is(mark, WordClass.Agent) ? "agent"
            : _sentence.Is(mark, WordClass.Behind) ? "behind"
            : _sentence.Is(mark, WordClass.Origin) ? "origin"
            : _sentence.Is(mark, WordClass.Against) ? "against"
            : _sentence.Is(mark, WordClass.For) ? "for"
            : _sentence.Is(mark, WordClass.InfinitiveMarker) ? "to"
            : _sentence.Is(mark, WordClass.Place) ? "in"
            : "marked";
        Add(_sentence.IsPossessive(group.End - 1), "possessive");
        if (place == "free")
        {
            place = Preceded() + Followed();
        }

        _features.Add("at:" + place);
        return place;
    }

    /// <summary>What stands right before a party without a preposition: a border, a verb that takes it as object, or an act that is its own.</summary>
    private string Preceded()
    {
        var before = group.First - 1;
        return before < _sentence.First || _sentence.BreaksAfter(before) || _sentence.ClosesQuoteAfter(before) ? "free"
            : _sentence.Is(before, WordClass.Complementizer) ? "that"
            : _sentence.Is(before, WordClass.Be) ? "be"
            : _sentence.Is(before, WordClass.Accusing) ? "accusing"
            : _sentence.Is(before, WordClass.Subordinator | WordClass.Question) ? "if"
            : _sentence.Cues.Exists(hit => hit.End == group.First && hit.Cue.Kind is CueKind.Speech) ? "say"
            : _sentence.Is(before, WordClass.Hostile) ? "harm"
            : _sentence.Is(before, WordClass.Conjunction) ? "and"
            : "word";
    }

    private string Followed()
    {
        for (var token = group.End; token < Math.Min(group.End + Near, _sentence.End); token++)
        {
            if (_sentence.BreaksAfter(token - 1))
            {
                return ">break";
            }

            if (_sentence.Is(token, WordClass.Hostile))
            {
                return ">harm";
            }

            if (_sentence.Is(token, WordClass.Harmless))
            {
                return ">harmless";
            }

            if (_sentence.Cues.Exists(hit => hit.First == token && hit.Cue.Kind is CueKind.Speech or CueKind.Denial))
            {
                return ">say";
            }

            if (_sentence.Is(token, WordClass.Negation | WordClass.Hypothetical))
            {
                return ">not";
            }

            if (_sentence.Is(token, WordClass.Behind))
            {
                return ">behind";
            }

            if (_sentence.Is(token, WordClass.Be) && !_sentence.Is(token + 1, WordClass.Hostile | WordClass.Behind) && !_sentence.IsGerund(token + 1))
            {
                return ">be";
            }

            if (_sentence.Is(token, WordClass.Preposition | WordClass.Conjunction))
            {
                return ">preposition";
            }

            if (_sentence.IsUnknown(token))
            {
                return ">verb";
            }
        }

        return ">end";
    }

    private void ReadHarm(string place)
    {
        var (before, behind, all) = (0, 0, 0);
        for (var token = _sentence.First; token < _sentence.End; token++)
        {
            if (_sentence.Is(token, WordClass.Hostile) && !(token >= group.First && token < group.End))
            {
                all++;
                before += token < group.First && token >= group.First - Near ? 1 : 0;
                behind += token >= group.End && token < group.End + Near ? 1 : 0;
            }
        }

        _features.Add("harm:" + Math.Min(3, all));
        Add(before > 0, "harm:before");
        Add(behind > 0, "harm:behind");
        Add(before > 0, "harm:before|" + place);
        Add(behind > 0, "harm:behind|" + place);
        Add(all == 0 && scene.Context.HasHarm(scene.Number), "harm:around");
        Add(_sentence.Acts.Count > 0, "act");
        Add(_sentence.Acts.Exists(act => act.First >= group.First && act.First < group.End + 2 * Near), "act:behind");
        var nearest = scene.Roles.Groups.Where(other => other != group && other.Parties.Any(one => !(source?.Parties.Contains(one) ?? false)
            && one.Country is not null && one.Country != accusers[0].Country && one.Country != accused.Country)).Count();
        _features.Add("others:" + Math.Min(2, nearest));
        Add(_sentence.Any(group.End, group.End + 2 * Near, WordClass.Victim), "victim:behind");
        Add(scene.Roles.Groups.Any(other => other.Parties.Any(one => one.Country is not null && one.Country == accusers[0].Country
            && !(source?.Parties.Contains(one) ?? false))), "victim:speaker");
        Add(_sentence.Any(group.First - 4, group.First, WordClass.Negation) || _sentence.Any(group.End, group.End + 4, WordClass.Negation), "negated");
        Add(_sentence.Any(group.First - 4, group.First, WordClass.Hypothetical | WordClass.Question), "unreal");
        Add(_sentence.Any(group.End, group.End + 4, WordClass.Hypothetical), "unreal:behind");
        Add(_sentence.Any(group.First - 4, group.First, WordClass.Behalf), "behalf:before");
        Add(_sentence.Any(group.End, group.End + 4, WordClass.Behalf), "behalf:behind");
    }

    private void ReadSentence()
    {
        Add(_sentence.Any(_sentence.First, _sentence.End, WordClass.Denying), "denying");
        Add(_sentence.Any(_sentence.First, _sentence.End, WordClass.Agreeing), "agreeing");
        Add(_sentence.Any(_sentence.First, _sentence.End, WordClass.Clearing), "clearing");
        Add(_sentence.Any(_sentence.First, _sentence.End, WordClass.Charging), "charging");
        Add(_sentence.Any(_sentence.First, _sentence.End, WordClass.Silent), "silent");
        Add(_sentence.Any(_sentence.First, _sentence.End, WordClass.Past), "past");
        Add(scene.IsUnreal(group.First), "question");
        Add(scene.IsInCourt, "court");
        var at = source?.At ?? -1;
        Add(_sentence.Any(_sentence.First, _sentence.End, WordClass.Accusing), "accusing");
        Add(at >= 0 && _sentence.Any(Math.Min(at, group.First), Math.Max(at, group.First), WordClass.Accusing), "accusing:between");
        Add(scene.Context.Statements.Any(kept => kept.Statement.Polarity is Polarity.Denied && kept.Statement.AccuserCountry is not null
            && kept.Statement.AccuserCountry == accused.Country), "denied:accused");
        Add(scene.Context.Statements.Any(kept => kept.Statement.Polarity is Polarity.Denied && kept.Statement.AccuserCountry is not null
            && kept.Statement.AccuserCountry == accusers[0].Country), "denied:speaker");
    }

    private void ReadTies()
    {
        var ties = new DeedTieReader(_sentence, scene.Roles);
        var isThing = party.IsThing;
        Tie = isThing ? ties.OfThing(group, party, accusers[0].Country) : ties.Of(group, party, accusers[0].Country);
        Add(Tie is not null, "tie");
        Add(Tie is not null, "tie:" + Tie?.How + (source is null ? ":unsaid" : ""));
        if (Tie is null && new OpenVerbReader(scene).Of(group, party) is { } open)
        {
            Tie = open;
            _features.Add("open:" + open.How + (source is null ? ":unsaid" : ""));
        }

        foreach (var (_, made) in scene.Context.Statements)
        {
            if (made.Polarity is not Polarity.Denied && (made.Accused == accused.Id || (made.AccusedCountry is not null && made.AccusedCountry == accused.Country))
                && accusers.Exists(named => made.Accusers.Contains(named.Id) || (named.Country is not null && named.Country == made.AccuserCountry)))
            {
                var rule = made.Rule.AsSpan(_sentence.Language.Language.Length + 1);
                _features.Add("rule:" + (made.Polarity is Polarity.Asserted ? rule.StartsWith("any-") ? rule.ToString() : "cue" : "negated"));
                break;
            }
        }
    }
}
