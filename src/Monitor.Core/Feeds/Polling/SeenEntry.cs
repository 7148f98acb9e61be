namespace Monitor.Feeds.Polling;

/// <summary>
/// A line of the ledger of entries that a feed has listed. It outlives the article: what was deleted does not come back, and what a feed
/// still lists is never forgotten.
/// </summary>
public sealed class SeenEntry
{
    /// <summary>How long an entry is remembered after the feed stopped listing it, measured by the feed's own last complete body.</summary>
    public static readonly TimeSpan RememberedFor = TimeSpan.FromDays(180);

    public long Id { get; set; }

    public int FeedId { get; init; }

    /// <summary>A hash of the entry's id, else of its link, else of title and content; unique in the feed.</summary>
    public required string Key { get; init; }

    /// <summary>A hash of link and title: tells entries apart that share an id.</summary>
    public long Variant { get; init; }

    /// <summary>The feed gives this id to different entries, so that the id alone recognises none.</summary>
    public bool IdRepeats { get; set; }

    /// <summary>A hash of title, summary and content: another one means that the outlet changed the entry.</summary>
    public long ContentHash { get; set; }

    public DateTimeOffset FirstSeenAt { get; init; }

    /// <summary>To within a day, so that an unchanged list writes nothing.</summary>
    public DateTimeOffset LastListedAt { get; set; }
}
