namespace Monitor.Articles;

/// <summary>One feed's entry that lists an article; several feeds may list one article.</summary>
public sealed class ArticleListing
{
    public long Id { get; set; }

    public long ArticleId { get; set; }

    public Article? Article { get; set; }

    public int FeedId { get; set; }

    /// <summary>The key of the entry in the feed's seen-entry ledger.</summary>
    public required string EntryKey { get; set; }

    /// <summary>A hash of title, summary and content as given: another one means that the outlet changed the entry.</summary>
    public long ContentHash { get; set; }

    public DateTimeOffset ListedAt { get; set; }
}
