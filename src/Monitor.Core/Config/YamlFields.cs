using System.Globalization;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Monitor.Config;

/// <summary>Takes typed fields out of YAML nodes and collects every fault with its place: <c>file:line:column: reason</c>.</summary>
internal sealed class YamlFields(string file)
{
    private const int FaultsMax = 100;

    private readonly List<string> _faults = [];

    public IReadOnlyList<string> Faults => _faults;

    /// <summary>The mapping that the file is; null, with a fault, when it is something else. An empty file is an empty mapping.</summary>
    public YamlMappingNode? Load(string yaml)
    {
        try
        {
            var stream = new YamlStream();
            stream.Load(new StringReader(yaml));
            return stream.Documents.Count == 0 ? new YamlMappingNode() : Mapping(stream.Documents[0].RootNode, "the file");
        }
        catch (YamlException fault)
        {
            Fault(fault.Start, fault.InnerException?.Message ?? fault.Message);
            return null;
        }
    }

    public void Fault(YamlNode node, string reason) => Fault(node.Start, reason);

    /// <summary>A fault at the value of a field.</summary>
    public void Fault(YamlMappingNode node, string name, string reason) => Fault(Child(node, name) ?? node, reason);

    /// <summary>Says which fields there are; any other is a fault, so that a misspelt one is not silently the default.</summary>
    public void Expect(YamlMappingNode node, params string[] names)
    {
        foreach (var key in node.Children.Keys)
        {
            var name = (key as YamlScalarNode)?.Value ?? "";
            if (!names.Contains(name))
            {
                Fault(key, $"unknown field \"{name}\"; expected are {string.Join(", ", names)}");
            }
        }
    }

    public static YamlNode? Child(YamlMappingNode node, string name) =>
        node.Children.TryGetValue(new YamlScalarNode(name), out var child) ? child : null;

    public YamlMappingNode? Mapping(YamlNode node, string what)
    {
        if (node is YamlMappingNode mapping)
        {
            return mapping;
        }

        Fault(node, $"{what} must be a list of fields, not \"{node}\"");
        return null;
    }

    /// <summary>The elements of a list; a single value passes for a list of one.</summary>
    public static IEnumerable<YamlNode> List(YamlMappingNode node, string name) =>
        Child(node, name) switch
        {
            null or YamlScalarNode { Value: null or "" } => [],
            YamlSequenceNode sequence => sequence.Children,
            { } single => [single],
        };

    public IEnumerable<YamlMappingNode> Mappings(YamlMappingNode node, string name) =>
        List(node, name).Select(child => Mapping(child, name)).OfType<YamlMappingNode>();

    public List<string> Texts(YamlMappingNode node, string name)
    {
        var texts = new List<string>();
        foreach (var child in List(node, name))
        {
            if (child is YamlScalarNode { Value: { Length: > 0 } value })
            {
                texts.Add(value);
            }
            else
            {
                Fault(child, $"\"{name}\" holds something that is no word");
            }
        }

        return texts;
    }

    public string? Text(YamlMappingNode node, string name)
    {
        switch (Child(node, name))
        {
            case null or YamlScalarNode { Value: null or "" }:
                return null;
            case YamlScalarNode scalar:
                return scalar.Value;
            case { } other:
                Fault(other, $"\"{name}\" must be one value");
                return null;
        }
    }

    public string? Required(YamlMappingNode node, string name, string what)
    {
        var text = Text(node, name);
        if (text is null)
        {
            Fault(node, $"{what} needs \"{name}\"");
        }

        return text;
    }

    public int? Number(YamlMappingNode node, string name, int least, int most)
    {
        if (Text(node, name) is not { } text)
        {
            return null;
        }

        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most)
        {
            return number;
        }

        Fault(node, name, $"\"{text}\" must be a whole number from {least} to {most}");
        return null;
    }

    public bool? Switch(YamlMappingNode node, string name)
    {
        switch (Text(node, name))
        {
            case null:
                return null;
            case "true":
                return true;
            case "false":
                return false;
            case { } text:
                Fault(node, name, $"\"{text}\" must be true or false");
                return null;
        }
    }

    public T? Word<T>(YamlMappingNode node, string name)
        where T : struct, Enum
    {
        if (Text(node, name) is not { } text)
        {
            return null;
        }

        foreach (var value in Enum.GetValues<T>())
        {
            if (text.Equals(value.ToString(), StringComparison.OrdinalIgnoreCase))
            {
                return value;
            }
        }

        Fault(node, name, $"\"{text}\" must be one of {string.Join(", ", Enum.GetNames<T>().Select(known => known.ToLowerInvariant()))}");
        return null;
    }

    private void Fault(Mark place, string reason)
    {
        if (_faults.Count < FaultsMax)
        {
            _faults.Add($"{file}:{place.Line}:{place.Column}: {reason}");
        }
    }
}
