namespace Monitor.Feeds;

/// <summary>Who brought a feed: only what the config folder brought is stopped when it leaves the folder.</summary>
public enum FeedOrigin
{
    ByHand,
    Config,
}
