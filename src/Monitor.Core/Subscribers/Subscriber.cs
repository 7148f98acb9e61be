namespace Monitor.Subscribers;

/// <summary>Somebody who gets digests and alerts: one person, or a desk with a shared address.</summary>
public sealed class Subscriber
{
    public const int NameCharactersMax = 60;

    public int Id { get; private set; }

    /// <summary>Unique and lasting: "desk". Keys of messages are made with it, and logs show it instead of the address.</summary>
    public required string Name { get; init; }

    public required string Address { get; set; }

    public required SubscriberSettings Settings { get; set; }

    /// <summary>When the address was confirmed; nothing is sent before. Those of the config file are confirmed by who wrote it.</summary>
    public DateTimeOffset? ConfirmedAt { get; set; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Taken out of the config file, or unsubscribed: nothing is sent, what was told is remembered.</summary>
    public bool Left { get; set; }

    /// <summary>Left by their own wish: only 'subscriber confirm' takes them in again, not the config file.</summary>
    public bool LeftByWish { get; set; }

    /// <summary>Whether the config file names this subscriber; those added by command are left alone by it.</summary>
    public bool FromFile { get; set; }

    /// <summary>When to look at the next digest; null for one who gets none.</summary>
    public DateTimeOffset? NextDigestAt { get; set; }

    /// <summary>The sequence number of the last change that a digest told.</summary>
    public long ToldSequence { get; set; }
}

/// <summary>What a subscriber wants, as the config file says it. Immutable; a change replaces the whole.</summary>
public sealed record SubscriberSettings
{
    /// <summary>Shown in mails: "Security desk".</summary>
    public string DisplayName { get; init; } = "";

    /// <summary>An IANA time zone, such as Europe/Berlin.</summary>
    public string TimeZone { get; init; } = "UTC";

    public IReadOnlyList<DigestSlot> Digests { get; init; } = [];

    public Interests Interests { get; init; } = new();

    public IReadOnlyList<AlertRule> Alerts { get; init; } = [];

    public IReadOnlyList<WebhookAddress> Webhooks { get; init; } = [];

    /// <summary>Alert messages in any 60 minutes and channel; what comes on top is collected in one summary.</summary>
    public int AlertsPerHourMax { get; init; } = 10;

    /// <summary>Whether the digest also names feeds that fail, fall silent, are gone or refuse us: for who looks after the feeds.</summary>
    public bool FeedTroubles { get; init; }

    public TimeZoneInfo Zone() => TimeZoneInfo.FindSystemTimeZoneById(TimeZone);
}

/// <summary>A time of day, in the subscriber's zone, at which a digest is due.</summary>
/// <param name="Days">The days it is due on; empty for every day.</param>
public sealed record DigestSlot(TimeOnly At, IReadOnlyList<DayOfWeek> Days)
{
    public bool IsOn(DateOnly date) => Days.Count == 0 || Days.Contains(date.DayOfWeek);

    /// <summary>How keys of messages and rows name it: 07:00.</summary>
    public string Name => At.ToString("HH:mm", System.Globalization.CultureInfo.InvariantCulture);
}

/// <summary>What a digest is about. Each list that is empty does not limit; a story passes when one list names it.</summary>
public sealed record Interests
{
    public IReadOnlyList<string> Topics { get; init; } = [];

    public IReadOnlyList<string> Actors { get; init; } = [];

    public IReadOnlyList<string> Outlets { get; init; } = [];

    /// <summary>Languages the subscriber reads (BCP 47, "en"); unlike the other lists this one must hold for every article.</summary>
    public IReadOnlyList<string> Languages { get; init; } = [];

    public bool IsEverything => Topics.Count == 0 && Actors.Count == 0 && Outlets.Count == 0;
}

public enum WebhookShape
{
    /// <summary>Our own JSON, signed.</summary>
    Json,

    Slack,

    Teams,
}

/// <summary>A webhook of a subscriber. Exactly one of <paramref name="Url"/> and <paramref name="UrlSecret"/> is set.</summary>
/// <param name="UrlSecret">Name of the secret (Delivery:WebhookSecrets) that holds the address.</param>
/// <param name="SigningSecret">Name of the secret that signs.</param>
public sealed record WebhookAddress(string Name, string? Url, string? UrlSecret, WebhookShape Shape, string? SigningSecret);
