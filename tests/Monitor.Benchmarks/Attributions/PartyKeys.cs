using Monitor.Actors;
using Monitor.Attributions.Parties;

namespace Monitor.Benchmarks.Attributions;

/// <summary>When a labelled party and a found one are the same: as tests/attributions/score.py has it.</summary>
internal static class PartyKeys
{
    private const int NameMin = 4;

    private static readonly string[] OfState = ["country", "gov", "hackers", "nationals", "embassy"];

    /// <summary>All the ways in which a labelled party may be found.</summary>
    public static HashSet<string> Wanted(string party)
    {
        var at = party.IndexOf('@', StringComparison.Ordinal);
        var (named, country) = at < 0 ? (party, "") : (party[..at], party[(at + 1)..].ToUpperInvariant());
        var colon = named.IndexOf(':', StringComparison.Ordinal);
        if (colon < 0)
        {
            return [named.ToUpperInvariant()];
        }

        HashSet<string> keys = [named[..colon] == "unnamed" ? "unnamed" : OpenName.Slug(named[(colon + 1)..])];
        if (country.Length > 0)
        {
            keys.Add(country);
        }

        return keys;
    }

    public static HashSet<string> Found(string? actor, string? country, ActorBook book)
    {
        var colon = actor?.IndexOf(':', StringComparison.Ordinal) ?? -1;
        var (kind, name) = colon < 0 ? (actor ?? "", "") : (actor![..colon], actor[(colon + 1)..]);
        HashSet<string> keys = country is { Length: > 0 } ? [country.ToUpperInvariant()] : [];
        if (OfState.Contains(kind))
        {
            keys.Add(name.Split(':')[0].ToUpperInvariant());
        }
        else if (kind is "igo" or "alliance")
        {
            keys.Add(name.ToUpperInvariant());
        }
        else if (kind is "agency" or "person" && name.Length > 2 && name[2] == '-' && char.IsUpper(name[0]) && char.IsUpper(name[1]))
        {
            keys.Add(name[..2]);
        }
        else if (kind == "unnamed")
        {
            keys.Add("unnamed");
            keys.UnionWith(name.Split(':').Where(part => part.Length == 2).Select(part => part.ToUpperInvariant()));
        }

        if (name.Length > 0)
        {
            keys.Add(OpenName.Slug(name));
        }

        if (kind is "org" or "company" && actor is not null && book.Find(actor) is { } known)
        {
            keys.Add(OpenName.Slug(known.Name));
        }

        return keys;
    }

    /// <summary>Names count as one where one is the beginning or the end of the other: "eset" and "eset-research".</summary>
    public static bool Same(IEnumerable<string> wanted, IReadOnlyCollection<string> found) =>
        wanted.Any(a => found.Any(b => a == b || (a.Length >= NameMin && b.Length >= NameMin && (Begins(a, b) || Begins(b, a)))));

    private static bool Begins(string shorter, string longer) =>
        longer.StartsWith(shorter + "-", StringComparison.Ordinal) || longer.EndsWith("-" + shorter, StringComparison.Ordinal);
}
