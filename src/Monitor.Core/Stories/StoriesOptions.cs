using System.ComponentModel.DataAnnotations;

namespace Monitor.Stories;

/// <summary>The thresholds of copies and stories: one set for all languages and outlets.</summary>
public sealed class StoriesOptions
{
    /// <summary>A text with fewer own words is never called a copy.</summary>
    [Range(5, 500)]
    public int OwnWordsMin { get; init; } = 25;

    /// <summary>From this share of the shorter text on it is a copy.</summary>
    [Range(0.1, 1.0)]
    public double CopyScoreMin { get; init; } = 0.6;

    /// <summary>From this share of the shorter text on it is partial reuse.</summary>
    [Range(0.05, 1.0)]
    public double PartialScoreMin { get; init; } = 0.25;

    /// <summary>A sentence of which less comes again counts nothing.</summary>
    [Range(0.0, 1.0)]
    public double AlignedFloor { get; init; } = 0.35;

    /// <summary>A sentence of which so much comes again counts fully.</summary>
    [Range(0.0, 1.0)]
    public double AlignedCeiling { get; init; } = 0.6;

    /// <summary>From this likeness on two articles report the same event.</summary>
    [Range(0.0, 1.0)]
    public double StoryScoreMin { get; init; } = 0.5;

    /// <summary>How long after its newest article a story still takes new ones.</summary>
    [Range(typeof(TimeSpan), "1.00:00:00", "365.00:00:00")]
    public TimeSpan Window { get; init; } = TimeSpan.FromDays(30);
}
