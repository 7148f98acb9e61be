using Monitor.Actors;
using Monitor.Config;
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

/// <summary>The #names that stand for actors: a kind ("state"), or an actor with all that belongs to it ("country:CN").</summary>
internal static class ActorLists
{
    private static readonly Dictionary<string, ActorKind> Kinds =
        Enum.GetValues<ActorKind>().ToDictionary(ConfigNode.NameOf, kind => kind, StringComparer.Ordinal);

    public static bool Knows(ActorBook actors, string name) => Kinds.ContainsKey(name) || actors.Find(name) is not null;

    public static IReadOnlyList<string> Names(ActorBook actors) => [.. Kinds.Keys, .. actors.Actors.Select(actor => actor.Id)];

    /// <summary>The places of the mentions that a name stands for. A capital that is only a place is none.</summary>
    public static List<TokenRange> Places(ActorBook actors, string name, IReadOnlyList<ActorMention> mentions)
    {
        var isKind = Kinds.TryGetValue(name, out var kind);
        return [.. mentions
            .Where(mention => mention.Role is not AliasRole.Capital && (isKind ? mention.Actor.Kind == kind : actors.IsWithin(mention.Actor, name)))
            .Select(mention => new TokenRange(mention.FirstToken, mention.EndToken))];
    }
}
