using Monitor.Actors;
using Monitor.Config;
using Monitor.Rules;

namespace Monitor.Tagging;

/// <summary>The #names that stand for actors: a kind ("state"), or an actor with all that belongs to it ("country:CN").</summary>
internal static class ActorLists
{
    private static readonly Dictionary<string, ActorKind> Kinds =
        Enum.GetValues<ActorKind>().ToDictionary(ConfigNode.NameOf, kind => kind, StringComparer.Ordinal);

    public static bool Knows(ActorBook actors, string name) => Kinds.ContainsKey(name) || actors.Find(name) is not null;

    public static IReadOnlyList<string> Names(ActorBook actors) => [.. Kinds.Keys, .. actors.Actors.Select(actor => actor.Id)];

    /// <summary>Whether a name stands for an actor.</summary>
    public static bool Means(ActorBook actors, string name, Actor actor) =>
        Kinds.TryGetValue(name, out var kind) ? actor.Kind == kind : actors.IsWithin(actor, name);

    /// <summary>The places of the mentions that a name stands for. A capital that is only a place is none.</summary>
    public static List<TokenRange> Places(ActorBook actors, string name, IReadOnlyList<ActorMention> mentions) =>
    [
        .. mentions
            .Where(mention => mention.Role is not AliasRole.Capital && Means(actors, name, mention.Actor))
            .Select(mention => new TokenRange(mention.FirstToken, mention.EndToken)),
    ];
}
