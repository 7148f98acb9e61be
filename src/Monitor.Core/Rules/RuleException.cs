namespace Monitor.Rules;

/// <summary>An expression that is no rule, with every fault found, in its order.</summary>
public sealed class RuleException(IReadOnlyList<RuleFault> faults) : Exception(string.Join('\n', faults))
{
    public IReadOnlyList<RuleFault> Faults { get; } = faults;
}
