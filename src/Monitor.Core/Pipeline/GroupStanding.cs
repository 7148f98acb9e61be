using Monitor.Stories.Index;

namespace Monitor.Pipeline;

/// <summary>The index in memory, good for one tenure of the lease.</summary>
internal sealed class GroupStanding(StoryIndex index, long order)
{
    private long _repairedOrder = order - (order % StoryIndex.ArticlesBetweenRepairs);

    public StoryIndex Index { get; } = index;

    public long Attempt { get; set; }

    public long Order { get; set; } = order;

    public long StatesOrder { get; set; }

    public bool IsRepairDue => Order - _repairedOrder >= StoryIndex.ArticlesBetweenRepairs;

    public IReadOnlyList<StoryMove> Repair()
    {
        _repairedOrder = Order;
        return Index.Repair(Order);
    }
}
