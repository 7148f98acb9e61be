namespace Monitor.AttributionEvents.Export;

/// <summary>
/// How it is written down that an object is in the collection of a saved search: a row of its own beside the objects, which says since when
/// and in which version. No type of STIX holds a space, and these do, so that the objects are read without them.
/// </summary>
public static class StixMembers
{
    internal const string Space = " ";

    /// <summary>The type of the rows of one collection.</summary>
    public static string TypeOf(Guid collection) => $"member{Space}{collection:N}";

    /// <summary>The type of the row that says up to where one collection was looked at.</summary>
    public static string StateOf(Guid collection) => $"state{Space}{collection:N}";

    /// <summary>Behind an object's identifier: the row that it is a member.</summary>
    public static string SuffixOf(Guid collection) => $"@{collection:N}";
}
