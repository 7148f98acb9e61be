using System.Collections.Frozen;

namespace Monitor.Articles.Extraction;

/// <summary>
/// Drops the parts of a page that are not an article's text, by what their tags and names say, and by what they do (<see cref="PartEvidence"/>).
/// A part that holds much of the page's running text stays, whatever it is called: outlets wrap whole pages in a "sidebar-left" or a form.
/// </summary>
internal static class PagePruning
{
    private const double BesideProseShareMax = 0.4;
    private const int ProseLeftMin = 250;
    private const double InsetProseShareMax = 0.25;
    private const double InsetsProseShareMax = 0.5;

    private static readonly FrozenSet<string> BesideTags = new[] { "nav", "footer", "aside", "menu", "amp-list",
        "amp-carousel" }.ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenSet<string> InsetTags = new[]
    {
        "figure", "figcaption", "aside", "footer", "nav", "form", "label", "fieldset", "legend", "amp-carousel", "amp-list",
    }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Before the body is sought: what stands beside it.</summary>
    public static void DropBeside(PageTree tree, BlockSums sums, bool[] dropped)
    {
        var prose = sums.Total.Prose;
        var evidence = new PartEvidence(tree, sums);
        for (var i = 1; i < tree.Nodes.Length; i++)
        {
            var node = tree.Nodes[i];
            if (dropped[i])
            {
                i = node.End - 1;
            }
            else if (!node.IsText && IsBeside(tree, node, sums.Of(node), prose, evidence))
            {
                dropped[i] = true;
                i = node.End - 1;
            }
        }
    }

    private static bool IsBeside(PageTree tree, PageNode node, PartSums part, int prose, PartEvidence evidence)
    {
        if (BesideTags.Contains(node.Tag) || (node.Tag is "header" && node.Depth <= 3))
        {
            return part.Prose <= BesideProseShareMax * prose;
        }

        var isCalledBeside = node.Hints.HasFlag(PageHints.Beside) && !node.Hints.HasFlag(PageHints.Body);
        var isCalledBox = (node.Hints & (PageHints.Comments | PageHints.Notice)) != 0;
        if (!isCalledBeside && !isCalledBox)
        {
            return false;
        }

        if (part.Sentences == 0)
        {
            return true;
        }

        // What stands under the page's own heading is no comment on it.
        if (tree.Holds(node, "h1"))
        {
            return false;
        }

        // Comments may well be longer than what they comment on: they go as long as anything else is left.
        return isCalledBox && evidence.IsBox(node) ? part.Prose <= prose - ProseLeftMin
            : part.Prose <= BesideProseShareMax * prose && (isCalledBeside && !evidence.IsAmongText(node) || evidence.IsBox(node));
    }

    /// <summary>
    /// Inside the body: sharing bars, related links, captions, newsletter boxes, bylines. Where they would take much of the body together,
    /// the names are a page builder's ("widget" around each paragraph), and only what holds little running text goes.
    /// </summary>
    public static void DropInsets(PageTree tree, PageNode body, BlockSums sums, bool[] dropped)
    {
        var prose = sums.Of(body).Prose;
        var evidence = new PartEvidence(tree, sums);
        var insets = new List<PageNode>();
        var insetProse = 0;
        for (var i = body.Index + 1; i < body.End; i++)
        {
            var node = tree.Nodes[i];
            if (dropped[i])
            {
                i = node.End - 1;
                continue;
            }

            if (node.IsText || node.Tag is "body" or "main" or "article")
            {
                continue;
            }

            var part = sums.Of(node);
            // An embedded post is quoted in full: it belongs to the text.
            if (part.Prose <= InsetProseShareMax * prose && IsInset(node, body, sums, evidence) && !IsEmbeddedPost(tree, node))
            {
                insets.Add(node);
                insetProse += part.Prose;
                i = node.End - 1;
            }
        }

        var isBuilder = insetProse > InsetsProseShareMax * prose;
        foreach (var inset in insets.Where(inset => !isBuilder || sums.Of(inset) is var part && 2 * part.Prose < part.Weight))
        {
            dropped[inset.Index] = true;
        }
    }

    private static bool IsInset(PageNode node, PageNode body, BlockSums sums, PartEvidence evidence) =>
        InsetTags.Contains(node.Tag)
        || ((node.Hints & (PageHints.Inset | PageHints.Vague)) != 0 && (!evidence.IsAmongText(node) || evidence.IsBox(node)))
        || IsLinkList(node, body, sums);

    private static bool IsEmbeddedPost(PageTree tree, PageNode node) =>
        !node.Hints.HasFlag(PageHints.Comments) && node.Tag is "figure" or "div" or "section" or "blockquote" && tree.Holds(node, "blockquote");

    private static bool IsLinkList(PageNode node, PageNode body, BlockSums sums)
    {
        var part = sums.Of(node);
        if (part.Weight == 0 || BlockReader.IsInline(node.Tag) || node.Tag is "p")
        {
            return false;
        }

        var isOfLinks = node.Tag switch
        {
            "ul" or "ol" or "dl" => part.LinkDensity > 0.6,
            "table" => part.LinkDensity > 0.5,
            "h1" or "h2" or "h3" or "h4" or "h5" or "h6" or "li" => false,
            _ => part.LinkDensity > 0.5 && part.Prose < 0.3 * part.Weight && (part.Blocks > 1 || !Teasers.IsOwnLine(sums.Blocks[sums.BlocksOf(node).First])),
        };
        return isOfLinks && !IsContent(node, body, sums);
    }

    private static bool IsContent(PageNode list, PageNode body, BlockSums sums)
    {
        var (first, end) = sums.BlocksOf(list);
        var (bodyFirst, bodyEnd) = sums.BlocksOf(body);
        var items = Enumerable.Range(first, end - first).Select(at => sums.Blocks[at]).ToList();
        var goesOn = Enumerable.Range(end, Math.Max(0, bodyEnd - end)).Any(at => sums.Blocks[at].IsProse);
        return Teasers.IsContent(items, first > bodyFirst ? sums.Blocks[first - 1] : null, goesOn);
    }
}
