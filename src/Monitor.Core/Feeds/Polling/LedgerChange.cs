namespace Monitor.Feeds.Polling;

/// <summary>What one list of entries means for the ledger.</summary>
/// <param name="Added">New rows; the entries are new, in the order of the document.</param>
/// <param name="Found">The new and the changed entries.</param>
/// <param name="Listed">How many different entries the document lists.</param>
public sealed record LedgerChange(IReadOnlyList<SeenEntry> Added, IReadOnlyList<LedgerEntry> Found, int Listed)
{
    public int New => Added.Count;

    /// <summary>The rows of the listed entries.</summary>
    public IReadOnlyCollection<SeenEntry> Rows { get; init; } = [];
}
