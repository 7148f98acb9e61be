namespace Monitor.Config;

/// <summary>One item of a config file: "topics/cyber-attack" and its text, without the indent that it has in the file.</summary>
public sealed record ConfigItem(string Name, string Body);

/// <summary>
/// Cuts a config file into items and puts it together again. A section that is a list whose parts have ids gives one item a part, a
/// mapping one item a key, anything else is one item.
/// </summary>
public static class ConfigItems
{
    private const char Separator = '/';

    /// <exception cref="ConfigException">The text is no YAML mapping.</exception>
    public static IReadOnlyList<ConfigItem> Split(string file, string text)
    {
        var items = new List<ConfigItem>();
        foreach (var (section, node) in ConfigNode.Parse(file, text).Entries)
        {
            var parts = node.IsList ? node.Items.ToList() : [];
            var ids = parts.ConvertAll(part => part.IsMap ? part.FindText("id") : null);
            if (parts.Count > 0 && ids.TrueForAll(id => id is not null) && ids.Distinct().Count() == ids.Count)
            {
                items.AddRange(parts.Zip(ids, (part, id) => new ConfigItem($"{section}{Separator}{id}", part.Source())));
            }
            else if (node.IsMap && node.Entries.Any())
            {
                items.AddRange(node.Entries.Select(entry => new ConfigItem($"{section}{Separator}{entry.Key}", entry.Value.Source())));
            }
            else
            {
                items.Add(new ConfigItem(section, node.Source()));
            }
        }

        return items;
    }

    /// <summary>A file with these items, in their order. Comments outside items are not kept.</summary>
    public static string Join(IEnumerable<ConfigItem> items)
    {
        ArgumentNullException.ThrowIfNull(items);
        var output = new StringWriter { NewLine = "\n" };
        foreach (var section in items.GroupBy(item => item.Name.Split(Separator)[0]))
        {
            var isList = section.Key != section.First().Name && section.All(item => IsPart(item));
            output.WriteLine($"{section.Key}:");
            foreach (var item in section)
            {
                var name = item.Name.Length > section.Key.Length ? item.Name[(section.Key.Length + 1)..] : null;
                if (name is null)
                {
                    WriteIndented(output, "  ", "  ", item.Body);
                }
                else if (isList)
                {
                    WriteIndented(output, "  - ", "    ", item.Body);
                }
                else
                {
                    output.WriteLine($"  {name}:");
                    WriteIndented(output, "    ", "    ", item.Body);
                }
            }
        }

        return output.ToString();
    }

    /// <summary>Whether an item is a part of a list: then its text names its id.</summary>
    private static bool IsPart(ConfigItem item)
    {
        var body = ConfigNode.Parse(item.Name, item.Body);
        return body.IsMap && body.FindText("id") is { } id && item.Name.EndsWith(Separator + id, StringComparison.Ordinal);
    }

    private static void WriteIndented(StringWriter output, string first, string others, string body)
    {
        var indent = first;
        foreach (var line in body.Split('\n'))
        {
            output.WriteLine(line.Length == 0 ? "" : indent + line);
            indent = others;
        }
    }
}
