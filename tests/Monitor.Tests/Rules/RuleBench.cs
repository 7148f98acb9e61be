using Monitor.Rules;
using Monitor.Rules.Phrases;
using Monitor.Text;

namespace Monitor.Tests.Rules;

/// <summary>One rule, compiled with the lists, actors and other rules that the cases name.</summary>
internal sealed class RuleBench
{
    public const string Outlet = "The Example Times";
    public const string Url = "https://example.org/world/politics/2021";
    public const string Language = "en-GB";
    public const string Author = "Anna Berg, Jon Abara";

    public static readonly IReadOnlyDictionary<string, IReadOnlyList<string>> Lists = new Dictionary<string, IReadOnlyList<string>>
    {
        ["cyber-act"] = ["hack*", "cyber-attack", "data breach"],
    };

    public static readonly RuleNames Names = new(Lists, name => name == "state", ["state", "threat-group", "country:CN"], ["spying"]);

    private readonly RuleSet _set;
    private readonly PhraseAutomaton _automaton;

    public RuleBench(ParsedRule rule, params string[] suppress)
    {
        RuleDefinition[] rules =
        [
            new("case", "case", 1, rule, suppress),
            new("spying", "spying", 1, RuleParser.Parse("spy NEAR/2 expel*"), []),
        ];
        var builder = new PhraseAutomatonBuilder();
        _set = new RuleSet(rules, Names, builder);
        _automaton = builder.Build();
    }

    public List<TokenRange>? Places(TokenizedText text)
    {
        var hits = new List<PhraseHit>();
        _automaton.Find(text, hits);
        var input = new RuleInput(text, hits, _ => ActorsIn(text), Outlet, Url, Language, Author);
        return _set.Match(input).Find(match => match.Rule.Id == "case")?.Hits.ToList();
    }

    /// <summary>The only actor here is China.</summary>
    public static List<TokenRange> ActorsIn(TokenizedText text) =>
        [.. Enumerable.Range(0, text.Tokens.Length).Where(i => text.Folded(i).SequenceEqual("china")).Select(i => new TokenRange(i, i + 1))];
}
