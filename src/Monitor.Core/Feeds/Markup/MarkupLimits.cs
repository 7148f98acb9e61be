namespace Monitor.Feeds.Markup;

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
