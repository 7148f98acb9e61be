namespace Monitor.Articles.Extraction;

/// <summary>
/// Holds the name of a part of a page against what the part does. A name only whispers: outlets give their text the names of boxes ("paywall",
/// "teaser", "category-comment"), so running text goes only where its own form says the same as its name.
/// </summary>
internal sealed class PartEvidence(PageTree tree, BlockSums sums)
{
    // A box has few paragraphs; what has more is text with a button in it.
    private const int BoxParagraphsMax = 3;
    private const double LinkShareMin = 0.25;
    private const int HeadlineCharactersMin = 20;
    private const int LabelCharactersMax = 60;

    // How many blocks away running text counts as around a part.
    private const int EdgeReach = 3;

    // How far up the place may lie where a part meets its neighbour, when both belong to one text.
    private const int LevelsMax = 2;

    /// <summary>Whether a part that its name calls a box is one; a part without running text is.</summary>
    public bool IsBox(PageNode node)
    {
        var part = sums.Of(node);
        if (part.Sentences == 0)
        {
            return true;
        }

        var (first, end) = sums.BlocksOf(node);
        return part.LinkDensity >= LinkShareMin
            || (node.Hints & PageHints.Comments) != 0 && AreComments(node)
            || (node.Hints & PageHints.Caption) != 0 && tree.IsAtPicture(node)
            || (node.Hints & PageHints.About) != 0 && node.Tag is not "p" && IsAtEdge(first, end)
            || part.Sentences <= BoxParagraphsMax && (tree.HoldsControl(node) || IsLabelled(first, end))
            || Speaks(first, end);
    }

    /// <summary>Whether it stands between paragraphs, or is one: there a box is the exception.</summary>
    public bool IsAmongText(PageNode node)
    {
        if (node.Tag is "p")
        {
            return true;
        }

        var (first, end) = sums.BlocksOf(node);
        return IsNeighbour(node, first - 1) || IsNeighbour(node, end);
    }

    private bool IsNeighbour(PageNode node, int at)
    {
        if (at < 0 || at >= sums.Blocks.Count || !sums.Blocks[at].IsProse)
        {
            return false;
        }

        // Up from the neighbour to the first element that holds both.
        var other = tree.Nodes[sums.Blocks[at].Node];
        var common = node.Parent;
        for (var level = 1; level <= LevelsMax && common >= 0; level++)
        {
            var holder = tree.Nodes[common];
            if (other.Index >= holder.Index && other.Index < holder.End)
            {
                return other.Depth - holder.Depth <= LevelsMax;
            }

            common = holder.Parent;
        }

        return false;
    }

    /// <summary>
    /// Several of them, something to answer with, or the name of the whole section: one alone may be an opinion piece, which some outlets call
    /// a comment.
    /// </summary>
    private bool AreComments(PageNode node) =>
        (node.Hints & PageHints.CommentSection) != 0 || tree.HoldsField(node) || InnerComments(node) > 1 || HasLikeBeside(node);

    /// <summary>The parts called comments that hold no further ones.</summary>
    private int InnerComments(PageNode node)
    {
        var count = 0;
        var last = node;
        for (var i = node.Index + 1; i < node.End; i++)
        {
            var inner = tree.Nodes[i];
            if ((inner.Hints & PageHints.Comments) != 0 && sums.Of(inner).Sentences > 0)
            {
                count += inner.Index < last.End && last != node ? 0 : 1;
                last = inner;
            }
        }

        return count;
    }

    private static bool HasLikeBeside(PageNode node) =>
        IsComment(node.Element?.PreviousElementSibling) || IsComment(node.Element?.NextElementSibling);

    private static bool IsComment(AngleSharp.Dom.IElement? element) =>
        element is not null && (PageHintWords.Of(element.ClassName) & PageHints.Comments) != 0;

    /// <summary>Begins or ends the running text around it: boxes about the author do.</summary>
    private bool IsAtEdge(int first, int end) =>
        !Enumerable.Range(Math.Max(0, first - EdgeReach), Math.Min(first, EdgeReach)).Any(at => sums.Blocks[at].IsProse)
        || !Enumerable.Range(end, Math.Min(sums.Blocks.Count - end, EdgeReach)).Any(at => sums.Blocks[at].IsProse);

    /// <summary>Its first line is the label of a box, or a headline that leads elsewhere.</summary>
    private bool IsLabelled(int first, int end)
    {
        var label = sums.Blocks[first];
        if (label.Text.Length <= LabelCharactersMax && BoilerplateLines.IsLabel(label.Text))
        {
            return true;
        }

        for (var i = first; i < end; i++)
        {
            if (sums.Blocks[i].IsLink && sums.Blocks[i].Weight >= HeadlineCharactersMin)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Its paragraphs speak to the reader: about consent, money, letters.</summary>
    private bool Speaks(int first, int end)
    {
        var (speaking, prose) = (0, 0);
        for (var i = first; i < end; i++)
        {
            prose += sums.Blocks[i].IsProse ? 1 : 0;
            speaking += sums.Blocks[i].IsProse && Speech.SellsToReader(sums.Blocks[i].Text) ? 1 : 0;
        }

        return 2 * speaking >= prose;
    }
}
