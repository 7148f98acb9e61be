namespace Monitor.Rules;

/// <summary>A compiled rule.</summary>
internal sealed class CompiledRule(int index, RuleDefinition definition, RuleNode root, int[] vetoes)
{
    public RuleDefinition Definition => definition;

    public RuleNode Root => root;

    public IReadOnlyList<int> Vetoes => vetoes;

    /// <summary>The places hit, null where the rule does not hold; remembered for the rules that name this one.</summary>
    public List<TokenRange>? Evaluate(RuleMatching matching)
    {
        if (!matching.IsDone[index])
        {
            matching.Vetoes = VetoesIn(matching);
            matching.Memo[index] = root.Evaluate(matching);
            matching.IsDone[index] = true;
        }

        return matching.Memo[index];
    }

    public List<TokenRange> VetoesIn(RuleMatching matching) =>
        vetoes.Length == 0 ? TokenRanges.None : TokenRanges.Union(vetoes.Select(matching.PlacesOf));
}
