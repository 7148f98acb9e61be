using Monitor.Actors;
using Monitor.Config;
using Monitor.Rules;
using Monitor.Rules.Phrases;
using Monitor.Text;

namespace Monitor.Tagging;

/// <summary>Finds the actors and topics of an article. Compiled once; safe to share between threads.</summary>
public sealed class Tagger
{
    private readonly AliasTable _aliases;
    private readonly RuleSet _rules;
    private readonly PhraseAutomaton _automaton;

    public Tagger(ActorBook actors, RuleBook? rules = null)
    {
        ArgumentNullException.ThrowIfNull(actors);
        Actors = actors;
        Rules = rules ?? RuleBook.Empty;
        var builder = new PhraseAutomatonBuilder();
        _aliases = new AliasTable(actors, builder);
        _rules = new RuleSet([.. Rules.Rules.Select(rule => rule.Definition)], Rules.Names(actors), builder);
        _automaton = builder.Build();
    }

    public ActorBook Actors { get; }

    /// <summary>The stamp of the config that it was compiled from (<see cref="ConfigStore.StampAsync"/>); 0 for files.</summary>
    public long Stamp { get; private init; }

    public RuleBook Rules { get; }

    /// <summary>How many phrases one pass looks for.</summary>
    public int PhraseCount => _automaton.PhraseCount;

    /// <summary>The tagger that a config folder describes.</summary>
    /// <exception cref="ConfigException">A file has faults; all are named with their places.</exception>
    public static Tagger Load(string configFolder, bool patternsAllowed = false)
    {
        var actors = ActorFile.Load(configFolder);
        return new Tagger(actors, RuleFile.Load(configFolder, actors, patternsAllowed));
    }

    /// <summary>A tagger of what the database held at a stamp.</summary>
    internal Tagger(ActorBook actors, RuleBook rules, long stamp)
        : this(actors, rules) => Stamp = stamp;

    /// <param name="outlet">Who published it, for rules that ask; so are the address, the language (BCP 47) and the author.</param>
    /// <param name="published">The day decides which aliases hold; without it all do.</param>
    public ArticleTags Tag(
        TokenizedText text, string? outlet = null, string? url = null, string? language = null, DateTimeOffset? published = null,
        string? author = null)
    {
        ArgumentNullException.ThrowIfNull(text);
        var (mentions, input) = Read(text, outlet, url, language, published, author);
        var topics = _rules.Match(input).ConvertAll(match =>
            new TopicTag(match.Rule.Topic, match.Rule.Id, match.Rule.Version, [.. match.Hits.Select(hit => SpanOf(text, hit))]));
        return new ArticleTags(mentions, topics);
    }

    /// <summary>How each part of a rule fares on an article.</summary>
    public RuleExplanation Explain(
        string ruleId, TokenizedText text, string? outlet = null, string? url = null, string? language = null, DateTimeOffset? published = null,
        string? author = null) =>
        _rules.Explain(ruleId, Read(text, outlet, url, language, published, author).Input);

    /// <summary>The rules that an article fulfils, with places in tokens.</summary>
    internal List<RuleMatch> Matches(TokenizedText text, string? outlet, string? url, string? language, DateTimeOffset? published, string? author) =>
        _rules.Match(Read(text, outlet, url, language, published, author).Input);

    /// <summary>The actors that an article names.</summary>
    internal List<ActorMention> MentionsIn(TokenizedText text, DateTimeOffset? published, string? language) =>
        Read(text, null, null, language, published, null).Mentions;

    /// <summary>The letters that an article must hold for any of these rules to hit it; null where letters cannot tell.</summary>
    internal RuleNeedles? NeedlesOf(IReadOnlyList<string> ruleIds) => RuleNeedles.Of(_rules.NeedOf(ruleIds), _automaton);

    /// <summary>The characters of a place.</summary>
    public static TextSpan SpanOf(TokenizedText text, TokenRange place)
    {
        ArgumentNullException.ThrowIfNull(text);
        return new TextSpan(text.Tokens[place.First].Start, text.Tokens[place.End - 1].End);
    }

    private (List<ActorMention> Mentions, RuleInput Input) Read(
        TokenizedText text, string? outlet, string? url, string? language, DateTimeOffset? published, string? author)
    {
        var hits = new List<PhraseHit>();
        _automaton.Find(text, hits);
        var day = published is { } instant ? DateOnly.FromDateTime(instant.UtcDateTime) : (DateOnly?)null;
        var mentions = MentionFinder.Find(Actors, _aliases, text, hits, day, language);
        return (mentions, new RuleInput(text, hits, name => ActorLists.Places(Actors, name, mentions), outlet, url, language, author));
    }
}
