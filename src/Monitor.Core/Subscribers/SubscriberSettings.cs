using Monitor.Delivery.Channels;
using Monitor.Delivery.Mail;

namespace Monitor.Subscribers;

/// <summary>What a subscriber wants, as the config file says it. Immutable; a change replaces the whole.</summary>
public sealed record SubscriberSettings
{
    /// <summary>Shown in mails: "Security desk".</summary>
    public string DisplayName { get; init; } = "";

    /// <summary>An IANA time zone, such as Europe/Berlin.</summary>
    public string TimeZone { get; init; } = "UTC";

    public IReadOnlyList<DigestSlot> Digests { get; init; } = [];

    /// <summary>Where digests go: "mail" and names of <see cref="Channels"/>; none for mail alone.</summary>
    public IReadOnlyList<string> DigestChannels { get; init; } = [];

    public Interests Interests { get; init; } = new();

    /// <summary>A story with fewer independent reports is left out of the digest; attributions never are.</summary>
    public int AtLeast { get; init; } = 1;

    /// <summary>How many entries a digest shows; what is left over stands in one line.</summary>
    public DigestLength Length { get; init; } = DigestLength.Normal;

    /// <summary>The language of the mails, one of <see cref="MailWords.Languages"/>.</summary>
    public string Language { get; init; } = MailWords.English;

    /// <summary>Whether a digest is sent too when there is nothing to tell.</summary>
    public bool SendWhenEmpty { get; init; }

    public IReadOnlyList<AlertRule> Alerts { get; init; } = [];

    /// <summary>Where alerts may go beside the mail address.</summary>
    public IReadOnlyList<ChannelAddress> Channels { get; init; } = [];

    /// <summary>Alert messages in any 60 minutes and channel; what comes on top is collected in one summary.</summary>
    public int AlertsPerHourMax { get; init; } = 10;

    /// <summary>Whether the digest also names feeds that fail, fall silent, are gone or refuse us: for who looks after the feeds.</summary>
    public bool FeedTroubles { get; init; }

    public TimeZoneInfo Zone() => TimeZoneInfo.FindSystemTimeZoneById(TimeZone);
}
