using Monitor.Config;

namespace Monitor.Worker.Cli.Config;

/// <summary>One item that applying a config folder changes.</summary>
/// <param name="File">The folder's file that asks for it.</param>
/// <param name="Item">"topics/cyber-attack", a subscriber's id, or a feed's address.</param>
/// <param name="Fields">What changes in it; all fields of an item that comes or goes; none where only comments and layout change.</param>
/// <param name="NewerInside">An admin changed it since the folder was applied or exported: applying would lose that.</param>
internal sealed record FolderChange(
    string File, string Item, ConfigChangeKind Kind, IReadOnlyList<ConfigFieldChange> Fields, bool NewerInside = false)
{
    public static FolderChange Of(ConfigChange change) => new(
        change.File, change.Item, change.Kind, ConfigFieldChange.Between(change.Item, change.Before, change.After), change.IsNewerInside);

    /// <summary>What differs between two looks at rows that a file asks for, row by row.</summary>
    public static IEnumerable<FolderChange> Between(
        string file, IReadOnlyDictionary<string, IReadOnlyList<(string Name, string Value)>> before,
        IReadOnlyDictionary<string, IReadOnlyList<(string Name, string Value)>> after)
    {
        foreach (var (item, fields) in after)
        {
            var changed = ConfigFieldChange.Between(before.GetValueOrDefault(item) ?? [], fields);
            if (changed.Count > 0)
            {
                yield return new FolderChange(file, item, before.ContainsKey(item) ? ConfigChangeKind.Changed : ConfigChangeKind.Added, changed);
            }
        }

        foreach (var (item, fields) in before.Where(row => !after.ContainsKey(row.Key)))
        {
            yield return new FolderChange(file, item, ConfigChangeKind.Removed, ConfigFieldChange.Between(fields, []));
        }
    }
}
