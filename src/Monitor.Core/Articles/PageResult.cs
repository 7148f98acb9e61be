namespace Monitor.Articles;

/// <summary>What came of asking for an article's page.</summary>
public abstract record PageResult
{
    private PageResult()
    {
    }

    /// <param name="ContentType">As the server sent it; null where it sent none.</param>
    public sealed record Fetched(byte[] Body, string? ContentType, Uri Address) : PageResult;

    /// <summary>The page is not for us, now or later: paywall, robots.txt, gone, no web page.</summary>
    public sealed record Refused(string Reason) : PageResult;

    /// <summary>It may work later.</summary>
    /// <param name="RetryAt">No request before, where the server or the host's budget said so.</param>
    /// <param name="Counts">Whether it counts as a failed attempt: waiting for a turn does not.</param>
    public sealed record Later(string Reason, DateTimeOffset? RetryAt, bool Counts) : PageResult;
}
