using Monitor.Feeds.Discovery;
using Monitor.Feeds.Parsing;
using Monitor.Feeds.Polling;
using Monitor.Net;

namespace Monitor.Worker.Cli.Feed;

/// <summary>What one polite request to a feed's address showed.</summary>
/// <param name="Checked">What the document is; null when there was none.</param>
/// <param name="NextPoll">What the schedule would do with it, in words.</param>
/// <param name="Candidates">Feeds that the page names, when the address leads to a page.</param>
internal sealed record FeedAddressCheck(
    FeedCheckResult? Checked, string? Failure, FetchTrace Trace, WebValidators? Validators, string? NextPoll, IReadOnlyList<FeedCandidate> Candidates)
{
    /// <summary>Fetches the address once, as a poll would: guarded, within the host's budget, without conditions.</summary>
    public static async Task<FeedAddressCheck> RunAsync(Uri address, AskedReaders readers, FeedLimits limits, CancellationToken cancellationToken)
    {
        var clock = TimeProvider.System;
        using var http = new OutgoingHttp(SharedOptions.Network(), new LocalHostBudget(clock), clock);
        var result = await new FeedFetcher(http, clock).FetchAsync(address, null, null, cancellationToken);
        if (result is not FetchResult.Fetched fetched)
        {
            var failure = result switch
            {
                FetchResult.Failed failed => failed.Reason,
                FetchResult.Gone => "the publisher says that it is gone (410)",
                _ => "the host is busy",
            };
            return new FeedAddressCheck(null, failure, result.Trace, null, null, []);
        }

        var read = readers.Parse(fetched.Body, fetched.ContentType, fetched.Trace.Address, limits);
        var document = read.Result;
        var candidates = document is FeedParseResult.HtmlPage
            ? FeedDiscovery.Find(System.Text.Encoding.UTF8.GetString(fetched.Body), fetched.Trace.Address)
            : [];
        return new FeedAddressCheck(
            read, document.Failure, fetched.Trace, fetched.Validators, NextPollOf(document, fetched, clock.GetUtcNow()), candidates);
    }

    /// <summary>The lines for a person; the etiquette report is the one of the thirty-day test.</summary>
    public IEnumerable<string> Lines()
    {
        yield return $"status {Trace.Status?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "none"}, {Trace.BytesReceived} bytes in "
            + $"{Trace.Duration.TotalMilliseconds:F0} ms from {WebAddress.WithoutCredentials(Trace.Address)}";
        if (Trace.MovedTo is { } moved)
        {
            yield return $"moved for good to {moved}";
        }

        if (NextPoll is not null)
        {
            yield return Validators is null
                ? "no validators: every poll is a whole download"
                : $"validators: {string.Join(" and ", NamesOf(Validators))}";
            yield return $"next poll: {NextPoll}";
        }

        foreach (var line in Etiquette.Of([new Exchange(Trace.At, Trace.IsConditional, Trace.Status, Trace.FreshFor, Trace.RetryAfter)]).Lines())
        {
            yield return line;
        }

        foreach (var candidate in Candidates)
        {
            yield return $"{candidate.Hint.ToString().ToLowerInvariant(),-9} {candidate.Url} {candidate.Title}";
        }
    }

    private static IEnumerable<string> NamesOf(WebValidators validators) =>
        new[] { validators.ETag is null ? null : "ETag", validators.LastModified is null ? null : "Last-Modified" }.OfType<string>();

    private static string? NextPollOf(FeedParseResult document, FetchResult.Fetched fetched, DateTimeOffset now)
    {
        if (document is not FeedParseResult.Parsed { Feed: var feed })
        {
            return null;
        }

        var finding = new PollFinding(feed.Entries.Count == 0 ? PollOutcome.NoEntries : PollOutcome.Parsed)
        {
            IsFirst = true,
            EntriesListed = feed.Entries.Count,
            EntriesNew = feed.Entries.Count,
            HasValidators = fetched.Validators is not null,
            FreshFor = fetched.Trace.FreshFor,
            FeedWish = feed.UpdateInterval,
            RetryAfter = fetched.Trace.RetryAfter,
        };
        var decision = PollSchedule.Decide(now, PollSchedule.IntervalAtFirst, 0, null, 0, finding);
        return $"after {PollSchedule.Words(decision.At!.Value - now)}: {decision.Reason}";
    }
}
