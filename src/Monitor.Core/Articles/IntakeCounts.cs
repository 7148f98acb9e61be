namespace Monitor.Articles;

/// <summary>What became of the entries of one feed document.</summary>
/// <param name="Created">New articles, pending.</param>
/// <param name="Linked">Entries of articles that another feed (or another entry id) listed before.</param>
/// <param name="Changed">Articles that are pending again because the outlet changed the entry.</param>
public sealed record IntakeCounts(int Created, int Linked, int Changed)
{
    public static IntakeCounts None { get; } = new(0, 0, 0);

    /// <summary>Titles, names and addresses that were too long to be kept whole.</summary>
    public int Cut { get; init; }
}

/// <summary>What an intake wrote.</summary>
/// <param name="ListedArticles">The articles that a feed lists from now on, new and known ones.</param>
public sealed record Intake(IntakeCounts Counts, IReadOnlyList<long> ListedArticles);
