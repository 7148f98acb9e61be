using Microsoft.Extensions.Logging;
using Monitor.Feeds.Polling;

namespace Monitor.Feeds;

/// <summary>Everything about collecting that is logged. Event ids 1000 to 1099.</summary>
internal static partial class FeedLog
{
    [LoggerMessage(1000, LogLevel.Debug, "Feed {FeedId}: {Outcome}, new entries {New} of {Listed}; next poll {NextPollAt:u}: {Reason}")]
    public static partial void FeedPolled(
        this ILogger logger, int feedId, PollOutcome outcome, int @new, int listed, DateTimeOffset? nextPollAt, string reason);

    /// <param name="failures">In a row; 0 where it counts as none, as a rest that the server asks for.</param>
    public static void FeedNotRead(this ILogger logger, int feedId, string title, int failures, DateTimeOffset? nextPollAt, string? fault)
    {
        if (failures == 0)
        {
            logger.FeedPutOff(feedId, title, nextPollAt, fault);
        }
        else
        {
            logger.FeedFailed(feedId, title, failures, nextPollAt, fault);
        }
    }

    [LoggerMessage(1001, LogLevel.Warning, "Feed {FeedId}, {Title}, failed ({Failures} in a row), next try {NextPollAt:u}: {Fault}")]
    private static partial void FeedFailed(this ILogger logger, int feedId, string title, int failures, DateTimeOffset? nextPollAt, string? fault);

    [LoggerMessage(1009, LogLevel.Warning, "Feed {FeedId}, {Title}, is put off until {NextPollAt:u}, which counts as no failure: {Fault}")]
    private static partial void FeedPutOff(this ILogger logger, int feedId, string title, DateTimeOffset? nextPollAt, string? fault);

    [LoggerMessage(1002, LogLevel.Error, "Feed {FeedId} could not be kept; it is tried again at {NextPollAt:u}")]
    public static partial void FeedSkipped(this ILogger logger, Exception exception, int feedId, DateTimeOffset nextPollAt);

    [LoggerMessage(1003, LogLevel.Warning, "Feed {FeedId}: another worker has it by now, nothing was written")]
    public static partial void ClaimLost(this ILogger logger, int feedId);

    [LoggerMessage(1005, LogLevel.Warning, "Feed {FeedId} moved to {Url}: stored after the same permanent redirect on several polls")]
    public static partial void FeedMoved(this ILogger logger, int feedId, string url);

    [LoggerMessage(1006, LogLevel.Error, "Feed {FeedId} is gone (410): it is not polled any more")]
    public static partial void FeedGone(this ILogger logger, int feedId);

    [LoggerMessage(1008, LogLevel.Error, "Feed {FeedId}: entries that could not be kept and are set aside: {Count}; the others are kept: {Reason}")]
    public static partial void EntriesRefused(this ILogger logger, int feedId, int count, string reason);

    [LoggerMessage(1010, LogLevel.Information, "Feed {FeedId}, {Title}: its entries have no links, and are read from the feed alone")]
    public static partial void WithoutLinks(this ILogger logger, int feedId, string title);

    [LoggerMessage(1011, LogLevel.Information, "Feed {FeedId}, {Title}: its entries have links again, and their pages are read")]
    public static partial void WithLinksAgain(this ILogger logger, int feedId, string title);

    [LoggerMessage(1007, LogLevel.Information, "After a stop, overdue feeds are spread out: {Count}")]
    public static partial void Spread(this ILogger logger, int count);
}
