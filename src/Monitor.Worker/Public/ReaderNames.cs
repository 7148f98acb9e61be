using Monitor.Actors;
using Monitor.Tagging;

namespace Monitor.Worker.Public;

/// <summary>Topics and actors by the names that readers know them by.</summary>
internal sealed class ReaderNames
{
    private readonly Dictionary<string, string> _idOfName = new(StringComparer.OrdinalIgnoreCase);
    private readonly ActorBook _actors;

    public ReaderNames(RuleBook rules, ActorBook actors)
    {
        _actors = actors;
        Topics = new TopicNames(rules);
        foreach (var actor in actors.Actors)
        {
            _idOfName.TryAdd(actor.Name, actor.Id);
        }

        // A name of another's own goes before an alias: "Georgia" is what is called so first.
        foreach (var (alias, id) in actors.Actors.SelectMany(actor => actor.Aliases.Select(alias => (alias.Text, actor.Id))))
        {
            _idOfName.TryAdd(alias, id);
        }
    }

    public TopicNames Topics { get; }

    /// <summary>The actor's name, where it leads back to it; else the id.</summary>
    public string Actor(string id) => _actors.Find(id) is { } actor && _idOfName[actor.Name] == actor.Id ? actor.Name : id;

    /// <summary>The id of an actor that is named by its name, another name, or its id; null where none is.</summary>
    public string? ActorId(string text) => _actors.Find(text)?.Id ?? _idOfName.GetValueOrDefault(text);
}
