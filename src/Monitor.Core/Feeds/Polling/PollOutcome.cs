namespace Monitor.Feeds.Polling;

/// <summary>What one poll met with.</summary>
public enum PollOutcome
{
    /// <summary>A feed, with a body other than last time.</summary>
    Parsed,

    /// <summary>304.</summary>
    NotModified,

    /// <summary>The same bytes as the last body that was a feed.</summary>
    SameBody,

    /// <summary>A feed that lists nothing.</summary>
    NoEntries,

    EmptyAnswer,
    HtmlPage,
    NotAFeed,

    /// <summary>401, 403, 451: refused.</summary>
    Denied,
    NotFound,
    Gone,

    /// <summary>429.</summary>
    TooManyRequests,

    /// <summary>Any other 4xx.</summary>
    ClientError,

    /// <summary>5xx, and answers that make no sense.</summary>
    ServerError,
    TimedOut,
    ConnectionBroken,
    NameServiceDown,
    NameUnknown,
    Tls,

    /// <summary>The address guard, or the rules for redirects.</summary>
    AddressForbidden,
    TooLarge,
}
