namespace Monitor.Articles.Extraction;

internal enum BlockKind
{
    Paragraph,
    Heading,
    Item,
    Quote,
    Preformatted,
    Cell,

    /// <summary>Text that stands directly in a container such as a div.</summary>
    Loose,
}
