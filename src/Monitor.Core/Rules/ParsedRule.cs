namespace Monitor.Rules;

/// <summary>A tree and where each part of it stood in its text.</summary>
public sealed record ParsedRule(string Text, Expression Root, IReadOnlyDictionary<Expression, int> Offsets)
{
    /// <summary>A fault at a part of the tree.</summary>
    public RuleFault FaultAt(Expression part, string reason, string? suggestion = null) =>
        RuleFault.At(Text, Offsets.TryGetValue(part, out var offset) ? offset : 0, reason, suggestion);
}
