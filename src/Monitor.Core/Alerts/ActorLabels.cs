using System.Collections.Concurrent;
using Monitor.Tagging;

namespace Monitor.Alerts;

/// <summary>Names of actors for readers: whole, and short where a line is. Safe for parallel use.</summary>
public sealed class ActorLabels(ActorBook book)
{
    private const int ChainMax = 16;

    private readonly ConcurrentDictionary<string, ActorLabel> _labels = new(StringComparer.OrdinalIgnoreCase);

    public ActorLabel Of(string actorId) => _labels.GetOrAdd(actorId, Make);

    /// <summary>An actor's id and those of everything it belongs to: agency, state. Rules for the state mean them too.</summary>
    public IReadOnlyList<string> Lineage(string actorId, string? country = null)
    {
        var ids = new List<string> { actorId };
        for (var actor = book.Find(actorId); actor?.Parent is { } parent && ids.Count < ChainMax; actor = book.Find(parent))
        {
            ids.Add(parent);
        }

        if (book.Find(actorId)?.Country is { } code)
        {
            ids.Add($"country:{code}");
        }

        if (country is not null)
        {
            ids.Add($"country:{country}");
        }

        return [.. ids.Distinct(StringComparer.OrdinalIgnoreCase)];
    }

    private ActorLabel Make(string actorId)
    {
        if (book.Find(actorId) is { } actor)
        {
            return new ActorLabel(actor.Name, Short(actor));
        }

        // Unnamed ones have ids made of a kind and a country: hackers:CN, nationals:CN.
        var parts = actorId.Split(':', 2);
        var state = parts.Length == 2 ? book.State(parts[1]) : null;
        var demonym = state?.Aliases.FirstOrDefault(alias => alias.Role is AliasRole.Demonym)?.Text ?? state?.Name;
        var name = demonym is null ? parts[^1].Replace('-', ' ') : $"{demonym} {parts[0].Replace('-', ' ')}";
        return new ActorLabel(name, name);
    }

    /// <summary>
    /// The acronym made of the name's initials (US, UK, EU, NATO), else the name: other acronyms are right, but not what readers look for
    /// (PRC for China).
    /// </summary>
    private static string Short(Actor actor)
    {
        var initials = string.Concat(actor.Name.Split(' ', '-').Where(word => word.Length > 0 && char.IsUpper(word[0])).Select(word => word[0]));
        return initials.Length > 1 && actor.Aliases.Any(alias => alias.Role is AliasRole.Acronym && alias.Text == initials) ? initials : actor.Name;
    }
}
