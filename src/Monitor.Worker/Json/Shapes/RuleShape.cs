using Monitor.Config;
using Monitor.Tagging;

namespace Monitor.Worker.Json.Shapes;

/// <summary>A rule by which articles earn a topic, as it is in force.</summary>
/// <param name="When">The expression as it was written.</param>
/// <param name="Suppress">What vetoes a hit.</param>
/// <param name="MustHit">Texts that it must hit.</param>
/// <param name="Version">0 where it stands in the config folder alone: then nobody is its author.</param>
public sealed record RuleShape(
    string Id, string Topic, string Name, string When, IReadOnlyList<string> Suppress, IReadOnlyList<string> MustHit, IReadOnlyList<string> MustNotHit,
    int Version, string? Author, DateTimeOffset? At, string? Reason)
{
    /// <param name="version">Its version in the database; null where it has none.</param>
    public static RuleShape Of(TopicRule rule, ConfigVersion? version)
    {
        ArgumentNullException.ThrowIfNull(rule);
        return new RuleShape(
            rule.Id, rule.Definition.Topic, rule.Name, rule.Definition.When.Text, rule.Definition.Suppress, rule.MustHit, rule.MustNotHit,
            version?.Number ?? 0, version?.Author, version?.At, version?.Reason);
    }
}
