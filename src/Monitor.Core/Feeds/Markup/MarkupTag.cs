namespace Monitor.Feeds.Markup;

/// <summary>A start tag with its names resolved. The readers use one object for all tags: whoever needs it longer copies.</summary>
internal sealed class MarkupTag
{
    public string Namespace { get; set; } = "";

    public string Prefix { get; set; } = "";

    public string LocalName { get; set; } = "";

    public List<MarkupAttribute> Attributes { get; } = [];

    /// <summary>The value of the attribute without namespace; its case does not matter.</summary>
    public string? this[string name]
    {
        get
        {
            foreach (var attribute in Attributes)
            {
                if (attribute.Prefix.Length == 0 && attribute.LocalName.Equals(name, StringComparison.OrdinalIgnoreCase))
                {
                    return attribute.Value;
                }
            }

            return null;
        }
    }

    public string? Find(string namespaceUri, string name)
    {
        foreach (var attribute in Attributes)
        {
            if (attribute.Prefix.Length > 0 && attribute.LocalName == name && attribute.Namespace == namespaceUri)
            {
                return attribute.Value;
            }
        }

        return null;
    }
}

internal readonly record struct MarkupAttribute(string Prefix, string Namespace, string LocalName, string Value);
