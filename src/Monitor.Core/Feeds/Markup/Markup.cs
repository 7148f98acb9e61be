namespace Monitor.Feeds.Markup;

/// <summary>
/// What reads a document element by element. Two readers feed it: <see cref="StrictMarkup"/> for well-formed XML and
/// <see cref="TolerantMarkup"/> for everything else.
/// </summary>
internal interface IMarkupHandler
{
    /// <summary>False where text would be thrown away: the reader need not make a string of it.</summary>
    bool WantsText { get; }

    void Open(MarkupTag tag);

    /// <summary>A piece of text, references replaced; it may hold what may not stand in a text.</summary>
    void Text(ReadOnlySpan<char> text);

    /// <summary>The element opened last and not yet closed ends.</summary>
    void Close();
}

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

/// <summary>A place in a document; line and column begin with 1.</summary>
internal readonly record struct TextPosition(int Line, int Column)
{
    /// <summary>The place of a UTF-16 offset, found by counting line ends from the start.</summary>
    public static TextPosition Of(string text, int offset)
    {
        var before = text.AsSpan(0, Math.Min(offset, text.Length));
        return new TextPosition(before.Count('\n') + 1, before.Length - (before.LastIndexOf('\n') + 1) + 1);
    }
}

/// <summary>Bounds that keep any document linear in time and memory.</summary>
internal static class MarkupLimits
{
    /// <summary>Real feeds nest fewer than thirty levels; XHTML content some more.</summary>
    public const int DepthMax = 256;

    public const int AttributesMax = 256;

    public const int AttributeCharactersMax = 65_536;

    public const int NameCharactersMax = 128;

    /// <summary>Different names of elements and attributes that are remembered.</summary>
    public const int NamesMax = 4_096;

    /// <summary>Characters of one tag.</summary>
    public const int TagCharactersMax = 262_144;

    /// <summary>Characters of one field: no article is longer.</summary>
    public const int FieldCharactersMax = 4_000_000;

    /// <summary>Characters that entities declared in the document may add in all.</summary>
    public const int ExpandedCharactersMax = 65_536;

    public const int EntityCharactersMax = 256;
}
