namespace Monitor.Feeds;

/// <summary>How a feed does, in one word; the reason stands beside it.</summary>
public enum FeedState
{
    Healthy,

    /// <summary>The host asks for rest, or answers late.</summary>
    Slow,
    Failing,

    /// <summary>It answers, but some of its entries cannot be kept.</summary>
    Partial,

    /// <summary>It answers, but nothing new has come for much longer than is its habit.</summary>
    Silent,

    /// <summary>The publisher said that it will not come back (410): not polled any more.</summary>
    Gone,

    /// <summary>The server refuses us (401, 403, 451), or the address is one that must not be asked.</summary>
    Blocked,

    /// <summary>Not polled, by the operator's word or since it left the config folder.</summary>
    Paused,
}
