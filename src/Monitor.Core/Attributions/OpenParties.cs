namespace Monitor.Attributions;

/// <summary>Parties that no book knows: their ids are made of the words of a text (org:northwall-labs, person:jane-roe, unnamed:officials).</summary>
public static class OpenParties
{
    private static readonly string[] AlwaysOpen = ["unnamed:", "person:", "court:"];
    private const string Organization = "org:";

    /// <summary>The book writes its organizations in capitals (org:AMNESTY); persons of the book accuse as whom they speak for.</summary>
    public static bool IsOpen(string id)
    {
        ArgumentNullException.ThrowIfNull(id);
        return Array.Exists(AlwaysOpen, prefix => id.StartsWith(prefix, StringComparison.Ordinal))
            || (id.StartsWith(Organization, StringComparison.Ordinal) && id.Length > Organization.Length && !char.IsUpper(id[Organization.Length]));
    }
}
