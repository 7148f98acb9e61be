using System.Globalization;

namespace Monitor.Feeds.Polling;

/// <summary>When a feed is polled next, and what is remembered for the time after.</summary>
/// <param name="At">Null: never, until the admin says so.</param>
/// <param name="NotBefore">The server's Retry-After, which also binds "poll now"; null for none.</param>
public sealed record PollDecision(DateTimeOffset? At, TimeSpan Interval, double FailureWeight, DateTimeOffset? NotBefore, string Reason);

/// <summary>The polling rules as pure decisions (docs/polling.md, rules 3, 4, 6, 7 and 8).</summary>
public static class PollSchedule
{
    public static readonly TimeSpan IntervalAtFirst = TimeSpan.FromHours(1);
    public static readonly TimeSpan IntervalMin = TimeSpan.FromMinutes(15);
    public static readonly TimeSpan IntervalMax = TimeSpan.FromHours(24);

    /// <summary>A server that cannot say "not modified" sends the whole feed each time.</summary>
    public static readonly TimeSpan IntervalMinWithoutValidators = TimeSpan.FromHours(1);

    public static readonly TimeSpan RetryAfterMax = TimeSpan.FromDays(7);

    /// <summary>How long a feed whose host answered 429 without a Retry-After rests at least.</summary>
    public static readonly TimeSpan RestUnlessTold = TimeSpan.FromMinutes(15);

    private const double SlowUp = 1.2;
    private const double FastDown = 3;
    private const double JitterShare = 0.1;

    /// <param name="interval">The adaptive interval so far.</param>
    /// <param name="failureWeight">The sum so far.</param>
    /// <param name="wish">The operator's; null where he left it to the feed.</param>
    /// <param name="jitter">Between -1 and 1, always the same for a feed, so that feeds do not march in step.</param>
    public static PollDecision Decide(
        DateTimeOffset now, TimeSpan interval, double failureWeight, PollWish? wish, double jitter, PollFinding finding)
    {
        ArgumentNullException.ThrowIfNull(finding);
        if (finding.Outcome is PollOutcome.Gone)
        {
            return new PollDecision(null, interval, failureWeight, null, "not polled any more: the publisher says that it is gone (410)");
        }

        var retryAfter = finding.RetryAfter is { } asked ? Shorter(asked, RetryAfterMax) : (TimeSpan?)null;
        var notBefore = retryAfter is { } rest ? now + rest : (DateTimeOffset?)null;
        if (!finding.Outcome.IsSuccess)
        {
            var weight = failureWeight + finding.Outcome.FailureWeight;
            var (failedWait, failedReason) = Longest(
                BackOff(wish?.Every ?? interval, weight, jitter, finding.Outcome),
                Floor(wish is { IsAgreed: true } ? null : finding.FreshFor, IntervalMax, "the server calls this answer fresh for"),
                Floor(retryAfter, RetryAfterMax, "the server asks for a rest of"));
            return new PollDecision(now + failedWait, interval, weight, notBefore, failedReason);
        }

        var next = Adapt(interval, finding);
        var usual = wish?.Every ?? Between(next * (1 + (JitterShare * jitter)), IntervalMin, IntervalMax);
        var usualReason = wish is { } wanted ? Reason(wanted)
            : finding.MayHaveMissedEntries
            ? $"sooner, after {Words(usual)}: none of the listed entries was known, so entries may have been missed"
            : $"its usual interval, {Words(usual)}";
        var (wait, reason) = Longest(
            (usual, usualReason),
            finding.HasValidators || wish is not null
                ? null
                : (IntervalMinWithoutValidators, "once an hour at most: the server gives no validators, so each poll is a whole download"),
            Floor(wish is { IsAgreed: true } ? null : finding.FreshFor, IntervalMax, "the server calls this answer fresh for"),
            Floor(wish is { IsAgreed: true } ? null : finding.FeedWish, IntervalMax, "the feed asks to be read every"),
            Floor(retryAfter, RetryAfterMax, "the server asks for a rest of"));
        return new PollDecision(now + wait, next, 0, notBefore, reason);
    }

    /// <summary>Between -1 and 1, by the feed's number: stable over restarts.</summary>
    public static double JitterOf(int feedId)
    {
        // Multiplicative hashing (Knuth): neighbouring numbers land far apart.
        var hash = unchecked((uint)feedId * 2654435769u);
        return (hash / (double)uint.MaxValue * 2) - 1;
    }

    /// <summary>A span as a person says it.</summary>
    public static string Words(TimeSpan span) => span switch
    {
        { TotalSeconds: < 90 } => $"{span.TotalSeconds:0} s",
        { TotalMinutes: < 90 } => $"{span.TotalMinutes:0} min",
        { TotalHours: < 48 } => string.Create(CultureInfo.InvariantCulture, $"{span.TotalHours:0.#} h"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{span.TotalDays:0.#} days"),
    };

    /// <summary>
    /// Slowly up while nothing comes, fast down by the share of the list that is new: a list that turned over completely quarters the
    /// interval, one new entry of twenty shortens it by an eighth.
    /// </summary>
    /// <summary>Why a feed is polled as its operator wishes.</summary>
    public static string Reason(PollWish wish) =>
        $"every {Words(wish.Every)}, as the operator wants{(wish.IsAgreed ? " and the publisher has agreed" : "")}";

    private static TimeSpan Adapt(TimeSpan interval, PollFinding finding)
    {
        if (finding.IsFirst)
        {
            return interval;
        }

        var share = finding.EntriesListed > 0 ? (double)finding.EntriesNew / finding.EntriesListed : 0;
        return Between(share > 0 ? interval / (1 + (FastDown * share)) : interval * SlowUp, IntervalMin, IntervalMax);
    }

    /// <summary>
    /// Doubles the interval with the weight of the failures so far, so that a dead feed costs one request a day, and never more waiting:
    /// outlets do come back.
    /// </summary>
    private static (TimeSpan Wait, string Reason) BackOff(TimeSpan interval, double weight, double jitter, PollOutcome outcome)
    {
        if (outcome is PollOutcome.TooManyRequests)
        {
            var rest = interval > RestUnlessTold ? interval : RestUnlessTold;
            return (rest, $"the host asked to slow down (429): {Words(rest)}");
        }

        var wait = Shorter(interval * Math.Pow(2, Math.Min(weight, 16)) * (1 + (JitterShare * jitter)), IntervalMax);
        return (wait, $"back-off after failures, {Words(wait)}");
    }

    private static (TimeSpan Wait, string Reason)? Floor(TimeSpan? wish, TimeSpan longest, string words)
    {
        if (wish is not { } span || span <= TimeSpan.Zero)
        {
            return null;
        }

        return span > longest
            ? (longest, $"{words} {Words(span)}, of which {Words(longest)} are honoured")
            : (span, $"{words} {Words(span)}");
    }

    private static (TimeSpan Wait, string Reason) Longest((TimeSpan Wait, string Reason) first, params ReadOnlySpan<(TimeSpan Wait, string Reason)?> others)
    {
        var longest = first;
        foreach (var other in others)
        {
            if (other is { } wish && wish.Wait > longest.Wait)
            {
                longest = wish;
            }
        }

        return longest;
    }

    private static TimeSpan Between(TimeSpan span, TimeSpan shortest, TimeSpan longest) =>
        span < shortest ? shortest : Shorter(span, longest);

    private static TimeSpan Shorter(TimeSpan one, TimeSpan other) => one < other ? one : other;
}
