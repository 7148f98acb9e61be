using System.Security.Cryptography;
using Monitor.Feeds.Markup;
using Monitor.Feeds.Parsing;
using Monitor.Feeds.Readers;
using Monitor.Net;

namespace Monitor.Feeds.Polling;

/// <summary>What a fetch turned out to be once its body was looked at.</summary>
/// <param name="Parsed">The entries to compare with the ledger; null when there is nothing to compare.</param>
/// <param name="Validators">To be sent next time; null to keep what is there.</param>
/// <param name="BodyHash">Of a body that is a feed; null for none.</param>
/// <param name="Note">What was wrong or remarkable, in words; null for nothing.</param>
public sealed record FeedReading(
    PollOutcome Outcome, FetchTrace Trace, ParsedFeed? Parsed = null, WebValidators? Validators = null, string? BodyHash = null, string? Note = null)
{
    /// <summary>Nothing but 304 for this long, and an unconditional request finds out whether the validators lie.</summary>
    public static readonly TimeSpan ValidatorsTrustedFor = TimeSpan.FromDays(7);

    /// <summary>Whether the next fetch goes without conditions, since the server has said "not modified" for suspiciously long.</summary>
    public static bool DoubtsValidators(Feed feed, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(feed);
        return feed.Validators is not null && feed.UsualGap < ValidatorsTrustedFor && now - feed.FullBodyAt >= ValidatorsTrustedFor;
    }

    /// <summary>Reads what was fetched; null when nothing was asked, since the host was busy.</summary>
    public static FeedReading? Of(Feed feed, FetchResult result, FeedReaderKind reader)
    {
        ArgumentNullException.ThrowIfNull(feed);
        ArgumentNullException.ThrowIfNull(result);
        return result switch
        {
            FetchResult.Postponed => null,
            FetchResult.Gone gone => new FeedReading(PollOutcome.Gone, gone.Trace, Note: "the publisher says that it is gone (410)"),
            FetchResult.Failed failed => new FeedReading(failed.Outcome, failed.Trace, Note: failed.Reason),
            FetchResult.NotModified unchanged => new FeedReading(
                PollOutcome.NotModified, unchanged.Trace, Validators: unchanged.Validators,
                Note: feed.FailuresInARow > 0 ? $"back, unchanged, after {feed.FailuresInARow} failed polls" : null),
            FetchResult.Fetched fetched => OfBody(feed, fetched, reader),
            _ => throw new InvalidOperationException($"unknown result {result.GetType().Name}"),
        };
    }

    private static FeedReading OfBody(Feed feed, FetchResult.Fetched fetched, FeedReaderKind reader)
    {
        // Only bodies that were feeds have their hash stored, so equal bytes are a feed too.
        var hash = Convert.ToHexStringLower(SHA256.HashData(fetched.Body));
        if (hash == feed.BodyHash)
        {
            return new FeedReading(PollOutcome.SameBody, fetched.Trace, Validators: fetched.Validators, BodyHash: hash);
        }

        switch (reader.Parse(fetched.Body, fetched.ContentType, fetched.Trace.Address))
        {
            case FeedParseResult.Parsed { Feed: var parsed }:
                var outcome = parsed.Entries.Count == 0 ? PollOutcome.NoEntries : PollOutcome.Parsed;
                return new FeedReading(outcome, fetched.Trace, parsed, fetched.Validators, hash, NoteOf(parsed));
            case FeedParseResult.Empty:
                return new FeedReading(PollOutcome.EmptyAnswer, fetched.Trace, Note: "the answer is empty");
            case FeedParseResult.HtmlPage:
                return new FeedReading(PollOutcome.HtmlPage, fetched.Trace, Note: "the answer is an HTML page, not a feed");
            case FeedParseResult.TooLarge large:
                return new FeedReading(PollOutcome.TooLarge, fetched.Trace, Note: large.Reason);
            case var other:
                return new FeedReading(PollOutcome.NotAFeed, fetched.Trace, Note: $"the answer is no feed: {other.Failure}");
        }
    }

    private static string? NoteOf(ParsedFeed parsed)
    {
        // Entries left out weigh more than a misspelt date.
        var first = parsed.Faults.OrderBy(fault => fault.Kind is FeedFaultKind.TooManyEntries ? 0 : 1).FirstOrDefault();
        return first is null ? null : parsed.Faults.Count == 1 ? first.Message : $"{first.Message}; {parsed.Faults.Count - 1} more faults";
    }
}
