using Monitor.Text;

namespace Monitor.Articles;

/// <summary>One entry that a feed lists, new or changed, as Collect hands it over.</summary>
/// <param name="EntryKey">Its key in the feed's seen-entry ledger.</param>
/// <param name="Summary">As given: HTML or text.</param>
/// <param name="Content">As given: HTML or text.</param>
/// <param name="FromFirstFetch">What a feed lists when it is fetched for the first time is not news.</param>
/// <param name="IsSecondHand">An aggregator's word for what another outlet published, behind an address that leads to nobody knows what.</param>
public sealed record ListedEntry(
    int FeedId, string EntryKey, string Outlet, string? Url, string Title, string? Summary, string? Content, string? Author,
    DateTimeOffset? PublishedAt, string? Language, bool FromFirstFetch, bool IsSecondHand = false)
{
    /// <summary>The ledger says that an article was made of it before: where there is none any more, it was deleted and does not come back.</summary>
    public bool WasKept { get; init; }

    /// <summary>Stable over processes: it is stored, and another one means that the outlet changed the entry.</summary>
    internal long ContentHash() => StoredHash.Number(Title, "\n", Summary, "\n", Content);
}
