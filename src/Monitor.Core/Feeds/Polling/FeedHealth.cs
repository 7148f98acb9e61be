using System.Globalization;

namespace Monitor.Feeds.Polling;

/// <summary>Says how a feed does, with the reason in words, measured against its own habit.</summary>
public static class FeedHealth
{
    /// <summary>A quiet weekend is no silence, whatever the habit.</summary>
    public static readonly TimeSpan SilenceMin = TimeSpan.FromDays(3);

    /// <summary>For a feed whose habit is not known yet.</summary>
    public static readonly TimeSpan SilenceUnknownHabit = TimeSpan.FromDays(60);

    /// <summary>An answer that takes longer is slow.</summary>
    public static readonly TimeSpan SlowAnswer = TimeSpan.FromSeconds(10);

    private const double HabitsUntilSilent = 5;

    // One timeout is no news; a 404, or two timeouts in a row, are.
    private const double FailingWeight = 1;

    /// <summary>After how long without anything new the feed counts as silent.</summary>
    public static TimeSpan SilentAfter(Feed feed)
    {
        ArgumentNullException.ThrowIfNull(feed);
        if (feed.UsualGap is not { } gap)
        {
            return SilenceUnknownHabit;
        }

        var span = gap * HabitsUntilSilent;
        return span < SilenceMin ? SilenceMin : span;
    }

    /// <summary>The state after a poll, the feed's other fields being set already.</summary>
    public static (FeedState State, string Reason) Of(Feed feed, PollOutcome outcome, TimeSpan answerTook, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(feed);
        if (feed.PausedAt is not null)
        {
            return (FeedState.Paused, feed.StateReason);
        }

        if (outcome is PollOutcome.Gone)
        {
            return (FeedState.Gone, "the publisher says that it will not come back (410); it is not polled any more");
        }

        if (outcome is PollOutcome.TooManyRequests)
        {
            return (FeedState.Slow, "its host asks to slow down (429)");
        }

        if (outcome is PollOutcome.Denied or PollOutcome.AddressForbidden)
        {
            return (FeedState.Blocked, $"{feed.LastFault}, since {Day(feed.FailingSince ?? now)}");
        }

        if (!outcome.IsSuccess)
        {
            return feed.FailureWeight < FailingWeight
                ? (feed.State, $"the last poll failed: {feed.LastFault}")
                : (FeedState.Failing, $"{(feed.FailuresInARow == 1 ? "1 poll" : $"{feed.FailuresInARow} polls in a row")} failed since "
                    + $"{Day(feed.FailingSince ?? now)}: {feed.LastFault}");
        }

        if (feed.EntriesRefused > 0)
        {
            var verb = feed.EntriesRefused == 1 ? "is" : "are";
            return (FeedState.Partial, $"{feed.EntriesRefused} of its entries cannot be kept and {verb} set aside: {feed.LastRefusal}");
        }

        if (answerTook > SlowAnswer)
        {
            return (FeedState.Slow, $"the last answer took {PollSchedule.Words(answerTook)}");
        }

        if (outcome is PollOutcome.NoEntries)
        {
            return (FeedState.Silent, "the feed lists no entries");
        }

        var quietFor = now - (feed.LastNewEntryAt ?? feed.FirstFetchedAt ?? now);
        if (quietFor > SilentAfter(feed))
        {
            var habit = feed.UsualGap is { } gap ? $", while something came every {PollSchedule.Words(gap)} before" : "";
            return (FeedState.Silent, $"nothing new for {PollSchedule.Words(quietFor)}{habit}");
        }

        return (FeedState.Healthy, feed.ValidatorsLie ? "fine, though its server says \"not modified\" when it is" : "fine");
    }

    private static string Day(DateTimeOffset instant) => instant.UtcDateTime.ToString("d MMMM yyyy HH:mm 'UTC'", CultureInfo.InvariantCulture);
}
