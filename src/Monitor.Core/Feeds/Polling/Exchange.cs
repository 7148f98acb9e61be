namespace Monitor.Feeds.Polling;

/// <summary>One request for a feed and its answer, as far as manners are concerned.</summary>
/// <param name="Status">Null where there was no answer.</param>
/// <param name="FreshFor">max-age or Expires of the answer; null for none.</param>
public sealed record Exchange(DateTimeOffset At, bool IsConditional, int? Status, TimeSpan? FreshFor, TimeSpan? RetryAfter)
{
    public static Exchange Of(FeedFetch fetch)
    {
        ArgumentNullException.ThrowIfNull(fetch);
        return new Exchange(fetch.At, fetch.IsConditional, fetch.Status, fetch.FreshFor, fetch.RetryAfter);
    }
}
