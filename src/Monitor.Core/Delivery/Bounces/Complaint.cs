namespace Monitor.Delivery.Bounces;

/// <summary>What a mailbox provider reports when a reader called a mail of ours junk (RFC 5965).</summary>
/// <param name="Recipient">The reader's address; null where the provider keeps it back.</param>
/// <param name="MessageId">The <c>Message-ID</c> of our mail, without brackets; null where nothing of it came back.</param>
public sealed record Complaint(string? Recipient, string? MessageId);
