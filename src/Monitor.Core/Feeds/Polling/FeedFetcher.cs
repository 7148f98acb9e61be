using System.Net;
using Monitor.Net;

namespace Monitor.Feeds.Polling;

/// <summary>Fetches one feed and says what came of it in the terms of the polling rules.</summary>
public sealed class FeedFetcher(OutgoingHttp http, TimeProvider clock)
{
    private const string Accept =
        "application/atom+xml, application/rss+xml, application/feed+json, application/rdf+xml;q=0.9, application/xml;q=0.8, text/xml;q=0.8, "
            + "application/json;q=0.7, */*;q=0.5";

    /// <param name="validators">Null for an unconditional request.</param>
    /// <param name="userAgent">Null for our own name.</param>
    /// <param name="place">Held by the caller until it is done with what was fetched; null where it fetches one thing at a time.</param>
    public async Task<FetchResult> FetchAsync(
        Uri address, WebValidators? validators, NetworkCredential? credentials, CancellationToken cancellationToken, string? userAgent = null,
        LargeDocuments.Place? place = null)
    {
        var begun = clock.GetTimestamp();
        var request = new PageRequest(address)
        {
            Accept = Accept,
            Validators = validators,
            Credentials = credentials,
            UserAgent = userAgent,
            Place = place,
        };
        var answer = await http.GetAsync(request, cancellationToken);
        var last = answer.Redirections.Count > 0 ? answer.Redirections[^1].To : address;
        var trace = new FetchTrace(
            clock.GetUtcNow(), clock.GetElapsedTime(begun), null, last, MovedTo(answer.Redirections),
            validators is not null && (address == validators.Address || answer.Redirections.Any(hop => hop.To == validators.Address)), 0, null, null);
        return answer switch
        {
            WebAnswer.Failed { Trouble: WebTrouble.HostBusy or WebTrouble.NoPlace } later =>
                new FetchResult.Postponed(later.RetryAt ?? trace.At + HostTurn.WaitMax, later.Reason, trace),
            WebAnswer.Failed failed => new FetchResult.Failed(OutcomeOf(failed.Trouble), failed.Reason, trace),
            WebAnswer.Answered answered => Read(answered, validators, trace with
            {
                Status = answered.Status,
                BytesReceived = answered.BytesReceived,
                FreshFor = WebTimes.FreshFor(answered.Headers, answered.ReceivedAt),
                RetryAfter = answer.Redirections.Select(hop => hop.RetryAfter).Append(WebTimes.RetryAfter(answered.Headers, answered.ReceivedAt)).Max(),
            }),
            _ => throw new InvalidOperationException("an answer is answered or failed"),
        };
    }

    private static FetchResult Read(WebAnswer.Answered answer, WebValidators? sent, FetchTrace trace)
    {
        var given = new WebValidators(answer.Address, answer.Headers["ETag"], answer.Headers["Last-Modified"]);
        switch (answer.Status)
        {
            case 304 when sent is not null && sent.Address == answer.Address:
                var refreshed = new WebValidators(sent.Address, given.ETag ?? sent.ETag, given.LastModified ?? sent.LastModified);
                return new FetchResult.NotModified(refreshed, trace);
            case 304:
                return new FetchResult.Failed(PollOutcome.ServerError, "the server answers \"not modified\" to a request without conditions", trace);
            case 410:
                return new FetchResult.Gone(trace);
            case 429:
                return new FetchResult.Failed(PollOutcome.TooManyRequests, "the host asks to slow down (429)", trace);
            case 404:
                return new FetchResult.Failed(PollOutcome.NotFound, "not found (404)", trace);
            case 401 or 402 or 403 or 407 or 451:
                return new FetchResult.Failed(PollOutcome.Denied, $"the server refuses us (status {answer.Status})", trace);
            case >= 400 and < 500:
                return new FetchResult.Failed(PollOutcome.ClientError, $"status {answer.Status}", trace);
            case 206:
                return new FetchResult.Failed(PollOutcome.ServerError, "the server sends a part of the feed (206)", trace);
            case >= 200 and < 300 when answer.Body.AsSpan().Trim(" \t\r\n"u8).IsEmpty:
                return new FetchResult.Failed(PollOutcome.EmptyAnswer, $"the answer is empty (status {answer.Status})", trace);
            case >= 200 and < 300:
                return new FetchResult.Fetched(answer.Body, answer.Headers["Content-Type"], (given.ETag ?? given.LastModified) is null ? null : given, trace)
                {
                    Links = answer.Headers["Link"],
                };
            default:
                return new FetchResult.Failed(PollOutcome.ServerError, $"status {answer.Status}", trace);
        }
    }

    /// <summary>Only as far as every redirect so far was permanent: what a temporary one leads to belongs to nobody's memory.</summary>
    private static Uri? MovedTo(IReadOnlyList<Redirection> redirections) =>
        redirections.TakeWhile(redirection => redirection.IsPermanent).LastOrDefault()?.To;

    private static PollOutcome OutcomeOf(WebTrouble trouble) => trouble switch
    {
        WebTrouble.NameUnknown => PollOutcome.NameUnknown,
        WebTrouble.NameServiceDown => PollOutcome.NameServiceDown,
        WebTrouble.ConnectionFailed or WebTrouble.ConnectionBroken or WebTrouble.BadEncoding => PollOutcome.ConnectionBroken,
        WebTrouble.Tls => PollOutcome.Tls,
        WebTrouble.TimedOut => PollOutcome.TimedOut,
        WebTrouble.TooLarge => PollOutcome.TooLarge,
        WebTrouble.TooManyRedirects => PollOutcome.ClientError,
        _ => PollOutcome.AddressForbidden,
    };
}
