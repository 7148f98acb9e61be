using Monitor.Text;

namespace Monitor.Feeds.Polling;

/// <summary>Carries what a poll showed into what the feed remembers, and writes the line of its history.</summary>
public static class FeedMemory
{
    /// <summary>"Poll now" is answered at most this often.</summary>
    public static readonly TimeSpan PollNowCooldown = TimeSpan.FromMinutes(5);

    // How much the latest gap weighs in the habit.
    private const double GapWeight = 0.3;

    /// <param name="change">What the ledger found; null when nothing was compared.</param>
    /// <param name="cut">Titles, names and addresses that were too long to be kept whole.</param>
    public static FeedFetch Keep(Feed feed, FeedReading reading, LedgerChange? change, DateTimeOffset now, int cut = 0)
    {
        ArgumentNullException.ThrowIfNull(feed);
        ArgumentNullException.ThrowIfNull(reading);
        var isFirst = feed.FirstFetchedAt is null;
        feed.LastPolledAt = now;
        feed.PollCount++;
        if (reading.Outcome.IsSuccess)
        {
            KeepSuccess(feed, reading, change, isFirst, now);
        }
        else if (reading.Outcome is not PollOutcome.TooManyRequests)
        {
            feed.FailuresInARow++;
            feed.FailingSince ??= now;
            feed.LastFault = reading.Note;
        }

        var decision = PollSchedule.Decide(
            now, feed.Interval, feed.FailureWeight, feed.Wish, PollSchedule.JitterOf(feed.Id), new PollFinding(reading.Outcome)
            {
                IsFirst = isFirst,
                EntriesListed = change?.Listed ?? 0,
                EntriesNew = change?.New ?? 0,
                HasValidators = feed.Validators is not null,
                FreshFor = reading.Trace.FreshFor,
                FeedWish = reading.Parsed?.UpdateInterval ?? (reading.Outcome.IsSuccess ? feed.PublisherInterval : null),
                RetryAfter = reading.Trace.RetryAfter,
            });
        feed.Interval = decision.Interval;
        feed.FailureWeight = decision.FailureWeight;
        feed.NotBefore = decision.NotBefore;
        if (feed.PausedAt is null)
        {
            (feed.NextPollAt, feed.NextPollReason) = (decision.At, decision.Reason);
        }

        if (change is not null)
        {
            var refused = change.Rows.Where(row => row.RefusedBecause is not null).ToList();
            (feed.EntriesRefused, feed.LastRefusal) = (refused.Count, refused.FirstOrDefault()?.RefusedBecause);
        }

        Turn(feed, FeedHealth.Of(feed, reading.Outcome, reading.Trace.Duration, now), now);
        return new FeedFetch
        {
            FeedId = feed.Id,
            Number = feed.PollCount,
            At = now,
            Outcome = reading.Outcome,
            Status = reading.Trace.Status,
            IsConditional = reading.Trace.IsConditional,
            FreshFor = reading.Trace.FreshFor,
            RetryAfter = reading.Trace.RetryAfter,
            BytesReceived = reading.Trace.BytesReceived,
            DurationMilliseconds = (int)Math.Min(reading.Trace.Duration.TotalMilliseconds, int.MaxValue),
            EntriesListed = change?.Listed ?? 0,
            EntriesNew = change?.New ?? 0,
            EntriesRefused = change is null ? 0 : feed.EntriesRefused,
            Note = NoteOf(feed, reading, change, cut),
            NextPollAt = feed.NextPollAt,
            NextPollReason = feed.NextPollReason,
        };
    }

    private static string? NoteOf(Feed feed, FeedReading reading, LedgerChange? change, int cut)
    {
        var notes = new List<string>();
        if (change is not null && feed.EntriesRefused > 0)
        {
            var verb = feed.EntriesRefused == 1 ? "is" : "are";
            notes.Add($"{feed.EntriesRefused} of {EnglishCount.Of(change.Listed, "entry")} {verb} set aside: {feed.LastRefusal}");
        }

        if (reading.Note is not null)
        {
            notes.Add(reading.Note);
        }

        if (cut > 0)
        {
            notes.Add(cut == 1 ? "a title, name or address was too long and was cut" : $"{cut} titles, names or addresses were too long and were cut");
        }

        return notes.Count == 0 ? null : string.Join("; ", notes);
    }

    /// <summary>Why the admin's "poll now" must wait; null when it need not.</summary>
    public static string? PollNowRefusal(Feed feed, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(feed);
        if (feed.NotBefore > now)
        {
            return $"its server asked not to be asked before {feed.NotBefore:u}";
        }

        return feed.LastPolledAt + PollNowCooldown > now
            ? $"it was polled at {feed.LastPolledAt:u}, less than {PollSchedule.Words(PollNowCooldown)} ago"
            : null;
    }

    private static void KeepSuccess(Feed feed, FeedReading reading, LedgerChange? change, bool isFirst, DateTimeOffset now)
    {
        feed.FirstFetchedAt ??= now;
        feed.LastSuccessAt = now;
        (feed.FailuresInARow, feed.FailingSince, feed.LastFault) = (0, null, null);
        if (reading.BodyHash is not null)
        {
            // Before this body counts as the last one seen: did the server hide a change?
            feed.ValidatorsLie |= FeedReading.DoubtsValidators(feed, now) && !reading.Trace.IsConditional && change is { Found.Count: > 0 };
            feed.BodyHash = reading.BodyHash;
            feed.FullBodyAt = now;
        }

        if (reading.Outcome is not PollOutcome.NotModified || reading.Validators is not null)
        {
            feed.Keep(reading.Validators);
        }

        if (reading.Parsed is { } parsed)
        {
            feed.PublisherInterval = parsed.UpdateInterval;
            feed.ListedAt = now;
        }

        if (change is { New: > 0 })
        {
            if (!isFirst && now - feed.LastNewEntryAt is { } gap)
            {
                feed.UsualGap = feed.UsualGap is { } usual ? (usual * (1 - GapWeight)) + (gap * GapWeight) : gap;
            }

            feed.LastNewEntryAt = now;
        }
    }

    private static void Turn(Feed feed, (FeedState State, string Reason) health, DateTimeOffset now)
    {
        if (feed.State != health.State)
        {
            feed.StateChangedAt = now;
        }

        (feed.State, feed.StateReason) = health;
    }
}
