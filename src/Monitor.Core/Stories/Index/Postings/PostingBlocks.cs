namespace Monitor.Stories.Index.Postings;

/// <summary>Blocks of whole numbers in sizes that are powers of two, cut from large arrays; those given back are used again.</summary>
internal sealed class PostingBlocks
{
    private const int PageLog = 16;
    private const int PageSize = 1 << PageLog;

    private readonly List<int[]> _pages = [];
    private readonly int[] _free = [-1, -1, -1, -1, -1, -1, -1, -1];
    private int _used = PageSize;

    public Span<int> Block(int start, int sizeLog) => _pages[start >> PageLog].AsSpan(start & (PageSize - 1), 1 << sizeLog);

    public int Take(int sizeLog)
    {
        var free = _free[sizeLog];
        if (free >= 0)
        {
            // A free block names the next one of its size.
            _free[sizeLog] = Block(free, sizeLog)[0];
            return free;
        }

        if (_used + (1 << sizeLog) > PageSize)
        {
            _pages.Add(new int[PageSize]);
            _used = 0;
        }

        var start = ((_pages.Count - 1) << PageLog) + _used;
        _used += 1 << sizeLog;
        return start;
    }

    public void Give(int start, int sizeLog)
    {
        Block(start, sizeLog)[0] = _free[sizeLog];
        _free[sizeLog] = start;
    }
}
