namespace Monitor.Pipeline;

/// <summary>What one run of Group did, or one batch of it.</summary>
internal sealed class GroupTally
{
    public int Articles { get; set; }

    public int Stories { get; set; }

    public int Copies { get; set; }

    public int Decisions { get; set; }

    public List<string> Skipped { get; } = [];

    public void Take(GroupTally other)
    {
        Articles += other.Articles;
        Stories += other.Stories;
        Copies += other.Copies;
        Decisions += other.Decisions;
        Skipped.AddRange(other.Skipped);
    }
}
