using Monitor.Actors;
using Monitor.Attributions.Cues;
using Monitor.Attributions.Parties;
using Monitor.Attributions.Roles;
using Monitor.Attributions.Sentences;
using Monitor.Text;

namespace Monitor.Attributions.Scenes;

/// <summary>One sentence with who is in it, who says what of it, and what the article told before.</summary>
internal sealed class Scene(
    ArticleContext context, SentenceReading sentence, int number, RoleFinder roles, List<Source> sources, List<CueOutcome>? outcomes)
{
    private const int CourtSentencesMax = 3;
    private const int ColonReach = 7;
    private const int UnsaidReach = 4;

    /// <summary>"The report" is that of who was the subject so many sentences before.</summary>
    private const int DocumentReach = 2;

    public ArticleContext Context { get; } = context;

    public SentenceReading Sentence { get; } = sentence;

    /// <summary>The sentence's place in the article.</summary>
    public int Number { get; } = number;

    public RoleFinder Roles { get; } = roles;

    public List<Source> Sources { get; } = sources;

    /// <summary>What the sentence was found to state so far.</summary>
    public List<Statement> Made { get; } = [];

    /// <summary>Who speaks in it, else who is its subject: whom the next sentence's pronouns mean.</summary>
    public IReadOnlyList<Party> Subject => Sources is [var source, ..] ? source.Parties
        : Roles.Groups.FirstOrDefault(group => group.Mark is null && !group.Parties[0].IsThing)?.Parties
        ?? (Roles.Groups is [{ Parties: [{ IsThing: false }] } only] && only.MarkToken == Sentence.First ? only.Parties : []);

    public static Scene Of(ArticleContext context, SentenceReading sentence, int number, IReadOnlyList<PartyGroup> read, List<CueOutcome>? outcomes)
    {
        var groups = Owned(read.Select(group => group.Select(party => context.Resolve(party, number))).ToList(), context, sentence);
        if (Hostile(groups) is { } hostile)
        {
            context.RememberHostile(hostile, number);
        }

        groups = WithOwnSubject(groups, sentence);
        if (groups.Exists(group => group.Parties.Any(party => party.IsSelf || party.IsPronoun)))
        {
            var sources = new SourceReader(sentence, new RoleFinder(sentence, groups)).Read(null);
            groups = groups.ConvertAll(group => group.Select(
                party => party.IsSelf || party.IsPronoun ? Spoken(party, sources, context, sentence, number) : party));
        }

        var roles = new RoleFinder(sentence, groups);
        var said = new SourceReader(sentence, roles).Read(outcomes);
        said = said.ConvertAll(source => source with { Parties = [.. source.Parties.Select(party => Known(party, context, number))] });
        said.AddRange(Unsaid(sentence, number, context, said));
        return new Scene(context, sentence, number, roles, said, outcomes);
    }

    /// <summary>"its spokeswoman", "the report": of whoever spoke or was spoken of last.</summary>
    private static Party Known(Party party, ArticleContext context, int number)
    {
        if (party is { IsOwned: true, Actor: null })
        {
            return context.LastSubject is [var owner, ..] && number - context.LastSubjectSentence <= DocumentReach ? party.For(owner.Actor) : party;
        }

        return party is { Head: HeadClass.Document, Actor: null } && context.LastSubject is [{ Actor: { } maker } last, ..]
            && number - context.LastSubjectSentence <= DocumentReach && last.Head is not (HeadClass.Hackers or HeadClass.Forces)
            && (Named.IsNonstateKind(maker) || last.Head is HeadClass.Agency or HeadClass.Officials or HeadClass.Experts || maker.Kind is ActorKind.Agency)
            ? party.For(maker) : party;
    }

    /// <summary>Who speaks where the sentence itself says nothing of it: in a quotation that goes on, and the outlet's own voice.</summary>
    private static IEnumerable<Source> Unsaid(SentenceReading sentence, int number, ArticleContext context, List<Source> said)
    {
        if (context.QuoteSpeaker.Count > 0)
        {
            yield return new Source(null, context.QuoteSpeaker, sentence.First, sentence.End, Source.Nowhere, false, false);
        }

        else if (sentence.OpensQuoteBefore(sentence.First) && said.Count == 0 && context.LastSubject.Count > 0)
        {
            // A quotation without a word of who says it: whoever spoke last.
            yield return new Source(null, context.LastSubject, sentence.First, sentence.End, Source.Nowhere, false, false);
        }
        else if (context.Voice is null && said.Count == 0 && sentence.Is(sentence.First, WordClass.Pronoun)
            && number - context.LastSpeaker.Sentence == 1 && context.LastSpeaker.Parties.Count > 0)
        {
            yield return new Source(null, context.LastSpeaker.Parties, sentence.First, sentence.End, Source.Nowhere, false, false);
        }

        if (context.Voice is { } voice && said.TrueForAll(source => source.Cue is null || source.Parties.All(party => party.Actor?.Country == voice.Country)))
        {
            yield return new Source(null, [voice], sentence.First, sentence.End, Source.Nowhere, false, false);
        }
    }

    public Named? AsAccuser(Party party) => Context.AsAccuser(party);

    /// <summary>Only persons are charged, listed or accused of something: "accused Chinese fishermen of …".</summary>
    public Named? AsAccused(Cue cue, Party party) =>
        Named.AccusedBy(party, cue.Needs.HasFlag(CueNeeds.Persons) || cue.Strength is AttributionStrength.Sanction
            || cue.ActMarkers.Contains(Sentence.WordAt(party.End + 1)));

    /// <summary>The source that says what stands at a token: the one of the shortest reach.</summary>
    public Source? SourceOf(int token)
    {
        Source? nearest = null;
        foreach (var source in Sources)
        {
            if (source.Covers(token) && source.At != token && !source.IsUnsaid && (nearest is null || IsNearer(source, nearest, token)))
            {
                nearest = source;
            }
        }

        return nearest;
    }

    /// <summary>The source that says something of a party that is not one of its own.</summary>
    public Source? SourceFor(Party party)
    {
        Source? nearest = null;
        foreach (var source in Sources)
        {
            if (!source.IsUnsaid && source.Covers(party.First) && (nearest is null || IsNearer(source, nearest, party.First))
                && !source.Parties.Contains(party)
                && source.Parties.Any(speaker => AsAccuser(speaker) is not null || speaker is { Actor: null, IsOffice: true }))
            {
                nearest = source;
            }
        }

        return nearest;
    }

    /// <summary>Of a shorter reach, or of the same reach and nearer to the token.</summary>
    private static bool IsNearer(Source source, Source other, int token) =>
        (source.End - source.First, Math.Abs(source.At - token)).CompareTo((other.End - other.First, Math.Abs(other.At - token))) < 0;

    /// <summary>Who expressly does not say something of a party.</summary>
    public Source? UnsaidOf(Party party) => Sources.Find(source => source.IsUnsaid && source.Covers(party.First) && party.First > source.At
        && party.First - source.At <= UnsaidReach && !Sentence.Any(source.At, party.First, WordClass.Question)
        && source.Parties.Any(speaker => AsAccuser(speaker) is not null));

    /// <summary>Whether the sentence asks, imagines or tells what is to come at a token.</summary>
    public bool IsUnreal(int token)
    {
        if (Sentence.Any(Sentence.First, Sentence.End, WordClass.Imagined) || Sentence.Is(Sentence.First, WordClass.Question))
        {
            return true;
        }

        for (var next = token; next < Sentence.End; next++)
        {
            if (Sentence.HasAfter(next, '?'))
            {
                return true;
            }

            if (Sentence.ClosesQuoteAfter(next))
            {
                return false;
            }
        }

        return false;
    }

    /// <summary>Charges, a trial or a verdict are told here or close before.</summary>
    public bool IsInCourt => Number - Context.LastCourtSentence <= CourtSentencesMax;

    /// <summary>Harm is spoken of here, in the title, or right before or behind.</summary>
    public bool IsNearHarm => Context.HasHarm(Number);

    public bool IsAnonymous => Sentence.Any(Sentence.First, Sentence.End, WordClass.Anonymous);

    /// <summary>A court, a prosecutor or an indictment says it.</summary>
    public bool IsCharge(Source source)
    {
        for (var token = Sentence.First; token < Sentence.End; token++)
        {
            // "These charges underscore …" speaks of charges, and makes none.
            if (Sentence.Is(token, WordClass.Charging) && !Sentence.Is(token, WordClass.Accusation) && Sentence.HeadAt(token) is not HeadClass.Document)
            {
                return true;
            }
        }

        return source.Parties.Any(party => party.First >= 0 && Sentence.Any(party.First, party.End, WordClass.Charging));
    }

    /// <summary>"had said", "said in 2021": the source spoke long before the article.</summary>
    public bool IsSaidEarlier(Source source) => source.At >= 0
        && (Sentence.Any(source.At - 3, source.At, WordClass.Pluperfect | WordClass.Past)
            || (Sentence.Language.IsVerbSecond && Sentence.Any(Sentence.First, source.At, WordClass.Pluperfect))
            || (Context.Published is { } published && PastReader.NamesEarlierTime(Sentence, Sentence.First, source.At + 4, published)));

    public void Veto(CueHit hit, string reason) => outcomes?.Add(new CueOutcome(Label(hit), null, reason));

    public void Fired(CueHit hit, Statement statement) => outcomes?.Add(new CueOutcome(Label(hit), statement, "fired"));

    /// <summary>Where a word such as "allegations" stands, within reach of a verb; -1 where none does.</summary>
    public int FindAccusation(int from)
    {
        for (var token = from; token < Math.Min(from + 12, Sentence.End); token++)
        {
            if (Sentence.Is(token, WordClass.Accusation))
            {
                return token;
            }

            if (Sentence.HasAfter(token, ';') || (Sentence.HasAfter(token, ',') && Sentence.IsGerund(token + 1)))
            {
                break;
            }
        }

        return Sentence.Language.IsVerbSecond && from > Sentence.First ? FindBackwards(from - 2) : -1;
    }

    private int FindBackwards(int from)
    {
        for (var token = from; token >= Math.Max(Sentence.First, from - 14); token--)
        {
            if (Sentence.Is(token, WordClass.Accusation))
            {
                return token;
            }
        }

        return -1;
    }

    /// <summary>"its members also recognise …": nothing that could be another subject stands between.</summary>
    public bool IsOnlyFiller(int first, int end)
    {
        var isFiller = false;
        for (var token = first; token < end; token++)
        {
            if (!Sentence.Is(token, WordClass.Filler | WordClass.Determiner | WordClass.Adverb | WordClass.Complementizer | WordClass.Have))
            {
                return false;
            }

            isFiller |= Sentence.Is(token, WordClass.Filler);
        }

        return isFiller;
    }

    /// <summary>Whether somebody asks how the sentence was read.</summary>
    public bool IsExplained => outcomes is not null;

    public void Note(string what, string outcome, Statement? statement = null) => outcomes?.Add(new CueOutcome(what, statement, outcome));

    private string Label(CueHit hit) =>
        $"{hit.Cue.Id} \"{new TextSpan(Sentence.Text.Tokens[hit.First].Start, Sentence.Text.Tokens[hit.End - 1].End).Of(Sentence.Text.Value)}\"";

    /// <summary>"its government" is that of the state that the sentence speaks of, else the sentence before.</summary>
    private static List<PartyGroup> Owned(List<PartyGroup> groups, ArticleContext context, SentenceReading sentence)
    {
        Party? before = null;
        for (var i = 0; i < groups.Count; i++)
        {
            if (groups[i].Parties is [{ IsOffice: true, IsOwned: false } office] && PlaceBefore(groups, i, sentence) is { } place)
            {
                groups[i] = new PartyGroup([office.For(context.Actors.State(place.Country!)) with { IsPresumed = false }]);
            }

            if (groups[i].Parties.Any(party => party is { IsOwned: true, Actor: null }))
            {
                var owner = before ?? (context.LastSubject is [var last, ..] ? last : null);
                groups[i] = groups[i].Select(party => party is { IsOwned: true, Actor: null } ? WithOwner(party, owner, context) : party);
            }

            before ??= groups[i].Mark is null ? groups[i].Parties[0] : null;
        }

        return groups;
    }

    /// <summary>"Albania is the exception: it cut ties after it found …": the sentence's own subject before a colon goes before that of the last.</summary>
    private static List<PartyGroup> WithOwnSubject(List<PartyGroup> groups, SentenceReading sentence)
    {
        var subject = groups.FirstOrDefault();
        return subject is not { Mark: null, Parties: [{ IsThing: false, IsPronoun: false, IsSelf: false, Actor: { Country: not null } actor }] }
            || subject.First > sentence.First + 1 || !Enumerable.Range(subject.End - 1, ColonReach).Any(token => sentence.HasAfter(token, ':'))
            || sentence.HasAfter(subject.End - 1, ':')
            ? groups
            : groups.ConvertAll(group => group.Select(party => party.IsPronoun ? party.For(actor) : party));
    }

    /// <summary>"In Minsk, the foreign ministry …": the place named right before says whose.</summary>
    private static Party? PlaceBefore(List<PartyGroup> groups, int index, SentenceReading sentence)
    {
        var office = groups[index].Parties[0];
        return index > 0 && groups[index - 1] is { Mark: not null, Parties: [{ Actor: { Kind: ActorKind.State } } place] } before
            && sentence.Is(before.MarkToken, WordClass.Place) && office.First - before.End <= 2 ? place : null;
    }

    private static Party WithOwner(Party party, Party? owner, ArticleContext context) =>
        owner is { IsThing: false, IsActed: false, Actor: { Country: { } country, Kind: not ActorKind.Company } }
            ? party with { Actor = context.Actors.State(country), Country = country }
            : party;

    /// <summary>Whom "the hackers" of a later sentence will mean: hackers, groups and agencies that do something here.</summary>
    private static Party? Hostile(List<PartyGroup> groups) => groups.SelectMany(group => group.Parties).FirstOrDefault(party => party.Actor is { } actor
        && (party.Head is HeadClass.Hackers || actor.Kind is ActorKind.ThreatGroup || (party.IsLinked && !party.IsThing)));

    /// <summary>Whether the token stands inside a quotation that the sentence opened.</summary>
    private static bool IsQuoted(SentenceReading sentence, int token)
    {
        var isOpen = sentence.StartsQuoted;
        for (var i = sentence.First; i <= token; i++)
        {
            isOpen = sentence.OpensQuoteBefore(i) || (isOpen && !(i > sentence.First && sentence.ClosesQuoteAfter(i - 1)));
        }

        return isOpen;
    }

    /// <summary>"we" inside a quotation, and "it" behind "said that", are whoever the sentence says it is from.</summary>
    private static Party Spoken(Party party, List<Source> sources, ArticleContext context, SentenceReading sentence, int number)
    {
        var speaker = sources.Find(source => source.Covers(party.First) && !source.Parties.Contains(party))?.Parties.Select(speaking => speaking.Actor)
            .FirstOrDefault(actor => actor is not null);
        if (party.IsSelf && context.Voice is { } voice && party.Actor == voice.Actor && !IsQuoted(sentence, party.First))
        {
            // In a report of its own "we" is who wrote it, whoever else is spoken of.
            return party;
        }

        var spoken = party.For(speaker ?? party.Actor);
        if (spoken is { IsPronoun: true, Actor: { } firm } && Named.IsNonstateKind(firm) && context.LastHostile is { } hostile
            && number - context.LastHostileSentence <= 1)
        {
            // "The firm said it broke into …": those whom a vendor describes, not the vendor.
            return spoken with { Actor = hostile.Actor, Country = hostile.Country, Head = hostile.Head, IsPronoun = false };
        }

        return spoken;
    }
}
