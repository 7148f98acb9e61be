namespace Monitor.Rules;

/// <summary>An expression that is no rule.</summary>
public sealed class RuleException(RuleFault fault) : Exception(fault.ToString())
{
    public RuleFault Fault { get; } = fault;
}
