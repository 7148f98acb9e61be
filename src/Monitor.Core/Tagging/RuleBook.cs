using Monitor.Actors;
using Monitor.Rules;

namespace Monitor.Tagging;

/// <summary>All rules with the lists of words that they share.</summary>
public sealed record RuleBook(IReadOnlyList<TopicRule> Rules, IReadOnlyDictionary<string, IReadOnlyList<string>> Lists)
{
    /// <summary>Whether rules may hold /patterns/; drafts beside these rules may where they do.</summary>
    public bool PatternsAllowed { get; init; }

    public static RuleBook Empty { get; } = new([], new Dictionary<string, IReadOnlyList<string>>());

    public TopicRule? Find(string id) => Rules.FirstOrDefault(rule => rule.Id == id);

    /// <summary>What #names may stand for in these rules.</summary>
    public RuleNames Names(ActorBook actors)
    {
        ArgumentNullException.ThrowIfNull(actors);
        return new RuleNames(Lists, name => ActorLists.Knows(actors, name), ActorLists.Names(actors), [.. Rules.Select(rule => rule.Id)]);
    }

    /// <summary>The book with one rule exchanged or added.</summary>
    public RuleBook With(TopicRule rule) => this with { Rules = [.. Rules.Where(other => other.Id != rule.Id), rule] };
}
