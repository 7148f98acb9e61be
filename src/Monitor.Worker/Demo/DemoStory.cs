namespace Monitor.Worker.Demo;

/// <summary>
/// The launch story: 18 to 21 July 2021 as fifteen fictional outlets might have told it. The events are public facts; outlets, experts and
/// words are made up.
/// </summary>
public static class DemoStory
{
    /// <summary>Before the first article.</summary>
    public static readonly DateTimeOffset StartAt = new(2021, 7, 18, 6, 0, 0, TimeSpan.Zero);

    /// <summary>After the last digest.</summary>
    public static readonly DateTimeOffset EndAt = new(2021, 7, 22, 12, 0, 0, TimeSpan.Zero);

    /// <summary>One of each kind of trouble that feeds give.</summary>
    public static IReadOnlyDictionary<string, ReplayManner> Manners { get; } = new Dictionary<string, ReplayManner>
    {
        ["Midland Courier"] = ReplayManner.Moved,
        ["Stadium Today"] = ReplayManner.Busy,
        ["Coastal Bulletin"] = ReplayManner.Broken,
    };

    /// <summary>Two desks on two sides of the world.</summary>
    public static string SubscribersFile => Path.Combine(AppContext.BaseDirectory, "Demo", "subscribers.yaml");

    private static string File => Path.Combine(AppContext.BaseDirectory, "Demo", "articles.jsonl");

    public static IReadOnlyList<ReplayArticle> Articles() => ReplayArticle.Read([File]);
}
