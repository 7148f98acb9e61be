using System.Collections.Concurrent;

namespace Monitor.Actors;

/// <summary>All actors that Monitor knows, with the bodies that every state has. Ids are compared without regard to case.</summary>
public sealed class ActorBook
{
    private const string EmbassyPrefix = "embassy:";

    /// <summary>A longer parent chain is taken for a circle.</summary>
    private const int ChainMax = 16;

    private readonly Dictionary<string, Actor> _byId = new(StringComparer.OrdinalIgnoreCase);
    private readonly ConcurrentDictionary<string, Actor> _embassies = new(StringComparer.OrdinalIgnoreCase);

    public ActorBook(IEnumerable<Actor> actors, IReadOnlyList<StateBody> bodies)
    {
        ArgumentNullException.ThrowIfNull(actors);
        ArgumentNullException.ThrowIfNull(bodies);
        Bodies = bodies;
        foreach (var actor in actors)
        {
            _byId.Add(actor.Id, actor);
        }

        foreach (var state in _byId.Values.Where(actor => actor is { Kind: ActorKind.State, Country: not null }).ToArray())
        {
            foreach (var body in bodies)
            {
                _byId.TryAdd(body.IdFor(state.Country!), body.ActorFor(state));
            }
        }

        Actors = [.. _byId.Values];
    }

    /// <summary>All actors but embassies, which are made when they are named.</summary>
    public IReadOnlyList<Actor> Actors { get; }

    public IReadOnlyList<StateBody> Bodies { get; }

    public Actor? Find(string id)
    {
        ArgumentNullException.ThrowIfNull(id);
        return _byId.TryGetValue(id, out var actor) ? actor
            : id.StartsWith(EmbassyPrefix, StringComparison.OrdinalIgnoreCase) ? FindEmbassy(id)
            : null;
    }

    public Actor? State(string country) => _byId.GetValueOrDefault("country:" + country);

    /// <summary>A state's embassy in another (embassy:CN-US), or wherever it is (embassy:CN).</summary>
    public Actor Embassy(Actor sender, Actor? host)
    {
        ArgumentNullException.ThrowIfNull(sender);
        var id = EmbassyPrefix + sender.Country + (host is null ? "" : "-" + host.Country);
        return _embassies.GetOrAdd(id, _ => new Actor
        {
            Id = id,
            Kind = ActorKind.Embassy,
            Name = $"embassy of {sender.Name}" + (host is null ? "" : $" in {host.Name}"),
            Country = sender.Country,
            Parent = sender.Id,
        });
    }

    /// <summary>The top of an actor's parent chain: a threat group's or an agency's state; the actor itself where it has no parent.</summary>
    public Actor Root(Actor actor)
    {
        ArgumentNullException.ThrowIfNull(actor);
        for (var i = 0; i < ChainMax && actor.Parent is { } parent && Find(parent) is { } above; i++)
        {
            actor = above;
        }

        return actor;
    }

    /// <summary>Whether an actor is another one or lies below it in the parent chain.</summary>
    public bool IsWithin(Actor actor, string id)
    {
        ArgumentNullException.ThrowIfNull(actor);
        for (var i = 0; i <= ChainMax; i++)
        {
            if (string.Equals(actor.Id, id, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }

            if (actor.Parent is not { } parent || Find(parent) is not { } above)
            {
                return false;
            }

            actor = above;
        }

        return false;
    }

    /// <summary>For whom a person spoke on a day: the actor of the latest office held then; null where none was.</summary>
    public Actor? SpokeFor(Actor person, DateOnly day)
    {
        ArgumentNullException.ThrowIfNull(person);
        return person.Offices.LastOrDefault(office => office.HeldOn(day)) is { } held ? Find(held.Actor) : null;
    }

    private Actor? FindEmbassy(string id)
    {
        var codes = id[EmbassyPrefix.Length..].ToUpperInvariant().Split('-');
        return codes.Length is 1 or 2 && State(codes[0]) is { } sender && (codes.Length == 1 || State(codes[1]) is not null)
            ? Embassy(sender, codes.Length == 2 ? State(codes[1]) : null)
            : null;
    }
}
