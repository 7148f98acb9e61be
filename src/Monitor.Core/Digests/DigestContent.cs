using System.Text.Json.Serialization;
using Monitor.Delivery.Mail;

namespace Monitor.Digests;

/// <summary>What a digest tells: every change since the last one that concerns the subscriber. Kept with the digest, so that it can be shown again.</summary>
public sealed record DigestContent
{
    /// <summary>The subscriber's lasting name.</summary>
    public required string Subscriber { get; init; }

    /// <summary>The subscriber's name for people.</summary>
    public string Reader { get; init; } = "";

    public required DateOnly LocalDate { get; init; }

    /// <summary>The slot's name: 07:00.</summary>
    public required string Slot { get; init; }

    /// <summary>When the subscriber's digests are due, in words; empty for one who has none and asked for this one.</summary>
    public string Schedule { get; init; } = "";

    /// <summary>An IANA time zone.</summary>
    public required string TimeZone { get; init; }

    /// <summary>Of the mail: "en".</summary>
    public string Language { get; init; } = MailWords.English;

    public required DateTimeOffset Now { get; init; }

    /// <summary>Everything new, the most important first.</summary>
    public required IReadOnlyList<DigestEntry> Entries { get; init; }

    /// <summary>How many of them the mail shows at most.</summary>
    public int EntriesMax { get; init; } = int.MaxValue;

    /// <summary>Entries that lie below the reader's floor.</summary>
    public int LeftOut { get; init; }

    /// <summary>Digests that could not be delivered: what they held is told here too.</summary>
    public IReadOnlyList<DigestSlotName> Again { get; init; } = [];

    /// <summary>Feeds in trouble since the last digest; none for a reader who did not ask for them.</summary>
    public DigestFeeds Feeds { get; init; } = DigestFeeds.None;

    /// <summary>New articles and their outlets that the entries come from.</summary>
    public required int Articles { get; init; }

    public required int Outlets { get; init; }

    /// <summary>What the digest is limited to, in words; empty for everything.</summary>
    public string Interests { get; init; } = "";

    /// <summary>The page of this digest with all of it; null without a public address.</summary>
    public string? PageUrl { get; init; }

    /// <summary>The page on which the reader changes what is sent; null without a public address.</summary>
    public string? PreferencesUrl { get; init; }

    /// <summary>Addresses for leaving; they become List-Unsubscribe.</summary>
    public IReadOnlyList<string> Unsubscribe { get; init; } = [];

    [JsonIgnore]
    public TimeZoneInfo Zone => TimeZoneInfo.FindSystemTimeZoneById(TimeZone);

    [JsonIgnore]
    public MailWords Words => MailWords.Of(Language);

    [JsonIgnore]
    public bool HasNews => Entries.Count > 0;

    [JsonIgnore]
    public bool IsEmpty => !HasNews && Feeds.Count == 0;

    [JsonIgnore]
    public string Key => $"digest/{Subscriber}/{LocalDate:yyyy-MM-dd}/{Slot}";
}

/// <param name="Slot">07:00.</param>
public sealed record DigestSlotName(DateOnly LocalDate, string Slot);

/// <param name="HasOwnReport">False for an outlet that only copies.</param>
public sealed record DigestOutlet(string Name, string? Url, bool HasOwnReport);
