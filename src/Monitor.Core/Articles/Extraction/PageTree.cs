using System.Collections.Frozen;
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
}

/// <summary>
/// A page's visible nodes in document order, so that every question about a subtree is a question about a range: no recursion, however
/// deep a page is nested, and no quadratic walk, however wide. Scripts, styles and hidden elements are not in it.
/// </summary>
internal sealed class PageTree
{
    /// <summary>Deeper nodes are left out, as browsers flatten them: no article lies there.</summary>
    private const int DepthMax = 500;

    private const int NodesMax = 400_000;

    private static readonly FrozenSet<string> Invisible = new[]
    {
        "script", "style", "noscript", "template", "head", "iframe", "object", "embed", "svg", "math", "canvas", "audio", "video", "map",
        "button", "input", "select", "textarea", "option", "datalist", "link", "meta", "dialog", "amp-ad", "amp-sidebar", "amp-consent", "amp-analytics",
    }.ToFrozenSet(StringComparer.Ordinal);

    private PageTree(PageNode[] nodes) => Nodes = nodes;

    public PageNode[] Nodes { get; }

    /// <param name="withHidden">Elements hidden by an attribute or a style too: some pages show their text by a script.</param>
    public static PageTree Of(IElement root, bool withHidden = false)
    {
        var nodes = new List<PageNode>(4096);
        // Each entry: the children of an open element, and how many of them have been taken.
        var open = new Stack<(INodeList Children, int Taken, PageNode Node)>();
        Push(root, -1, 0);
        while (open.Count > 0)
        {
            var (children, taken, node) = open.Pop();
            if (taken == children.Length || nodes.Count >= NodesMax)
            {
                node.End = nodes.Count;
                continue;
            }

            open.Push((children, taken + 1, node));
            switch (children[taken])
            {
                case IText text when text.NodeType is NodeType.Text && text.Data.Length > 0:
                    nodes.Add(new PageNode { Index = nodes.Count, Parent = node.Index, Depth = node.Depth + 1, Tag = "#text", Text = text.Data, End = nodes.Count + 1 });
                    break;
                case IElement element when node.Depth < DepthMax && !Invisible.Contains(element.LocalName) && (withHidden || !IsHidden(element)):
                    Push(element, node.Index, node.Depth + 1);
                    break;
            }
        }

        return new PageTree([.. nodes]);

        void Push(IElement element, int parent, int depth)
        {
            var node = new PageNode
            {
                Index = nodes.Count,
                Parent = parent,
                Depth = depth,
                Tag = element.LocalName,
                Element = element,
                Hints = PageHintWords.Of(element.ClassName) | PageHintWords.Of(element.Id) | RoleHints(element),
            };
            nodes.Add(node);
            open.Push((element.ChildNodes, 0, node));
        }
    }

    /// <summary>Whether the node itself or something inside it has the tag.</summary>
    public bool Holds(PageNode node, string tag)
    {
        for (var i = node.Index; i < node.End; i++)
        {
            if (Nodes[i].Tag == tag)
            {
                return true;
            }
        }

        return false;
    }

    private static PageHints RoleHints(IElement element) => element.GetAttribute("role") switch
    {
        "navigation" or "banner" or "contentinfo" or "complementary" or "search" or "menu" or "menubar" or "dialog" or "alertdialog" =>
            PageHints.Beside | PageHints.Inset,
        "article" or "main" => PageHints.Body,
        _ => PageHints.None,
    };

    private static bool IsHidden(IElement element)
    {
        if (element.HasAttribute("hidden"))
        {
            return true;
        }

        var style = element.GetAttribute("style");
        if (style is null || style.Length > 2000)
        {
            return false;
        }

        var compact = style.Replace(" ", "", StringComparison.Ordinal);
        return compact.Contains("display:none", StringComparison.OrdinalIgnoreCase) || compact.Contains("visibility:hidden", StringComparison.OrdinalIgnoreCase);
    }
}
