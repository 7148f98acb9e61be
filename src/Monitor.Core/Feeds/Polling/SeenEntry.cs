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

    /// <summary>A hash of the entry's id, else of its link, else of title and content; unique in the feed. Follows an entry whose id changes.</summary>
    public required string Key { get; set; }

    /// <summary>The key that the article's listing has: the first one; null while <see cref="Key"/> still is that.</summary>
    public string? ListingKey { get; set; }

    /// <summary>A hash of link and title: tells entries apart that share an id.</summary>
    public long Variant { get; set; }

    /// <summary>The feed gives this id to different entries, so that the id alone recognises none.</summary>
    public bool IdRepeats { get; set; }

    /// <summary>A hash of title, summary and content: another one means that the outlet changed the entry.</summary>
    public long ContentHash { get; set; }

    /// <summary><see cref="EntryTraits"/>; null in rows of a version that did not know them, until the entry is listed again.</summary>
    public long? SettledHash { get; set; }

    public long? TitleKey { get; set; }

    public long? AddressKey { get; set; }

    public long? UntimedKey { get; set; }

    public long? TextKey { get; set; }

    public DateTimeOffset? PublishedAt { get; set; }

    /// <summary>Why its article could not be kept; null for one that was.</summary>
    public string? RefusedBecause { get; set; }

    public DateTimeOffset FirstSeenAt { get; init; }

    /// <summary>To within a day, so that an unchanged list writes nothing.</summary>
    public DateTimeOffset LastListedAt { get; set; }

    internal void Keep(EntryTraits traits) =>
        (SettledHash, TitleKey, AddressKey, UntimedKey, TextKey, PublishedAt) =
            (traits.SettledHash, traits.TitleKey, traits.AddressKey, traits.UntimedKey, traits.TextKey, traits.PublishedAt);

    /// <summary>The same entry under another id.</summary>
    internal void Rename(EntryMark mark)
    {
        ListingKey ??= Key;
        (Key, Variant) = (mark.Key, mark.Variant);
    }
}
