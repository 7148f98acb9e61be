using Monitor.Rules;
using Monitor.Rules.Phrases;
using Monitor.Tagging;
using Monitor.Text;

namespace Monitor.Search;

/// <summary>
/// An expression that was typed to search, compiled: what it needs in the index, and the automaton that decides on a text as a rule's does. Safe
/// to share between threads.
/// </summary>
public sealed class SearchExpression
{
    internal const string Id = "search";

    private readonly Tagger _tagger;
    private readonly RuleSet _rules;
    private readonly PhraseAutomaton _automaton;

    internal SearchExpression(ParsedRule parsed, RuleBook named, Tagger tagger)
    {
        _tagger = tagger;
        Root = parsed.Root;
        var builder = new PhraseAutomatonBuilder();
        RuleDefinition[] rules = [.. named.Rules.Select(rule => rule.Definition), new RuleDefinition(Id, Id, 0, parsed, [])];
        _rules = new RuleSet(rules, named.Names(tagger.Actors), builder);
        _automaton = builder.Build();
        var reader = new NeedReader(tagger.Actors, named);
        (Need, IsExact) = reader.Read(parsed.Root);
        TitleNeed = reader.ReadTitle(parsed.Root);
    }

    /// <summary>What was understood.</summary>
    public Expression Root { get; }

    /// <summary>No article that it hits lacks this in the index.</summary>
    public IndexNeed Need { get; }

    /// <summary>The same for the title alone.</summary>
    public IndexNeed TitleNeed { get; }

    /// <summary>The index alone decides.</summary>
    public bool IsExact { get; }

    /// <summary>The places that it hits, in tokens; null where it does not hold. It can hold without a place (NOT).</summary>
    public IReadOnlyList<TokenRange>? Match(
        TokenizedText text, string outlet, string? url, string? language, DateTimeOffset? published, string? author)
    {
        ArgumentNullException.ThrowIfNull(text);
        var hits = new List<PhraseHit>();
        _automaton.Find(text, hits);
        List<ActorMention>? mentions = null;
        List<TokenRange> PlacesOf(string name) => ActorLists.Places(_tagger.Actors, name, mentions ??= _tagger.MentionsIn(text, published, language));
        var input = new RuleInput(text, hits, PlacesOf, outlet, url, language, author);
        return _rules.Match(input).Find(match => match.Rule.Id == Id)?.Hits;
    }
}
