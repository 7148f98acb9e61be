using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;
using YamlDotNet.RepresentationModel;

namespace Monitor.Config;

/// <summary>
/// A place in a YAML config file: a value, a list or a mapping that knows its file, line and column, so that whoever reads it can say
/// where a fault stands. The one place that knows the YAML library.
/// </summary>
public sealed class ConfigNode
{
    /// <summary>A config file larger than this is refused: none grows that large by hand or by import.</summary>
    public const int FileBytesMax = 32 * 1024 * 1024;

    private readonly YamlNode _node;

    private readonly string _source;

    private ConfigNode(string file, string source, string key, YamlNode node)
    {
        File = file;
        _source = source;
        Key = key;
        _node = node;
    }

    public string File { get; }

    /// <summary>The key under which the node stands, for messages; empty for the whole file.</summary>
    public string Key { get; }

    public int Line => (int)_node.Start.Line;

    public int Column => (int)_node.Start.Column;

    public bool IsText => _node is YamlScalarNode;

    public bool IsList => _node is YamlSequenceNode;

    public bool IsMap => _node is YamlMappingNode;

    /// <summary>Whether nothing stands behind the key.</summary>
    public bool IsEmpty => _node is YamlScalarNode { Value: null or "" };

    /// <summary>Whether a comment ends the node's line: "#name" behind a space is one, unless the value stands in quotes.</summary>
    public bool IsCutByComment
    {
        get
        {
            var end = Math.Clamp((int)_node.End.Index, 0, _source.Length);
            var line = _source.AsSpan(end);
            var lineEnd = line.IndexOf('\n');
            return (lineEnd < 0 ? line : line[..lineEnd]).TrimStart().StartsWith("#");
        }
    }

    /// <summary>Reads a file.</summary>
    /// <exception cref="ConfigException">It is no YAML, or too large.</exception>
    public static ConfigNode ReadFile(string path)
    {
        var bytes = new FileInfo(path).Length;
        return bytes > FileBytesMax
            ? throw new ConfigException(new ConfigFault(path, 1, 1, $"the file has {bytes} bytes, at most {FileBytesMax} are read"))
            : Parse(path, System.IO.File.ReadAllText(path));
    }

    /// <summary>Reads a text; <paramref name="file"/> is the name for messages. An empty text is an empty mapping.</summary>
    /// <exception cref="ConfigException">It is no YAML.</exception>
    public static ConfigNode Parse(string file, string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        try
        {
            var stream = new YamlStream();
            stream.Load(new StringReader(text));
            return stream.Documents.Count switch
            {
                0 => new ConfigNode(file, text, "", new YamlMappingNode()),
                1 => new ConfigNode(file, text, "", stream.Documents[0].RootNode),
                _ => throw new ConfigException(new ConfigFault(
                    file, (int)stream.Documents[1].RootNode.Start.Line, 1, "one document is expected, a second one begins here")),
            };
        }
        catch (YamlException fault)
        {
            throw new ConfigException(new ConfigFault(
                file, (int)fault.Start.Line, (int)fault.Start.Column, "not YAML: " + (fault.InnerException ?? fault).Message));
        }
    }

    /// <summary>The entries of a mapping in file order.</summary>
    public IEnumerable<KeyValuePair<string, ConfigNode>> Entries =>
        Map().Children.Select(child => KeyValuePair.Create(NameOf(child.Key), new ConfigNode(File, _source, NameOf(child.Key), child.Value)));

    /// <summary>The items of a list; a single value stands for a list of one, and an empty value for an empty list.</summary>
    public IEnumerable<ConfigNode> Items => _node switch
    {
        YamlSequenceNode list => list.Children.Select(child => new ConfigNode(File, _source, Key, child)),
        YamlScalarNode { Value: null or "" } => [],
        _ => [this],
    };

    /// <summary>The value as text.</summary>
    public string Text => _node is YamlScalarNode { Value: { } value } ? value : throw Fault($"{Label} must be a text");

