namespace Monitor.Feeds.Polling;

/// <summary>
/// Decides when a permanent redirect is believed: after the same target on three polls over 48 hours, each of which ended with a feed.
/// Sign-in walls and hijacked hosts redirect "permanently" too, for an afternoon.
/// </summary>
public static class FeedMove
{
    public const int PollsMin = 3;
    public static readonly TimeSpan SpanMin = TimeSpan.FromHours(48);

    /// <summary>Notes where a successful poll was led permanently, null for nowhere; answers the address to store now, or null.</summary>
    public static Uri? Note(Feed feed, Uri? movedTo, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(feed);
        if (movedTo is null || movedTo.AbsoluteUri == feed.Url)
        {
            feed.ForgetMove();
            return null;
        }

        if (feed.MovedTo != movedTo.AbsoluteUri)
        {
            (feed.MovedTo, feed.MovedToFirstSeenAt, feed.MovedToPolls) = (movedTo.AbsoluteUri, now, 0);
        }

        feed.MovedToPolls++;
        return feed.MovedToPolls >= PollsMin && now - feed.MovedToFirstSeenAt >= SpanMin ? movedTo : null;
    }
}
