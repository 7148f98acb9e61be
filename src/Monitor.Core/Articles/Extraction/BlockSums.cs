namespace Monitor.Articles.Extraction;

/// <summary>Running totals over a page's blocks, so that the totals of any subtree are one subtraction.</summary>
internal sealed class BlockSums
{
    private readonly List<TextBlock> _blocks;
    private readonly PartSums[] _before;

    public BlockSums(List<TextBlock> blocks)
    {
        _blocks = blocks;
        _before = new PartSums[blocks.Count + 1];
        for (var i = 0; i < blocks.Count; i++)
        {
            var block = blocks[i];
            var sums = _before[i];
            _before[i + 1] = new PartSums(
                sums.Blocks + 1,
                sums.Weight + block.Weight,
                sums.Prose + (block.IsProse ? block.Weight : 0),
                sums.LinkWeight + block.LinkWeight,
                sums.Sentences + (block.IsProse && block.EndsAsSentence ? 1 : 0));
        }
    }

    public IReadOnlyList<TextBlock> Blocks => _blocks;

    public PartSums Total => _before[^1];

    public PartSums Of(PageNode node)
    {
        var (first, end) = BlocksOf(node);
        var (from, to) = (_before[first], _before[end]);
        return new PartSums(
            to.Blocks - from.Blocks, to.Weight - from.Weight, to.Prose - from.Prose, to.LinkWeight - from.LinkWeight, to.Sentences - from.Sentences);
    }

    /// <summary>The blocks whose text begins inside a node, as a half-open range.</summary>
    public (int First, int End) BlocksOf(PageNode node) => (FirstFrom(node.Index), FirstFrom(node.End));

    private int FirstFrom(int nodeIndex)
    {
        var low = 0;
        var high = _blocks.Count;
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (_blocks[middle].First < nodeIndex)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }
}