    public ConfigNode? Find(string key) =>
        Map().Children.TryGetValue(new YamlScalarNode(key), out var node) ? new ConfigNode(File, _source, key, node) : null;

    public ConfigNode Required(string key) => Find(key) ?? throw Fault($"\"{key}\" is missing");

    public string? FindText(string key) => Find(key)?.Text;

    /// <summary>A setting that may be left out, or left empty.</summary>
    public ConfigNode? FindGiven(string key) => Find(key) is { IsEmpty: false } given ? given : null;

    /// <summary>The items of a list that may be absent.</summary>
    public IEnumerable<ConfigNode> FindItems(string key) => Find(key)?.Items ?? [];

    /// <summary>Refuses every key but these, with a suggestion: a misspelt setting must not be silently the default.</summary>
    /// <exception cref="ConfigException">There are others; all are named.</exception>
    public ConfigNode Only(params string[] keys)
    {
        var faults = Map().Children.Keys.Where(key => !keys.Contains(NameOf(key))).Select(key => UnknownKey(key, keys)).ToList();
        return faults.Count == 0 ? this : throw new ConfigException(faults);
    }

    private ConfigFault UnknownKey(YamlNode key, string[] keys)
    {
        var name = NameOf(key);
        var nearest = Suggestion.Nearest(name, keys);
        return new ConfigFault(
            File, (int)key.Start.Line, (int)key.Start.Column,
            $"\"{name}\" is unknown here" + (nearest is null ? $"; known are {string.Join(", ", keys)}" : $"; did you mean \"{nearest}\"?"));
    }

    public int Integer(int least, int most) =>
        int.TryParse(Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) && value >= least && value <= most
            ? value
            : throw Fault($"{Label} must be a whole number from {least} to {most}, not \"{Text}\"");

