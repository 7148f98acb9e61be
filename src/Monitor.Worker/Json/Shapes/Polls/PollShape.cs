using Monitor.Feeds.Polling;

namespace Monitor.Worker.Json.Shapes.Polls;

/// <summary>One poll of a feed: what it met with, and why the next one is when it is.</summary>
/// <param name="Number">Grows by one with each poll of the feed.</param>
/// <param name="Status">Of HTTP; null where there was no answer.</param>
/// <param name="Conditional">Whether validators were sent.</param>
/// <param name="FreshForSeconds">max-age or Expires of the answer; null for none.</param>
/// <param name="EntriesRefused">Of the listed ones, those that could not be kept.</param>
/// <param name="Note">What went wrong or was remarkable, in words.</param>
public sealed record PollShape(
    int Number, DateTimeOffset At, PollOutcome Outcome, int? Status, bool Conditional, double? FreshForSeconds, double? RetryAfterSeconds,
    long BytesReceived, int DurationMilliseconds, int EntriesListed, int EntriesNew, int EntriesRefused, string? Note, DateTimeOffset? NextPollAt,
    string NextPollReason)
{
    public static PollShape Of(FeedFetch fetch)
    {
        ArgumentNullException.ThrowIfNull(fetch);
        return new PollShape(
            fetch.Number, fetch.At, fetch.Outcome, fetch.Status, fetch.IsConditional, fetch.FreshFor?.TotalSeconds, fetch.RetryAfter?.TotalSeconds,
            fetch.BytesReceived, fetch.DurationMilliseconds, fetch.EntriesListed, fetch.EntriesNew, fetch.EntriesRefused, fetch.Note, fetch.NextPollAt,
            fetch.NextPollReason);
    }
}
