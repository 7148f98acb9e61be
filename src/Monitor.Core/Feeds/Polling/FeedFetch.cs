using System.Globalization;
using Monitor.Text;

namespace Monitor.Feeds.Polling;

/// <summary>One line of a feed's history: what a poll met with, and why the next one is when it is.</summary>
public sealed class FeedFetch
{
    /// <summary>How many are kept for each feed.</summary>
    public const int KeptMax = 30;

    public int FeedId { get; init; }

    /// <summary>Grows by one with each poll of the feed.</summary>
    public int Number { get; init; }

    public DateTimeOffset At { get; init; }

    public PollOutcome Outcome { get; init; }

    /// <summary>The HTTP status; null where there was no answer.</summary>
    public int? Status { get; init; }

    /// <summary>Whether validators were sent.</summary>
    public bool IsConditional { get; init; }

    /// <summary>max-age or Expires of the answer; null for none.</summary>
    public TimeSpan? FreshFor { get; init; }

    public TimeSpan? RetryAfter { get; init; }

    /// <summary>Of the body, as sent.</summary>
    public long BytesReceived { get; init; }

    public int DurationMilliseconds { get; init; }

    public int EntriesListed { get; init; }

    public int EntriesNew { get; init; }

    /// <summary>Of the listed ones, those that could not be kept: the poll failed in part.</summary>
    public int EntriesRefused { get; init; }

    /// <summary>What went wrong or was remarkable, in words; null for nothing.</summary>
    public string? Note { get; init; }

    public DateTimeOffset? NextPollAt { get; init; }

    public required string NextPollReason { get; init; }

    /// <summary>What it brought, in a line for a person.</summary>
    public string InWords() =>
        $"{Outcome} (status {Status?.ToString(CultureInfo.InvariantCulture) ?? "none"}), {EntriesNew} new of {EnglishCount.Of(EntriesListed, "entry")}"
        + $"{(Note is null ? "" : $"; {Note}")}. Next poll {NextPollAt:u}: {NextPollReason}.";
}