    public double Number(double least, double most) =>
        double.TryParse(Text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && value >= least && value <= most
            ? value
            : throw Fault(string.Create(CultureInfo.InvariantCulture, $"{Label} must be a number from {least} to {most}, not \"{Text}\""));

    public bool Truth() => Text switch
    {
        "true" => true,
        "false" => false,
        _ => throw Fault($"{Label} must be true or false, not \"{Text}\""),
    };

    public DateOnly Date() =>
        DateOnly.TryParseExact(Text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var value)
            ? value
            : throw Fault($"{Label} must be a date such as 2021-07-19, not \"{Text}\"");

    /// <summary>One of the names of an enumeration, written in lower case with hyphens ("threat-group"); other case passes.</summary>
    public TEnum Choice<TEnum>()
        where TEnum : struct, Enum => Choice<TEnum>(Text, Label);

    /// <summary>The key as one of the names of an enumeration.</summary>
    public TEnum KeyChoice<TEnum>()
        where TEnum : struct, Enum => Choice<TEnum>(Key, "the key");

    private TEnum Choice<TEnum>(string text, string what)
        where TEnum : struct, Enum
    {
        foreach (var value in Enum.GetValues<TEnum>())
        {
            if (NameOf(value).Equals(text, StringComparison.OrdinalIgnoreCase))
            {
                return value;
            }
        }

        var names = Enum.GetValues<TEnum>().Select(NameOf).ToArray();
        var nearest = Suggestion.Nearest(text, names);
        throw Fault($"{what} must be one of {string.Join(", ", names)}, not \"{text}\"" + (nearest is null ? "" : $"; did you mean \"{nearest}\"?"));
    }

    /// <summary>How <see cref="Choice{TEnum}()"/> expects a value: "ThreatGroup" as "threat-group".</summary>
    [SuppressMessage("Globalization", "CA1308", Justification = "Config names are lower case.")]
    public static string NameOf<TEnum>(TEnum value)
        where TEnum : struct, Enum =>
        string.Concat(value.ToString().Select((letter, i) => (i > 0 && char.IsUpper(letter) ? "-" : "") + char.ToLowerInvariant(letter)));

    /// <summary>The node as it is written in the file, without the indent that it has there.</summary>
    public string Source()
    {
        var start = Math.Min((int)_node.Start.Index, _source.Length);
        var end = Math.Clamp(EndOf(_node), start, _source.Length);
        var indent = start - (start == 0 ? 0 : _source.LastIndexOf('\n', start - 1) + 1);
        var lines = _source[start..end].TrimEnd().Split('\n');
        for (var i = 1; i < lines.Length; i++)
        {
            var spaces = lines[i].Length - lines[i].TrimStart(' ').Length;
            lines[i] = lines[i][Math.Min(indent, spaces)..].TrimEnd();
        }

        // Comments of the next item are no part of this one.
        var count = lines.Length;
        while (count > 1 && (lines[count - 1].Length == 0 || lines[count - 1].StartsWith('#')))
        {
            count--;
        }

        return string.Join('\n', lines.Take(count));
    }

    /// <summary>
    /// Where a node ends. The library knows that of scalars only: a block ends with its last part, a list or mapping in brackets with the
    /// bracket behind its last part.
    /// </summary>
    private int EndOf(YamlNode node) => node switch
    {
        YamlMappingNode map => EndOf(map, map.Children.Select(child => child.Value), map.Style is MappingStyle.Flow ? '}' : null),
        YamlSequenceNode list => EndOf(list, list.Children, list.Style is SequenceStyle.Flow ? ']' : null),
        _ => (int)node.End.Index,
    };

    private int EndOf(YamlNode node, IEnumerable<YamlNode> parts, char? bracket)
    {
        var end = parts.Select(EndOf).Append((int)node.Start.Index).Max();
        if (bracket is null)
        {
            return end;
        }

        var close = _source.IndexOf(bracket.Value, Math.Min(end, _source.Length));
        return close < 0 ? end : close + 1;
    }

    /// <summary>A fault at this place, to be thrown.</summary>
    public ConfigException Fault(string reason) => new(new ConfigFault(File, Line, Column, reason));

    /// <summary>A fault inside the text, so many characters behind its begin, to be thrown.</summary>
    public ConfigException FaultInside(int offset, string reason)
    {
        var position = SourceOf(Math.Min(offset, Text.Length));
        var before = _source.AsSpan(0, position);
        return new ConfigException(new ConfigFault(File, before.Count('\n') + 1, position - before.LastIndexOf('\n'), reason));
    }

    /// <summary>
    /// Where a character of the text stands in the file. Quotes, indents and folded lines make the two differ, but only by white space,
    /// quotes and escapes: the letters come in the same order.
    /// </summary>
    private int SourceOf(int offset)
    {
        var text = Text;
        var source = Math.Min((int)_node.Start.Index, _source.Length);
        if (_node is YamlScalarNode { Style: ScalarStyle.Literal or ScalarStyle.Folded })
        {
            var lineEnd = _source.IndexOf('\n', source);
            source = lineEnd < 0 ? source : lineEnd;
        }

        var found = source;
        for (var i = 0; i <= offset && i < text.Length; i++)
        {
            if (char.IsWhiteSpace(text[i]))
            {
                continue;
            }

            var next = _source.IndexOf(text[i], source);
            if (next < 0)
            {
                return found;
            }

            found = next;
            source = next + 1;
        }

        return offset < text.Length ? found : Math.Min(found + 1, _source.Length);
    }

    private string Label => Key.Length == 0 ? "the file" : $"\"{Key}\"";

    private YamlMappingNode Map() => _node as YamlMappingNode ?? throw Fault($"{Label} must be a mapping (\"key: value\" lines)");

    private string NameOf(YamlNode key) => key is YamlScalarNode { Value: { } name } ? name : throw Fault("a key must be a text");
}
