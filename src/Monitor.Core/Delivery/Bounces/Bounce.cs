namespace Monitor.Delivery.Bounces;

/// <summary>What a mail that came back says of one recipient.</summary>
/// <param name="Recipient">The address that was written to, as far as the report says it.</param>
/// <param name="Status">The enhanced status code (RFC 3463) or the three digits of SMTP; empty where neither stands there.</param>
/// <param name="Said">What the server, or the reporter, said: one line.</param>
public sealed record Bounce(string Recipient, BounceKind Kind, string Status, string Said)
{
    /// <summary>Further addresses by which the report may mean the same person: where it was forwarded to, and whom the returned mail names.</summary>
    public IReadOnlyList<string> Aliases { get; init; } = [];

    /// <summary>The <c>Message-ID</c> of the mail that came back, without brackets; null where nothing of it did.</summary>
    public string? MessageId { get; init; }
}
