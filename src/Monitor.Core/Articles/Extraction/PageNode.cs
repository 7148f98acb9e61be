using AngleSharp.Dom;

namespace Monitor.Articles.Extraction;

/// <summary>One element or text of a page. An element's subtree is the range from its own index to <see cref="End"/>.</summary>
internal sealed class PageNode
{
    public required int Index { get; init; }

    /// <summary>-1 for the root.</summary>
    public required int Parent { get; init; }

    public required int Depth { get; init; }

    /// <summary>The local name in lower case; "#text" for a text.</summary>
    public required string Tag { get; init; }

    /// <summary>The characters of a text; empty for an element.</summary>
    public string Text { get; init; } = "";

    public IElement? Element { get; init; }

    public PageHints Hints { get; init; }

    /// <summary>The index after the last node inside it.</summary>
    public int End { get; set; }

    public bool IsText => Element is null;

    /// <summary>An attribute or a style hides it, and nothing beside it offers to show it.</summary>
    public bool IsHidden { get; init; }
}
