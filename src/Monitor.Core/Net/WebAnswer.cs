namespace Monitor.Net;

/// <summary>What a server gave to recognise a version of a document by; sent back byte for byte, only to the address it came from.</summary>
public sealed record WebValidators(Uri Address, string? ETag, string? LastModified);

/// <summary>What came of a request.</summary>
public abstract record WebAnswer
{
    private WebAnswer()
    {
    }

    /// <summary>Every redirect followed, in order.</summary>
    public IReadOnlyList<Redirection> Redirections { get; init; } = [];

    /// <summary>The server answered, with whatever status.</summary>
    /// <param name="Body">Complete and decompressed; empty unless the status is 2xx.</param>
    /// <param name="BytesReceived">Of the body, as sent.</param>
    public sealed record Answered(
        int Status, Uri Address, WebHeaders Headers, byte[] Body, long BytesReceived, DateTimeOffset ReceivedAt) : WebAnswer;

    /// <param name="RetryAt">From when on it makes sense to ask again; null where nobody said so.</param>
    public sealed record Failed(WebTrouble Trouble, string Reason, DateTimeOffset? RetryAt = null) : WebAnswer;
}
