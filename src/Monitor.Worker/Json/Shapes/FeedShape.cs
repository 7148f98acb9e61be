using Monitor.Feeds;

namespace Monitor.Worker.Json.Shapes;

/// <summary>A feed: an address that is polled.</summary>
/// <param name="Every">How often the operator wants it polled, such as "5m" or "2h agreed"; null where nobody said.</param>
/// <param name="Agent">What it is asked for as, where that is not the usual name.</param>
/// <param name="SpeaksFor">The actor whose own words its outlet brings; null for the press.</param>
/// <param name="Weight">How much its outlet's reports count for the order of digests; 1 is usual.</param>
/// <param name="SignsInAs">The user that its server knows us as; null where it asks for none.</param>
public sealed record FeedShape(
    int Id, string Outlet, string Title, string Url, FeedState State, string StateReason, DateTimeOffset? LastPolledAt, DateTimeOffset? NextPollAt,
    string NextPollReason, string? Every, string? Agent, FeedOrigin? Origin, string? SpeaksFor, int Weight, string? SignsInAs)
{
    /// <param name="feed">With its outlet.</param>
    public static FeedShape Of(Feed feed)
    {
        ArgumentNullException.ThrowIfNull(feed);
        return new FeedShape(
            feed.Id, feed.Outlet.Name, feed.Title, feed.Url, feed.ShownState, feed.StateReason, feed.LastPolledAt, feed.NextPollAt, feed.NextPollReason,
            feed.Wish?.ToString(), feed.UserAgent, feed.Origin, feed.Outlet.SpeaksFor, feed.Outlet.Weight, feed.UserName);
    }
}
