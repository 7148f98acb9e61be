using Monitor.Net;

namespace Monitor.Feeds.Polling;

/// <summary>The circumstances of a fetch, whatever came of it.</summary>
/// <param name="Status">Null where there was no answer.</param>
/// <param name="Address">The last one asked, after redirects.</param>
/// <param name="MovedTo">Where the permanent redirects at the beginning lead; null without one.</param>
/// <param name="IsConditional">Validators were sent, to whichever hop they belong to.</param>
public sealed record FetchTrace(
    DateTimeOffset At, TimeSpan Duration, int? Status, Uri Address, Uri? MovedTo, bool IsConditional, long BytesReceived,
    TimeSpan? FreshFor, TimeSpan? RetryAfter);

/// <summary>What came of fetching a feed.</summary>
public abstract record FetchResult
{
    private FetchResult(FetchTrace trace) => Trace = trace;

    public FetchTrace Trace { get; init; }

    /// <summary>The server answered 304.</summary>
    /// <param name="Validators">The ones sent, refreshed by what the answer carried.</param>
    public sealed record NotModified(WebValidators Validators, FetchTrace Trace) : FetchResult(Trace);

    /// <summary>A complete body, not empty.</summary>
    /// <param name="Validators">Null where the server gave none.</param>
    public sealed record Fetched(byte[] Body, string? ContentType, WebValidators? Validators, FetchTrace Trace) : FetchResult(Trace)
    {
        /// <summary>The Link header as sent; null for none.</summary>
        public string? Links { get; init; }
    }

    /// <summary>410: the publisher says that the feed will not come back.</summary>
    public sealed record Gone(FetchTrace Trace) : FetchResult(Trace);

    /// <summary>Nothing is wrong with the feed: its host's budget is spent or it rests, or a large document found no place with us.</summary>
    public sealed record Postponed(DateTimeOffset Until, string Reason, FetchTrace Trace) : FetchResult(Trace);

    public sealed record Failed(PollOutcome Outcome, string Reason, FetchTrace Trace) : FetchResult(Trace);
}
