namespace Monitor.Feeds.Discovery;

/// <summary>How a page leads to a feed, the surest way first.</summary>
public enum FeedHint
{
    /// <summary>The page says so: link rel="alternate" with the media type of a feed.</summary>
    Declared,

    /// <summary>A link on the page that looks like one to a feed.</summary>
    Linked,

    /// <summary>Where sites usually have their feed; nothing on the page says so.</summary>
    Usual,
}
