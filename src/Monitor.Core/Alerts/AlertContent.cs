using Monitor.Delivery.Mail;

namespace Monitor.Alerts;

/// <summary>What an alert says to whom: everything that the composed message is made of.</summary>
public sealed record AlertContent
{
    /// <summary>The key of the message.</summary>
    public required string Key { get; init; }

    /// <summary>The subscriber's lasting name.</summary>
    public required string Subscriber { get; init; }

    public required TimeZoneInfo Zone { get; init; }

    /// <summary>In which words it is said.</summary>
    public MailWords Words { get; init; } = MailWords.InEnglish;

    public required DateTimeOffset Now { get; init; }

    /// <summary>One event; several in a summary.</summary>
    public required IReadOnlyList<AlertedEvent> Events { get; init; }

    /// <summary>How many alerts an hour the subscriber allows, said in a summary.</summary>
    public int AlertsPerHourMax { get; init; }

    /// <summary>The page that ends alerts by mail; null without a public address.</summary>
    public string? LeaveUrl { get; init; }

    /// <summary>Addresses for leaving alerts; they become List-Unsubscribe.</summary>
    public IReadOnlyList<string> Unsubscribe { get; init; } = [];

    /// <summary>Whom these alerts are for, as List-Id; null for none.</summary>
    public string? ListId { get; init; }

    /// <summary>The page on which the subscriber says what is sent; null without a public address.</summary>
    public string? PreferencesUrl { get; init; }
}
