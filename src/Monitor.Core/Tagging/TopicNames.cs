namespace Monitor.Tagging;

/// <summary>Topics by the names that readers know them by: those of their rules.</summary>
public sealed class TopicNames
{
    private readonly Dictionary<string, string> _names = new(StringComparer.OrdinalIgnoreCase);

    public TopicNames(RuleBook rules)
    {
        ArgumentNullException.ThrowIfNull(rules);
        foreach (var rule in rules.Rules)
        {
            _names.TryAdd(rule.Definition.Topic, rule.Name);
        }
    }

    public static TopicNames None { get; } = new(RuleBook.Empty);

    /// <summary>The topics that there are, by their names.</summary>
    public IEnumerable<string> Ids => _names.OrderBy(topic => topic.Value, StringComparer.CurrentCulture).Select(topic => topic.Key);

    /// <summary>The topic's name; of one whose rule is gone, "cyber-espionage" as "Cyber espionage".</summary>
    public string Of(string topicId)
    {
        ArgumentException.ThrowIfNullOrEmpty(topicId);
        return _names.GetValueOrDefault(topicId) ?? char.ToUpperInvariant(topicId[0]) + topicId[1..].Replace('-', ' ').Replace('_', ' ');
    }
}
