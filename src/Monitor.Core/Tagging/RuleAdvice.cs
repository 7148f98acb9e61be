namespace Monitor.Tagging;

/// <summary>Something about a rule or an actor that works, but probably not as meant.</summary>
public sealed record RuleAdvice(string Subject, string Advice)
{
    public override string ToString() => $"{Subject}: {Advice}";
}
