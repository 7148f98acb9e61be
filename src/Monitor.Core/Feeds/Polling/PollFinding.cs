namespace Monitor.Feeds.Polling;

/// <summary>What a poll showed, as far as it matters for the time of the next one.</summary>
public sealed record PollFinding(PollOutcome Outcome)
{
    public bool IsFirst { get; init; }

    public int EntriesListed { get; init; }

    public int EntriesNew { get; init; }

    /// <summary>None of the listed entries was known, though the feed was fetched before: more may have come and gone in between.</summary>
    public bool MayHaveMissedEntries => !IsFirst && EntriesListed > 0 && EntriesNew == EntriesListed;

    /// <summary>Whether the next request can be a conditional one.</summary>
    public bool HasValidators { get; init; }

    /// <summary>max-age or Expires; null for none.</summary>
    public TimeSpan? FreshFor { get; init; }

    /// <summary>RSS ttl or sy:updatePeriod; null for none.</summary>
    public TimeSpan? FeedWish { get; init; }

    public TimeSpan? RetryAfter { get; init; }
}
