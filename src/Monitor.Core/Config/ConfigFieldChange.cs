namespace Monitor.Config;

/// <summary>What changes in one field of an item. Of a list each part that comes or goes is a change of its own.</summary>
/// <param name="Field">The field's path, such as <c>all</c> or <c>alerts.channel</c>.</param>
/// <param name="Before">Null where it was not given.</param>
/// <param name="After">Null where it is given no more.</param>
public sealed record ConfigFieldChange(string Field, string? Before, string? After)
{
    /// <summary>The fields in which two versions of an item differ; none where only comments and layout do.</summary>
    /// <param name="before">YAML; null for an item that was not there.</param>
    /// <param name="after">YAML; null for an item that goes.</param>
    public static IReadOnlyList<ConfigFieldChange> Between(string item, string? before, string? after) =>
        Between(FieldsOf(item, before), FieldsOf(item, after));

    /// <summary>The fields in which two lists of fields and values differ, in the order of the second; what only the first has comes last.</summary>
    public static IReadOnlyList<ConfigFieldChange> Between(IEnumerable<(string Name, string Value)> before, IEnumerable<(string Name, string Value)> after)
    {
        var (former, latter) = (before.ToList(), after.ToList());
        var (gone, come) = (former.Except(latter).ToLookup(field => field.Name), latter.Except(former).ToLookup(field => field.Name));
        var changes = new List<ConfigFieldChange>();
        foreach (var name in latter.Concat(former).Select(field => field.Name).Distinct())
        {
            if (gone[name].ToList() is [var one] && come[name].ToList() is [var other])
            {
                changes.Add(new ConfigFieldChange(name, one.Value, other.Value));
                continue;
            }

            changes.AddRange(gone[name].Select(field => new ConfigFieldChange(name, field.Value, null)));
            changes.AddRange(come[name].Select(field => new ConfigFieldChange(name, null, field.Value)));
        }

        return changes;
    }

    private static List<(string Name, string Value)> FieldsOf(string item, string? body) =>
        body is null ? [] : [.. Flat("", ConfigNode.Parse(item, body))];

    private static IEnumerable<(string Name, string Value)> Flat(string path, ConfigNode node)
    {
        if (node.IsMap)
        {
            return node.Entries.SelectMany(entry => Flat(path.Length == 0 ? entry.Key : $"{path}.{entry.Key}", entry.Value));
        }

        var name = path.Length == 0 ? "value" : path;
        return node.IsList ? node.Items.Select(part => (name, Short(part))) : [(name, Short(node))];
    }

    private static string Short(ConfigNode node) =>
        node.IsMap ? $"{{ {string.Join(", ", node.Entries.Select(entry => $"{entry.Key}: {Short(entry.Value)}"))} }}"
        : node.IsList ? $"[{string.Join(", ", node.Items.Select(Short))}]"
        : node.IsEmpty ? ""
        : node.Text.ReplaceLineEndings(" ");
}
