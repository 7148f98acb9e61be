using Monitor.Tagging;

namespace Monitor.AttributionEvents;

/// <summary>What an actor id is called, unnamed ones included: nationals:CN are "nationals of China".</summary>
public sealed class ActorNames(ActorBook actors)
{
    /// <summary>The id itself where the book does not know it.</summary>
    public string Of(string actorId)
    {
        ArgumentNullException.ThrowIfNull(actorId);
        if (actors.Find(actorId) is { } actor)
        {
            return actor.Name;
        }

        var colon = actorId.IndexOf(':', StringComparison.Ordinal);
        return colon > 0 && actors.State(actorId[(colon + 1)..]) is { } state
            ? $"{actorId[..colon]} of {state.Name}"
            : actorId;
    }
}
