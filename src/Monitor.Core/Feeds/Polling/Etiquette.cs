using System.Globalization;

namespace Monitor.Feeds.Polling;

/// <summary>How we behave towards a publisher, in the figures that publishers look at.</summary>
/// <param name="EarliestRepeat">The shortest time between two requests for the same feed; null where there were no two.</param>
/// <param name="TooEarlyByMaxAge">Requests before the last answer was stale (of which at most a day counts).</param>
/// <param name="TooEarlyByRetryAfter">Requests before the time that the last answer asked for (of which at most a week counts).</param>
public sealed record Etiquette(
    int Requests, int Conditional, int NotModified, TimeSpan? EarliestRepeat, int TooEarlyByMaxAge, int TooEarlyByRetryAfter)
{
    public static Etiquette None { get; } = new(0, 0, 0, null, 0, 0);

    /// <param name="exchanges">Of one feed, in order.</param>
    public static Etiquette Of(IReadOnlyList<Exchange> exchanges)
    {
        ArgumentNullException.ThrowIfNull(exchanges);
        TimeSpan? earliest = null;
        var (byMaxAge, byRetryAfter) = (0, 0);
        for (var index = 1; index < exchanges.Count; index++)
        {
            var before = exchanges[index - 1];
            var gap = exchanges[index].At - before.At;
            earliest = earliest is null || gap < earliest ? gap : earliest;
            byMaxAge += gap < Shorter(before.FreshFor, PollSchedule.IntervalMax) ? 1 : 0;
            byRetryAfter += gap < Shorter(before.RetryAfter, PollSchedule.RetryAfterMax) ? 1 : 0;
        }

        return new Etiquette(
            exchanges.Count, exchanges.Count(exchange => exchange.IsConditional), exchanges.Count(exchange => exchange.Status == 304),
            earliest, byMaxAge, byRetryAfter);
    }

    public static Etiquette operator +(Etiquette one, Etiquette other)
    {
        ArgumentNullException.ThrowIfNull(one);
        ArgumentNullException.ThrowIfNull(other);
        return new Etiquette(
            one.Requests + other.Requests, one.Conditional + other.Conditional, one.NotModified + other.NotModified,
            one.EarliestRepeat < other.EarliestRepeat || other.EarliestRepeat is null ? one.EarliestRepeat : other.EarliestRepeat,
            one.TooEarlyByMaxAge + other.TooEarlyByMaxAge, one.TooEarlyByRetryAfter + other.TooEarlyByRetryAfter);
    }

    /// <summary>The report, a line a figure.</summary>
    public IEnumerable<string> Lines()
    {
        yield return $"requests                    {Requests}";
        yield return $"conditional                 {Share(Conditional)}";
        yield return $"answered 304                {Share(NotModified)}";
        yield return $"earliest repeat             {(EarliestRepeat is { } repeat ? PollSchedule.Words(repeat) : "-")}";
        yield return $"earlier than max-age        {TooEarlyByMaxAge}";
        yield return $"earlier than Retry-After    {TooEarlyByRetryAfter}";
    }

    private static TimeSpan Shorter(TimeSpan? wish, TimeSpan longest) => wish is not { } span ? TimeSpan.Zero : span < longest ? span : longest;

    private string Share(int count) =>
        Requests == 0 ? "-" : string.Create(CultureInfo.InvariantCulture, $"{count} ({100.0 * count / Requests:0.#} %)");
}
