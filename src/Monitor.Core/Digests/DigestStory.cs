namespace Monitor.Digests;

/// <summary>The small print of a story.</summary>
public sealed record DigestStory
{
    public required long Id { get; init; }

    /// <summary>The story's page for subscribers; null without a public address.</summary>
    public string? Url { get; init; }

    public required int IndependentReports { get; init; }

    public required int Copies { get; init; }

    /// <summary>Articles that came since the last digest.</summary>
    public required int NewArticles { get; init; }

    public required DateTimeOffset FirstAt { get; init; }

    /// <summary>Whether it was there before the last digest.</summary>
    public required bool IsUpdate { get; init; }

    /// <summary>Who reports it, each once, those with own reports first; without the report that leads.</summary>
    public required IReadOnlyList<DigestOutlet> Outlets { get; init; }

    /// <summary>The forms that say that a topic is wrong, or that the new report belongs into another story; null without a public address.</summary>
    public string? NotRelevantUrl { get; init; }

    public string? NotSameStoryUrl { get; init; }
}
