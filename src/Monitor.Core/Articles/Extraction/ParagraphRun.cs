namespace Monitor.Articles.Extraction;

/// <summary>
/// The densest run of paragraphs of a page, for pages whose elements tell nothing: paragraphs and links side by side in one part, where
/// every part is outweighed by its links.
/// </summary>
internal static class ParagraphRun
{
    private const double LabelCost = 0.5;

    /// <summary>The blocks, next to each other, in which running text outweighs links and labels by most; empty without running text.</summary>
    public static List<TextBlock> Densest(List<TextBlock> blocks)
    {
        var (first, end, best) = (0, 0, 0.0);
        var (from, sum) = (0, 0.0);
        for (var i = 0; i < blocks.Count; i++)
        {
            if (sum <= 0)
            {
                (from, sum) = (i, 0);
            }

            sum += Gain(blocks[i]);
            if (sum > best)
            {
                (first, end, best) = (from, i + 1, sum);
            }
        }

        return blocks[first..end];
    }

    private static double Gain(TextBlock block) =>
        (block.IsProse ? block.Weight : -LabelCost * Math.Max(0, block.Weight - block.LinkWeight)) - block.LinkWeight;
}
