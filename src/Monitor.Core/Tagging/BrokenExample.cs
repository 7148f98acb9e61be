namespace Monitor.Tagging;

/// <summary>An example that a rule must hit and misses, or must miss and hits.</summary>
public sealed record BrokenExample(string RuleId, string Text, bool MustHit)
{
    public override string ToString() => $"{RuleId}: {(MustHit ? "must hit, and misses" : "must not hit, and hits")}: {Text}";
}
