using Monitor.Actors;

namespace Monitor.Worker.Json.Shapes;

/// <summary>Who may act, or be accused.</summary>
/// <param name="Country">ISO 3166 alpha-2.</param>
/// <param name="Parent">The actor that it belongs to.</param>
/// <param name="Names">The words by which texts name it.</param>
/// <param name="ExternalIds">Its ids in other catalogues, such as MITRE ATT&amp;CK.</param>
public sealed record ActorShape(
    string Id, string Name, ActorKind Kind, string? Country, string? Parent, IReadOnlyList<string> Members, IReadOnlyList<string> Names,
    IReadOnlyDictionary<string, string> ExternalIds)
{
    public static ActorShape Of(Actor actor)
    {
        ArgumentNullException.ThrowIfNull(actor);
        return new ActorShape(
            actor.Id, actor.Name, actor.Kind, actor.Country, actor.Parent, actor.Members, [.. actor.Aliases.Select(alias => alias.Text).Distinct()],
            actor.ExternalIds);
    }
}
