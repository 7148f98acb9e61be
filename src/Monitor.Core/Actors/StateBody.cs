namespace Monitor.Actors;

/// <summary>
/// A body that every state has: its government, its foreign ministry. Named by the state and these words together ("Chinese foreign
/// ministry", "government of China"), so that no list of all combinations is needed.
/// </summary>
/// <param name="Id">The id with "{}" for the state's code: "agency:{}-MFA".</param>
/// <param name="Name">The name with "{}" for the state's name.</param>
/// <param name="Words">Words that follow the state's name or demonym, or stand before "of" and the state's name.</param>
public sealed record StateBody(string Id, ActorKind Kind, string Name, AliasRole Role, IReadOnlyList<string> Words)
{
    public string IdFor(string country) => Id.Replace("{}", country, StringComparison.Ordinal);

    public Actor ActorFor(Actor state)
    {
        ArgumentNullException.ThrowIfNull(state);
        return new Actor
        {
            Id = IdFor(state.Country ?? ""),
            Kind = Kind,
            Name = Name.Replace("{}", state.Name, StringComparison.Ordinal),
            Country = state.Country,
            Parent = state.Id,
        };
    }
}
