using Monitor.Actors;
using Monitor.Attributions.Cues;
using Monitor.Attributions.Parties;
using Monitor.Attributions.Sentences;
using Monitor.Tagging;
using Monitor.Text;

namespace Monitor.Attributions.Scenes;

/// <summary>What the sentences of one article hand on to the next: who spoke, who was accused of what, who was named.</summary>
internal sealed class ArticleContext(
    ActorBook actors, LanguageCues cues, TokenizedText text, IReadOnlyList<ActorMention> mentions, OutletVoice outlet, DateTimeOffset? published)
{
    /// <summary>A word such as "the alliance" refers back over at most this many sentences.</summary>
    private const int ReferenceSentencesMax = 6;

    private const int CarrySentencesMax = 3;

    private const int NoSentence = -1000;

    public ActorBook Actors { get; } = actors;

    public LanguageCues Cues { get; } = cues;

    public TokenizedText Text { get; } = text;

    public IReadOnlyList<ActorMention> Mentions { get; } = mentions;

    public OutletVoice Outlet { get; } = outlet;

    public Actor? SpeaksFor { get; } = outlet.SpeaksFor is null ? null : actors.Find(outlet.SpeaksFor);

    public DateTimeOffset? Published { get; } = published;

    public DateOnly? Day => Published is { } instant ? DateOnly.FromDateTime(instant.UtcDateTime) : null;

    /// <summary>The state in which the article was written; null where nothing tells.</summary>
    public required Actor? Home { get; init; }

    /// <summary>What kind of text the article is, where it is none that reports; null for a report.</summary>
    public required Frame? Frame { get; init; }

    /// <summary>
    /// Who speaks where a sentence names no source: whom the outlet speaks for, or the outlet itself where it says "we found"; null in a report.
    /// </summary>
    public required Party? Voice { get; init; }

    /// <summary>The sentences, by their place in the article, in which harm is spoken of.</summary>
    public required IReadOnlySet<int> Harm { get; init; }

    /// <summary>Years that the article names are all long gone.</summary>
    public bool IsOfHistory { get; init; }

    /// <summary>Families of the acts that the article names.</summary>
    public required IReadOnlySet<string> Families { get; init; }

    public bool IsOfFamily(IEnumerable<string> families) => families.Any(Families.Contains);

    /// <summary>Whether harm is spoken of in the sentence, next to it, or in the title.</summary>
    public bool HasHarm(int sentence) => Harm.Contains(sentence) || Harm.Contains(sentence - 1) || Harm.Contains(sentence + 1) || Harm.Contains(0);

    /// <summary>What the article itself tells of names, and what earlier news taught.</summary>
    public required LearntNames Names { get; init; }

    /// <summary>The subject of the sentence before: whom "it", "he" and "the official" mean.</summary>
    public IReadOnlyList<Party> LastSubject { get; set; } = [];

    public int LastSubjectSentence { get; set; } = -1;

    /// <summary>Who was last said to say something, and in which sentence: what goes on without a word of who says it is theirs.</summary>
    public (int Sentence, IReadOnlyList<Party> Parties) LastSpeaker { get; set; } = (NoSentence, []);

    /// <summary>Who speaks in a quotation that is still open, or was introduced by a colon.</summary>
    public IReadOnlyList<Party> QuoteSpeaker { get; set; } = [];

    /// <summary>Who was last named as doing something hostile: whom "the hackers" and "the group" mean.</summary>
    public Party? LastHostile { get; private set; }

    public int LastHostileSentence { get; private set; }

    public void RememberHostile(Party party, int sentence) => (LastHostile, LastHostileSentence) = (party, sentence);

    private readonly List<(int Sentence, Statement Statement)> _statements = [];

    public IReadOnlyList<(int Sentence, Statement Statement)> Statements => _statements;

    public void Keep(int sentence, Statement statement) => _statements.Add((sentence, statement));

    public bool HasInstrument(int sentence) => _statements.Exists(kept => kept.Sentence == sentence && kept.Statement.Strength >= AttributionStrength.Sanction);

    /// <summary>Adds names that a later sentence gives to the indictments and sanctions of a sentence.</summary>
    public void AddToInstruments(int sentence, IReadOnlyList<string> marks)
    {
        for (var i = 0; i < _statements.Count && marks.Count > 0; i++)
        {
            if (_statements[i] is var (number, statement) && number == sentence && statement.Strength >= AttributionStrength.Sanction)
            {
                _statements[i] = (number, statement with { Instrument = [.. statement.Instrument.Union(marks).Order(StringComparer.Ordinal)] });
            }
        }
    }

    // By the party itself and not by what it says: each reader of a sentence asks of the same ones.
    private readonly Dictionary<Party, Named?> _accusers = new(ReferenceEqualityComparer.Instance);

    /// <summary>Who the party is where it accuses; null where it cannot.</summary>
    public Named? AsAccuser(Party party)
    {
        if (!_accusers.TryGetValue(party, out var named))
        {
            _accusers.Add(party, named = Named.Accuser(party, Actors, Day));
        }

        return named;
    }

    /// <summary>Whether the actor is named in a part of the text.</summary>
    public bool IsNamedIn(string actorId, TextSpan span) =>
        Mentions.Any(mention => mention.Actor.Id == actorId && Text.Tokens[mention.FirstToken].Start >= span.Start
            && Text.Tokens[mention.EndToken - 1].End <= span.End);

    /// <summary>Whether the token belongs to the name of a known actor.</summary>
    public bool IsMentioned(int token)
    {
        var (low, high) = (0, Mentions.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = Mentions[middle].EndToken <= token ? (middle + 1, high) : (low, middle);
        }

        return low < Mentions.Count && Mentions[low].FirstToken <= token;
    }

    /// <summary>Notes whom the next sentence's pronouns will mean.</summary>
    /// <param name="subject">Who speaks in the sentence, else who is its subject.</param>
    public void Remember(int sentence, SentenceReading reading, IReadOnlyList<Party> subject)
    {
        if (subject.Any(party => party.Actor is not null))
        {
            LastSubject = [.. subject.Where(party => party.Actor is not null)];
            LastSubjectSentence = sentence;
        }

        var endsInColon = reading.HasAfter(reading.End - 1, ':');
        QuoteSpeaker = endsInColon || IsQuoteOpen(reading) ? subject : [];
    }

    private static bool IsQuoteOpen(SentenceReading reading)
    {
        var span = reading.Written;
        return reading.Language.QuotesLow ? span.LastIndexOf('„') > span.LastIndexOf('“')
            : span.LastIndexOf('“') > span.LastIndexOf('”') || span.LastIndexOf('«') > span.LastIndexOf('»') || span.Count('"') % 2 == 1;
    }

    /// <summary>The statement whose accused and act a later one may carry on.</summary>
    public Statement? Carried(int sentence) => _statements.FindLast(kept =>
        sentence - kept.Sentence <= CarrySentencesMax && CanBeCarried(kept.Statement)).Statement;

    public static bool CanBeCarried(Statement statement) => statement is { Polarity: Polarity.Asserted, Past: false, Accused: not null };

    /// <summary>Whether somebody accuses the state or its people in what was read so far.</summary>
    public bool IsAccused(string? country) => country is not null
        && _statements.Exists(kept => kept.Statement.Polarity is Polarity.Asserted && kept.Statement.AccusedCountry == country);

    /// <summary>The accusation by others, and of others, that somebody's agreement backs: the last one before, else any of the article.</summary>
    public Statement? Accusation(List<Named> backers, int sentence)
    {
        bool Fits(Statement made) => made is { Polarity: Polarity.Asserted, Accused: not null, Strength: > AttributionStrength.Supports }
            && backers.TrueForAll(backer => !made.Accusers.Contains(backer.Id) && (backer.Country is null || backer.Country != made.AccusedCountry));

        return (_statements.FindLast(kept => kept.Sentence <= sentence && Fits(kept.Statement)).Statement
            ?? _statements.Find(kept => Fits(kept.Statement)).Statement);
    }

    private readonly List<(int Sentence, string Country)> _suspects = [];

    /// <summary>Notes a state that a sentence speaks of beside harm or an accusation, without giving it the word.</summary>
    public void Suspect(int sentence, string country) => _suspects.Add((sentence, country));

    /// <summary>Whether the article held a state to something before: it may answer where the accusation itself was not understood.</summary>
    public bool IsSuspected(string? country, int sentence) => country is not null
        && _suspects.Exists(suspect => suspect.Country == country && (suspect.Sentence < sentence || (sentence == 0 && suspect.Sentence > 0)))
        && !_statements.Exists(kept => kept.Statement.Polarity is Polarity.Asserted && kept.Statement.AccuserCountry == country);

    /// <summary>Whether the article is about another state too.</summary>
    public bool IsBetweenStates(string country)
    {
        if (Home is not null && Home.Country != country)
        {
            return true;
        }

        for (var i = 0; i < Mentions.Count; i++)
        {
            if (Mentions[i].Actor.Country is { } other && other != country)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>
    /// The other side of an article that names two states only: whose bare offices and persons are, where they speak of the one and nothing tells
    /// the article's home.
    /// </summary>
    public string? Opposite(string? country)
    {
        if (country is null)
        {
            return null;
        }

        string? opposite = null;
        for (var i = 0; i < Mentions.Count; i++)
        {
            if (Mentions[i].Actor.Country is { } other && other != country && other != opposite)
            {
                if (opposite is not null)
                {
                    return null;
                }

                opposite = other;
            }
        }

        return opposite is { Length: 2 } ? opposite : null;
    }

    /// <summary>Who was charged, tried or convicted: whom "the defendant" means.</summary>
    public IReadOnlyList<Party> Charged { get; set; } = [];

    /// <summary>The last sentence that told of a charge, a trial or a verdict.</summary>
    public int LastCourtSentence { get; set; } = NoSentence;

    /// <summary>Whom an indictment or report spoken of speaks for: who made the last accusation, the last indictment first.</summary>
    public Statement? LastAccusation(bool indictmentFirst) =>
        (indictmentFirst ? _statements.FindLast(kept =>
            kept.Statement is { Strength: AttributionStrength.Indictment, Polarity: Polarity.Asserted }).Statement : null)
        ?? _statements.FindLast(kept => kept.Statement.Polarity is Polarity.Asserted).Statement;

    /// <summary>A phrase with whom it means, where it refers back or names an office.</summary>
    public Party Resolve(Party party, int sentence)
    {
        if (party is { Actor: null, IsMission: true })
        {
            return Sender(sentence) is { } sender ? party.For(Actors.State(sender)) : party;
        }

        if (party is { Actor: null, IsOffice: true, Country: { } told })
        {
            return party.For(Actors.State(told));
        }

        if (party is { IsOffice: true, IsReference: true, Actor: { } bare } && bare.Id.StartsWith(OpenName.UnnamedPrefix, StringComparison.Ordinal))
        {
            return Home is { } own ? party.For(own) with { IsPresumed = true } : party;
        }

        var resolved = party is { Actor: null, IsOwned: false } ? ReferBack(party, sentence) : party;
        return resolved is { Actor: null, IsOffice: true, IsOwned: false } && (Home ?? FirstSpoken(party.First)) is { } home
            ? resolved.For(home) with { IsPresumed = true }
            : resolved;
    }

    /// <summary>Whose embassy it is: the state that was accused last, else the last one that the article holds to something.</summary>
    private string? Sender(int sentence) =>
        _statements.FindLast(kept => kept.Statement is { Polarity: Polarity.Asserted, AccusedCountry: not null }).Statement?.AccusedCountry
        ?? _suspects.FindLast(suspect => suspect.Sentence < sentence && suspect.Country != Home?.Country).Country;

    /// <summary>The state whose government or agency the article names first; else the one that its title begins with.</summary>
    private Actor? FirstSpoken(int end)
    {
        var spoken = Mentions.FirstOrDefault(mention => mention.EndToken <= end && mention.Actor.Kind is ActorKind.Government or ActorKind.Agency)
            ?? (Mentions is [{ FirstToken: 0, Actor.Kind: ActorKind.State } opener, ..] && opener.Span.End <= Text.TitleEnd ? opener : null);
        return spoken?.Actor.Country is { } country ? Actors.State(country) : null;
    }

    private Party ReferBack(Party party, int sentence)
    {
        if (party.IsSelf)
        {
            return Follow(party, QuoteSpeaker is [var speaker, ..] ? speaker : null, SpeaksFor ?? Voice?.Actor);
        }

        if (party.IsPronoun || (party.Head is HeadClass.Officials && party.Name is null))
        {
            var isNear = LastSubject is [var subject, ..] && sentence - LastSubjectSentence <= (party.IsPronoun ? 2 : 1)
                && (!party.IsOffice || !Named.IsNonstateKind(subject.Actor!));
            return Follow(party, isNear ? LastSubject[0] : null, null);
        }

        if (!party.IsReference)
        {
            return party;
        }

        return party.Refers is HeadClass.Hackers && LastHostile is { } hostile && sentence - LastHostileSentence <= ReferenceSentencesMax
            ? party with { Actor = hostile.Actor, Country = hostile.Country, Head = hostile.Head, IsLinked = hostile.IsLinked }
            : Follow(party, null, Referent(party, sentence));
    }

    private static Party Follow(Party party, Party? other, Actor? actor)
    {
        var followed = party.For(other?.Actor ?? actor);
        return other is not null && party.Head is HeadClass.None or HeadClass.Officials ? followed with { Head = other?.Head ?? party.Head } : followed;
    }

    private Actor? Referent(Party party, int sentence)
    {
        if (SpeaksFor is not null && party.Head is HeadClass.Agency or HeadClass.Government && SpeaksFor?.Kind is not ActorKind.Company)
        {
            return SpeaksFor;
        }

        var first = Text.Sentences[Math.Max(0, sentence - ReferenceSentencesMax)].FirstToken;
        for (var i = Mentions.Count - 1; i >= 0 && Mentions[i].EndToken > first; i--)
        {
            if (Mentions[i].EndToken <= party.First && Fits(Mentions[i].Actor, party.Refers))
            {
                return Mentions[i].Actor;
            }
        }

        return null;
    }

    private static bool Fits(Actor actor, HeadClass head) => head switch
    {
        HeadClass.Alliance => actor.Kind is ActorKind.Alliance or ActorKind.Organization,
        HeadClass.Country => actor.Kind is ActorKind.State,
        HeadClass.Government => actor.Kind is ActorKind.State or ActorKind.Government,
        HeadClass.Agency => actor.Kind is ActorKind.Agency,
        HeadClass.Company => actor.Kind is ActorKind.Company,
        HeadClass.Experts => actor.Kind is ActorKind.Organization && actor.Id.StartsWith("org:", StringComparison.OrdinalIgnoreCase),
        HeadClass.Hackers => actor.Kind is ActorKind.ThreatGroup,
        _ => false,
    };
}
