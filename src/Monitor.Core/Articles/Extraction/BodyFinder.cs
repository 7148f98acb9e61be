using System.Collections.Frozen;

namespace Monitor.Articles.Extraction;

/// <summary>
/// Finds the element that holds an article's body: the one in which running text outweighs everything else by most. Navigation, link
/// lists and labels count against an element, so that neither the whole page nor a single paragraph wins.
/// </summary>
internal static class BodyFinder
{
    // A link weighs as much against an element as running text weighs for it; a short line without one may be part of the text.
    private const double LinkCost = 1.0;
    private const double LabelCost = 0.5;

    // A name such as "article-body" decides between elements that hold nearly the same.
    private const double NamedBonus = 1.15;
    private const double MarkedBonus = 1.5;

    // What a marked article must hold to be believed.
    private const int MarkedProseMin = 400;
    private const double MarkedShareMin = 0.3;
    private const double HeadedShareMin = 0.08;
    private const double HeadingShareMin = 0.6;

    private static readonly FrozenSet<string> Containers = new[]
    {
        "body", "div", "article", "main", "section", "td", "table", "tbody", "tr", "form", "center", "span", "html", "blockquote", "ul", "ol", "li",
        "dl", "dd", "pre", "font", "p",
    }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>The body; null where the page has no running text.</summary>
    public static PageNode? Find(PageTree tree, BlockSums sums, bool[] dropped)
    {
        PageNode? best = null;
        var bestScore = 0.0;
        for (var i = 0; i < tree.Nodes.Length; i++)
        {
            var node = tree.Nodes[i];
            if (dropped[i])
            {
                i = node.End - 1;
                continue;
            }

            if (node.IsText || !(Containers.Contains(node.Tag) || node.Tag.Contains('-', StringComparison.Ordinal)))
            {
                continue;
            }

            var score = Score(node, sums.Of(node));
            // The deeper of two equals has less around it.
            if (score > bestScore || (best is not null && score >= bestScore && node.Parent == best.Index))
            {
                best = node;
                bestScore = score;
            }
        }

        if (best is null)
        {
            return null;
        }

        // A single paragraph wins only where links outweigh the text everywhere else, as on lists: then the page's own marks decide.
        var within = best.Tag is "p" ? tree.Nodes[0] : best;
        return Marked(tree, within, sums, dropped) ?? Headed(tree, within, sums, dropped) ?? best;
    }

    /// <summary>
    /// The one article that the page itself marks inside a wider choice: the first with a top heading of its own (pages that load the next
    /// article below), or the one with a large part of the running text. Equal parts side by side are the sections of one article.
    /// </summary>
    private static PageNode? Marked(PageTree tree, PageNode body, BlockSums sums, bool[] dropped)
    {
        var marked = new List<PageNode>();
        for (var i = body.Index; i < body.End; i++)
        {
            var node = tree.Nodes[i];
            var isMarked = !dropped[i] && (node.Tag is "article" || IsArticleBody(node));
            if (isMarked && sums.Of(node).Prose >= MarkedProseMin)
            {
                marked.Add(node);
            }

            if (isMarked || dropped[i])
            {
                i = node.End - 1;
            }
        }

        var prose = sums.Of(body).Prose;
        var withHeading = marked.Where(node => tree.Holds(node, "h1")).ToList();
        if (withHeading.Count > 0 && (withHeading.Count > 1 || sums.Of(withHeading[0]).Prose >= HeadedShareMin * prose))
        {
            return withHeading[0];
        }

        var large = marked.Where(node => sums.Of(node).Prose >= MarkedShareMin * prose).ToList();
        return large.Count == 1 && !HasLikeBeside(large[0]) ? large[0] : null;
    }

    /// <summary>Articles side by side are the posts of a live page, or the sections of one text.</summary>
    private static bool HasLikeBeside(PageNode node) =>
        node.Tag is "article" && (node.Element!.PreviousElementSibling?.LocalName is "article" || node.Element.NextElementSibling?.LocalName is "article");

    /// <summary>
    /// What stands under the only top heading, or in the part that the page calls its main one, where that is most of the text: the rest is a
    /// column beside it.
    /// </summary>
    private static PageNode? Headed(PageTree tree, PageNode body, BlockSums sums, bool[] dropped)
    {
        PageNode? heading = null;
        PageNode? main = null;
        for (var i = body.Index; i < body.End; i++)
        {
            if (dropped[i])
            {
                i = tree.Nodes[i].End - 1;
            }
            else if (tree.Nodes[i].Tag == "h1")
            {
                if (heading is not null)
                {
                    return null;
                }

                heading = tree.Nodes[i];
            }
            else if (tree.Nodes[i].Tag == "main")
            {
                main ??= tree.Nodes[i];
            }
        }

        var prose = sums.Of(body).Prose;
        for (var at = heading?.Parent ?? main?.Index ?? -1; at > body.Index; at = tree.Nodes[at].Parent)
        {
            if (sums.Of(tree.Nodes[at]).Prose >= HeadingShareMin * prose)
            {
                return tree.Nodes[at];
            }
        }

        return null;
    }

    private static bool IsArticleBody(PageNode node) =>
        node.Element?.GetAttribute("itemprop") is { } property && property.Contains("articleBody", StringComparison.OrdinalIgnoreCase);

    private static double Score(PageNode node, PartSums part)
    {
        var score = part.Prose - LinkCost * part.LinkWeight - LabelCost * Math.Max(0, part.Weight - part.Prose - part.LinkWeight);
        if (score <= 0)
        {
            return score;
        }

        if (IsArticleBody(node))
        {
            return score * MarkedBonus;
        }

        return node.Tag is "article" or "main" || (node.Hints.HasFlag(PageHints.Body) && !node.Hints.HasFlag(PageHints.Beside)) ? score * NamedBonus : score;
    }
}
