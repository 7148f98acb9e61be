namespace Monitor.Attributions;

/// <summary>Parties that no book knows: their ids are made of the words of a text (org:northwall-labs, person:jane-roe, unnamed:officials).</summary>
public static class OpenParties
{
    /// <summary>Before the ids of officials who give no name, of a state or of none.</summary>
    public const string UnnamedOfficials = "unnamed:officials";

    private const string Unnamed = "unnamed:";
    private const string Person = "person:";
    private static readonly string[] AlwaysOpen = [Unnamed, Person, "court:"];
    private const string Organization = "org:";

    /// <summary>Officials, researchers, sources who give no name.</summary>
    public static bool IsUnnamed(string id)
    {
        ArgumentNullException.ThrowIfNull(id);
        return id.StartsWith(Unnamed, StringComparison.Ordinal);
    }

    /// <summary>A body or a person whom a text names: only these can be written into the book. Courts and hackers:CN are anybody.</summary>
    public static bool IsNamed(string id)
    {
        ArgumentNullException.ThrowIfNull(id);
        return id.StartsWith(Person, StringComparison.Ordinal) || id.StartsWith(Organization, StringComparison.Ordinal);
    }

    /// <summary>Somebody, with a name or without.</summary>
    public static bool IsPerson(string id) => IsUnnamed(id) || id.StartsWith(Person, StringComparison.Ordinal);

    /// <summary>The book writes its organizations in capitals (org:AMNESTY); persons of the book accuse as whom they speak for.</summary>
    public static bool IsOpen(string id)
    {
        ArgumentNullException.ThrowIfNull(id);
        return Array.Exists(AlwaysOpen, prefix => id.StartsWith(prefix, StringComparison.Ordinal))
            || (id.StartsWith(Organization, StringComparison.Ordinal) && id.Length > Organization.Length && !char.IsUpper(id[Organization.Length]));
    }
}
