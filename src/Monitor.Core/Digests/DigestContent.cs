using Monitor.AttributionEvents.Summaries;
using Monitor.Feeds;

namespace Monitor.Digests;

/// <summary>What a digest tells: every change since the last one that concerns the subscriber.</summary>
public sealed record DigestContent
{
    /// <summary>The subscriber's lasting name.</summary>
    public required string Subscriber { get; init; }

    public required DateOnly LocalDate { get; init; }

    /// <summary>The slot's name: 07:00.</summary>
    public required string Slot { get; init; }

    /// <summary>When the subscriber's digests are due, in words; empty for one who has none and asked for this one.</summary>
    public string Schedule { get; init; } = "";

    public required TimeZoneInfo Zone { get; init; }

    public required DateTimeOffset Now { get; init; }

    /// <summary>Attribution events with something new, the weightiest first.</summary>
    public required IReadOnlyList<DigestAttribution> Attributions { get; init; }

    /// <summary>Stories with something new, the weightiest first.</summary>
    public required IReadOnlyList<DigestStory> Stories { get; init; }

    /// <summary>Feeds in trouble since the last digest; none for a reader who did not ask for them.</summary>
    public DigestFeeds Feeds { get; init; } = DigestFeeds.None;

    /// <summary>Articles and outlets that the changes come from.</summary>
    public required int Articles { get; init; }

    public required int Outlets { get; init; }

    /// <summary>What the digest is limited to, in words; empty for everything.</summary>
    public string Interests { get; init; } = "";

    /// <summary>Addresses for leaving; they become List-Unsubscribe.</summary>
    public IReadOnlyList<string> Unsubscribe { get; init; } = [];

    public bool HasNews => Attributions.Count > 0 || Stories.Count > 0;

    public bool IsEmpty => !HasNews && Feeds.Count == 0;

    public string Key => $"digest/{Subscriber}/{LocalDate:yyyy-MM-dd}/{Slot}";
}

/// <param name="Url">The event's page; null without a public address.</param>
public sealed record DigestAttribution(EventSummary Summary, string? Url);

/// <param name="HasOwnReport">False for an outlet that only copies.</param>
public sealed record DigestOutlet(string Name, string? Url, bool HasOwnReport);

/// <param name="Reason">What is wrong, in words.</param>
/// <param name="NextPollAt">Null for a feed that is not polled any more.</param>
/// <param name="Url">The feed's page; null without a public address.</param>
public sealed record DigestFeed(string Outlet, string Title, FeedState State, string Reason, DateTimeOffset ChangedAt, DateTimeOffset? NextPollAt, string? Url);
