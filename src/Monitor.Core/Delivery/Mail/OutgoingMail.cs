namespace Monitor.Delivery.Mail;

/// <summary>One composed mail, complete: what is stored in the outbox is what is sent, whatever changes in between.</summary>
public sealed record OutgoingMail
{
    /// <summary>Says what the mail is, once and for all: "digest/desk/2021-07-20/07:00". No two mails share it.</summary>
    public required string Key { get; init; }

    /// <summary>Sender as in a header: <c>Monitor &lt;monitor@example.org&gt;</c>.</summary>
    public required string From { get; init; }

    /// <summary>The one recipient's address, without a name.</summary>
    public required string To { get; init; }

    public required string Subject { get; init; }

    /// <summary>The plain text, any line ends.</summary>
    public required string Text { get; init; }

    /// <summary>The same as HTML; null for a mail that is text only.</summary>
    public string? Html { get; init; }

    /// <summary>When it was composed.</summary>
    public required DateTimeOffset ComposedAt { get; init; }

    /// <summary>What keeps the mails of one conversation together; null for a mail that belongs to none.</summary>
    public string? ThreadKey { get; init; }

    /// <summary>Who the list is for, as <c>List-Id</c>; ASCII. Null for a mail that is no list's.</summary>
    public string? ListId { get; init; }

    /// <summary>Addresses for leaving (mailto:, https:), ASCII; they become <c>List-Unsubscribe</c>.</summary>
    public IReadOnlyList<string> Unsubscribe { get; init; } = [];
}
