using Monitor.Rules.Phrases;

namespace Monitor.Rules;

/// <summary>A rule as it is saved: which topic it earns, when, and which phrases veto a hit that they overlap.</summary>
/// <param name="Version">Counts the changes of the rule, from 1; 0 for one that is not stored.</param>
public sealed record RuleDefinition(string Id, string Topic, int Version, ParsedRule When, IReadOnlyList<string> Suppress);

/// <summary>A rule that an article fulfils, with the places that it hit.</summary>
public sealed record RuleMatch(RuleDefinition Rule, IReadOnlyList<TokenRange> Hits);

/// <summary>
/// Rules compiled together over one automaton. A rule is looked at only where one of the words that it cannot do without was found.
/// </summary>
public sealed class RuleSet
{
    private readonly CompiledRule[] _rules;
    private readonly int[]?[] _rulesOfPhrase;
    private readonly bool[] _isOfRules;
    private readonly int[] _alwaysAsked;

    /// <param name="names">What the rules' #names stand for; every one must be known.</param>
    /// <param name="builder">Takes the words of the rules; built afterwards, the automaton finds the hits that <see cref="Match"/> is given.</param>
    public RuleSet(IReadOnlyList<RuleDefinition> rules, RuleNames names, PhraseAutomatonBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(rules);
        var compiler = new RuleCompiler(rules, names, builder);
        _rules = [.. rules.Select((rule, index) => compiler.Compile(rule, index))];
        var rulesOfPhrase = new Dictionary<int, List<int>>();
        var alwaysAsked = new List<int>();
        for (var i = 0; i < _rules.Length; i++)
        {
            if (_rules[i].Root.Need().Triggers() is not { } triggers)
            {
                alwaysAsked.Add(i);
                continue;
            }

            foreach (var phrase in triggers)
            {
                if (!rulesOfPhrase.TryGetValue(phrase, out var list))
                {
                    rulesOfPhrase.Add(phrase, list = []);
                }

                list.Add(i);
            }
        }

        _isOfRules = [.. Enumerable.Range(0, compiler.Phrases.DefaultIfEmpty(-1).Max() + 1).Select(compiler.Phrases.Contains)];
        _rulesOfPhrase = [.. Enumerable.Range(0, _isOfRules.Length).Select(phrase => rulesOfPhrase.GetValueOrDefault(phrase)?.ToArray())];
        _alwaysAsked = [.. alwaysAsked];
    }

    public IEnumerable<RuleDefinition> Rules => _rules.Select(rule => rule.Definition);

    /// <summary>What must occur in a text for any of these rules to hold.</summary>
    internal RuleNeed NeedOf(IReadOnlyList<string> ruleIds) =>
        RuleNeed.AnyOf(_rules.Where(rule => ruleIds.Contains(rule.Definition.Id)).Select(rule => rule.Root.Need()));

    /// <summary>The rules that the article fulfils, in the order of the set.</summary>
    public List<RuleMatch> Match(RuleInput input)
    {
        ArgumentNullException.ThrowIfNull(input);
        var matches = new List<RuleMatch>();
        var asked = new SortedSet<int>(_alwaysAsked);
        foreach (var hit in input.Hits)
        {
            if (hit.Phrase < _rulesOfPhrase.Length && _rulesOfPhrase[hit.Phrase] is { } rules)
            {
                asked.UnionWith(rules);
            }
        }

        if (asked.Count == 0)
        {
            return matches;
        }

        var matching = new RuleMatching(input, _rules, _isOfRules);
        foreach (var rule in asked)
        {
            if (_rules[rule].Evaluate(matching) is { } places)
            {
                matches.Add(new RuleMatch(_rules[rule].Definition, places));
            }
        }

        return matches;
    }

    /// <summary>How each part of a rule fares on an article.</summary>
    public RuleExplanation Explain(string ruleId, RuleInput input)
    {
        var rule = Array.Find(_rules, candidate => candidate.Definition.Id == ruleId) ?? throw new ArgumentException($"no rule {ruleId}", nameof(ruleId));
        var matching = new RuleMatching(input, _rules, _isOfRules);
        var holds = rule.Evaluate(matching);
        matching.Vetoes = rule.VetoesIn(matching);
        var parts = new List<RulePart>();
        Explain(rule.Root, 0, matching, parts);
        return new RuleExplanation(rule.Definition, holds is not null, holds ?? [], matching.Vetoes, parts);
    }

    private static void Explain(RuleNode node, int depth, RuleMatching matching, List<RulePart> parts)
    {
        var places = node.Evaluate(matching);
        parts.Add(new RulePart(depth, node.Expression.ToString(), places is not null, places ?? []));
        if (node is FieldNode)
        {
            return;
        }

        foreach (var child in node.Children)
        {
            Explain(child, depth + 1, matching, parts);
        }
    }
}

/// <summary>One part of a rule and how it fared; its own parts follow one level deeper.</summary>
public sealed record RulePart(int Depth, string Expression, bool Holds, IReadOnlyList<TokenRange> Hits);

/// <summary>Why a rule hits an article or not.</summary>
/// <param name="Vetoes">The places of the phrases that veto hits.</param>
public sealed record RuleExplanation(
    RuleDefinition Rule, bool Holds, IReadOnlyList<TokenRange> Hits, IReadOnlyList<TokenRange> Vetoes, IReadOnlyList<RulePart> Parts);
