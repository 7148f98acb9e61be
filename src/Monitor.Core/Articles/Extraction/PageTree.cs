using System.Collections.Frozen;
using AngleSharp.Dom;

namespace Monitor.Articles.Extraction;

/// <summary>
/// A page's nodes in document order, so that every question about a subtree is a question about a range: no recursion, however
/// deep a page is nested, and no quadratic walk, however wide. Scripts and styles are not in it.
/// </summary>
internal sealed class PageTree
{
    /// <summary>Deeper nodes are left out, as browsers flatten them: no article lies there.</summary>
    private const int DepthMax = 500;

    private const int NodesMax = 400_000;

    private static readonly FrozenSet<string> Invisible = new[]
    {
        "script", "style", "noscript", "template", "head", "iframe", "object", "embed", "svg", "math", "canvas", "audio", "video", "map",
        "button", "input", "select", "textarea", "option", "datalist", "link", "meta", "dialog", "rp", "rt", "amp-ad", "amp-sidebar", "amp-consent",
        "amp-analytics",
    }.ToFrozenSet(StringComparer.Ordinal);

    // What may be struck out at once; beyond that the mark was left open.
    private const double StruckShareMax = 0.5;

    private readonly List<int> _controls;
    private readonly List<int> _fields;
    private readonly List<int> _pictures;

    private PageTree(PageNode[] nodes, List<int> controls, List<int> fields, List<int> pictures)
    {
        Nodes = nodes;
        _controls = controls;
        _fields = fields;
        _pictures = pictures;
    }

    public PageNode[] Nodes { get; }

    public static PageTree Of(IElement root)
    {
        var nodes = new List<PageNode>(4096);
        var (controls, fields, pictures) = (new List<int>(), new List<int>(), new List<int>());
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
                    nodes.Add(new PageNode
                    {
                        Index = nodes.Count,
                        Parent = node.Index,
                        Depth = node.Depth + 1,
                        Tag = "#text",
                        Text = text.Data,
                        End = nodes.Count + 1
                    });
                    break;
                case IElement element when node.Depth < DepthMax && !Invisible.Contains(element.LocalName):
                    Push(element, node.Index, node.Depth + 1);
                    break;
                case IElement { LocalName: "button" or "input" or "select" or "textarea" } control when control.GetAttribute("type") is not "hidden":
                    (control.LocalName is "button" ? controls : fields).Add(nodes.Count);
                    break;
            }
        }

        return new PageTree([.. nodes], controls, fields, pictures);

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
                IsHidden = HiddenText.IsHidden(element) && !HiddenText.IsOffered(element),
            };
            if (node.Tag is "img" or "picture" or "amp-img")
            {
                pictures.Add(nodes.Count);
            }

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

    /// <summary>Whether it holds something to press or to fill in.</summary>
    public bool HoldsControl(PageNode node) => Any(_controls, node.Index, node.End) || HoldsField(node);

    /// <summary>Whether it holds something to fill in.</summary>
    public bool HoldsField(PageNode node) => Any(_fields, node.Index, node.End);

    /// <summary>Whether a picture stands in it, or right before it.</summary>
    public bool IsAtPicture(PageNode node) => Any(_pictures, Math.Max(node.Parent, node.Index - 4), node.End);

    /// <summary>What no reader takes for the text, before anything else is left out: hidden parts, and words that are struck out.</summary>
    public bool[] Unseen(bool withHidden)
    {
        var unseen = new bool[Nodes.Length];
        var before = new int[Nodes.Length + 1];
        for (var i = 0; i < Nodes.Length; i++)
        {
            before[i + 1] = before[i] + Nodes[i].Text.Length;
        }

        for (var i = 1; i < Nodes.Length; i++)
        {
            var node = Nodes[i];
            var isStruck = node.Tag is "s" or "strike" or "del" && before[node.End] - before[i] <= StruckShareMax * before[^1];
            if (isStruck || (node.IsHidden && !withHidden))
            {
                unseen[i] = true;
                i = node.End - 1;
            }
        }

        return unseen;
    }

    private static bool Any(List<int> positions, int from, int end)
    {
        var at = positions.BinarySearch(from);
        at = at < 0 ? ~at : at;
        return at < positions.Count && positions[at] < end;
    }

    private static PageHints RoleHints(IElement element) => element.GetAttribute("role") switch
    {
        "navigation" or "banner" or "contentinfo" or "complementary" or "search" or "menu" or "menubar" or "dialog" or "alertdialog" =>
            PageHints.Beside | PageHints.Inset,
        "article" or "main" => PageHints.Body,
        _ => PageHints.None,
    };
}
