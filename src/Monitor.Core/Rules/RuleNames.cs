using Monitor.Config;

namespace Monitor.Rules;

/// <summary>What #names stand for: lists of words, actors, other rules.</summary>
/// <param name="IsActors">Whether a name stands for actors: a kind ("state") or one actor's id ("country:CN").</param>
/// <param name="ActorNames">Names to suggest for a misspelt one.</param>
public sealed record RuleNames(
    IReadOnlyDictionary<string, IReadOnlyList<string>> Lists, Func<string, bool> IsActors, IReadOnlyList<string> ActorNames, IReadOnlyList<string> Rules)
{
    public static RuleNames None { get; } = new(new Dictionary<string, IReadOnlyList<string>>(), _ => false, [], []);

    /// <summary>The names in a rule that stand for nothing, in its order.</summary>
    public IReadOnlyList<RuleFault> FaultsOf(ParsedRule rule)
    {
        ArgumentNullException.ThrowIfNull(rule);
        return [.. rule.Offsets.OrderBy(part => part.Value).Select(part => part.Key).OfType<Expression.Named>()
            .Where(named => !Lists.ContainsKey(named.Name) && !IsActors(named.Name) && !Rules.Contains(named.Name))
            .Select(named => rule.FaultAt(
                named,
                $"there is no list, actor or rule \"#{named.Name}\"",
                Suggestion.Nearest(named.Name, Lists.Keys.Concat(Rules).Concat(ActorNames)) is { } nearest
                    ? $"did you mean #{nearest}?"
                    : "lists stand under \"lists\" in topics.yaml; kinds of actors are such as #state, #threat-group"))];
    }
}
