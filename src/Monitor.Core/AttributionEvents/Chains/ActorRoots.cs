using Monitor.Actors;

namespace Monitor.AttributionEvents.Chains;

/// <summary>
/// Leads an actor back to the state or body it belongs to: agency:CN-MSS, gov:CN, hackers:CN and embassy:CN-US are country:CN. A nationality is
/// not its state: nationals:CN stays what it is.
/// </summary>
/// <param name="rootInBook">The root by the actor book; null for an actor that is not in it (unnamed ones such as hackers:CN never are).</param>
public sealed class ActorRoots(Func<string, string?> rootInBook)
{
    private static readonly string[] OfStates = ["gov", "agency", "embassy", "hackers", "country"];
    private static readonly string[] StateLevel = ["country", "gov", "agency", "igo", "alliance", "embassy"];

    /// <summary>By the form of the ids alone, without a book.</summary>
    public static ActorRoots ByIdAlone { get; } = new(_ => null);

    public static ActorRoots Of(ActorBook actors)
    {
        ArgumentNullException.ThrowIfNull(actors);
        return new ActorRoots(id => actors.Find(id) is { } actor ? actors.Root(actor).Id : null);
    }

    public string RootOf(string actorId)
    {
        ArgumentNullException.ThrowIfNull(actorId);
        var root = rootInBook(actorId) ?? actorId;
        var colon = root.IndexOf(':', StringComparison.Ordinal);
        if (colon < 0 || !OfStates.Contains(root[..colon], StringComparer.OrdinalIgnoreCase))
        {
            return root;
        }

        var end = root.IndexOf('-', colon);
        var country = end < 0 ? root[(colon + 1)..] : root[(colon + 1)..end];
        return country.Length == 2 ? CountryId(country) : root;
    }

    /// <summary>A state, government, agency, international organisation or alliance: one whose joining is news.</summary>
    public static bool IsStateLevel(string actorId)
    {
        ArgumentNullException.ThrowIfNull(actorId);
        var colon = actorId.IndexOf(':', StringComparison.Ordinal);
        return colon > 0 && StateLevel.Contains(actorId[..colon], StringComparer.OrdinalIgnoreCase);
    }

    public static string CountryId(string alpha2)
    {
        ArgumentNullException.ThrowIfNull(alpha2);
        return $"country:{alpha2.ToUpperInvariant()}";
    }
}
