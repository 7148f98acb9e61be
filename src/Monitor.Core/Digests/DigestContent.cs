using Monitor.Alerts;
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

/// <summary>A story as a digest shows it.</summary>
public sealed record DigestStory
{
    public required long Id { get; init; }

    public required string Title { get; init; }

    /// <summary>The article that stands for it.</summary>
    public required string? Url { get; init; }

    /// <summary>How it begins.</summary>
    public required string Lead { get; init; }

    public required int IndependentReports { get; init; }

    public required int Copies { get; init; }

    public required IReadOnlyList<string> Topics { get; init; }

    /// <summary>Who reports it, each once, those with own reports first.</summary>
    public required IReadOnlyList<DigestOutlet> Outlets { get; init; }

    public required DateTimeOffset FirstAt { get; init; }

    /// <summary>Whether an earlier digest told of it.</summary>
    public required bool IsUpdate { get; init; }

    /// <summary>Articles that came since.</summary>
    public required int NewArticles { get; init; }

    /// <summary>The story's page; null without a public address.</summary>
    public string? StoryUrl { get; init; }
}

/// <param name="HasOwnReport">False for an outlet that only copies.</param>
public sealed record DigestOutlet(string Name, string? Url, bool HasOwnReport);

/// <summary>Feeds that need a look, the newest change first.</summary>
/// <param name="More">How many there are besides.</param>
public sealed record DigestFeeds(IReadOnlyList<DigestFeed> Shown, int More)
{
    public static readonly DigestFeeds None = new([], 0);

    public int Count => Shown.Count + More;
}

/// <param name="Reason">What is wrong, in words.</param>
/// <param name="NextPollAt">Null for a feed that is not polled any more.</param>
/// <param name="Url">The feed's page; null without a public address.</param>
public sealed record DigestFeed(string Outlet, string Title, FeedState State, string Reason, DateTimeOffset ChangedAt, DateTimeOffset? NextPollAt, string? Url);
