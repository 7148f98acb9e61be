using Monitor.Rules;

namespace Monitor.Tagging;

/// <summary>A topic's rule with the examples that must stay as they are.</summary>
/// <param name="Name">The topic's name for readers.</param>
/// <param name="MustHit">Texts that the rule must hit; a change that breaks one is not saved.</param>
public sealed record TopicRule(RuleDefinition Definition, string Name, IReadOnlyList<string> MustHit, IReadOnlyList<string> MustNotHit)
{
    public string Id => Definition.Id;
}
