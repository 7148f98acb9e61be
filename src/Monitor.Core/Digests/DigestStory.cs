namespace Monitor.Digests;

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
