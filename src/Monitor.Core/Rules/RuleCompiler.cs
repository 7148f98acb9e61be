using Monitor.Rules.Phrases;
using Monitor.Text;

namespace Monitor.Rules;

/// <summary>Turns trees into nodes, and their words into phrases of the automaton.</summary>
internal sealed class RuleCompiler(IReadOnlyList<RuleDefinition> rules, RuleNames names, PhraseAutomatonBuilder builder)
{
    private readonly Dictionary<string, int> _indexOfRule = rules.Select((rule, index) => (rule.Id, index)).ToDictionary(entry => entry.Id,
        entry => entry.index);

    /// <summary>The numbers of all phrases that the rules look for.</summary>
    public HashSet<int> Phrases { get; } = [];

    public CompiledRule Compile(RuleDefinition rule, int index) =>
        new(index, rule, Node(rule.When.Root), [.. rule.Suppress.Select(phrase => Add(Phrase.Of(phrase)!))]);

    private RuleNode Node(Expression expression) => expression switch
    {
        Expression.Word word => new PhraseNode(word, PhrasesOf(word.Text)),
        Expression.Quoted quoted => new PhraseNode(quoted, [Add(Phrase.Of(quoted.Text, quoted.IsExact ? PhraseCase.Exact : PhraseCase.Any)!)]),
        Expression.Named named => Named(named),
        Expression.Pattern pattern => new PatternNode(pattern),
        Expression.All all => new AllNode(all, Nodes(all.Items)),
        Expression.Any any => new AnyNode(any, Nodes(any.Items)),
        Expression.Not not => new NotNode(not, Node(not.Item)),
        Expression.Near near => new NearNode(near, Node(near.Left), Node(near.Right)),
        Expression.Same same => new SameNode(same, Node(same.Left), Node(same.Right)),
        Expression.CountOf count => new CountNode(count, count.Least, Nodes(count.Items)),
        Expression.Score score => new ScoreNode(score, Nodes(score.Items)),
        Expression.Hits hits => new HitsNode(hits, Node(hits.Item)),
        Expression.In outside when RuleGrammar.IsOutside(outside.Field) => new OutsideNode(outside),
        Expression.In field => new FieldNode(field, Node(field.Item)),
        _ => throw new ArgumentException($"no such expression: {expression}", nameof(expression)),
    };

    private RuleNode[] Nodes(ExpressionList items) => [.. items.Select(Node)];

    private RuleNode Named(Expression.Named named) =>
        names.Lists.TryGetValue(named.Name, out var words) ? new PhraseNode(named, [.. words.SelectMany(PhrasesOf).Distinct()])
        : names.IsActors(named.Name) ? new ActorNode(named)
        : new OtherRuleNode(named, _indexOfRule[named.Name]);

    /// <summary>A word, and with a hyphen in it also the spelling without: "cyber-attack" finds "cyber attack" and "cyberattack".</summary>
    private int[] PhrasesOf(string word)
    {
        var apart = Add(Phrase.Of(word)!);
        if (!word.Contains('-', StringComparison.Ordinal) || word.Contains(' ', StringComparison.Ordinal))
        {
            return [apart];
        }

        var joined = word.Replace("-", "", StringComparison.Ordinal);
        return TokenizedText.Of(joined).Tokens.Length == 1 ? [apart, Add(Phrase.Of(joined)!)] : [apart];
    }

    private int Add(Phrase phrase)
    {
        var number = builder.Add(phrase);
        Phrases.Add(number);
        return number;
    }
}
