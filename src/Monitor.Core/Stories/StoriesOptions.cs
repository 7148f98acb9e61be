using System.ComponentModel.DataAnnotations;
using Monitor.Config;
using Monitor.Stories;

[assembly: SettingsSection(typeof(StoriesOptions))]

namespace Monitor.Stories;

/// <summary>The thresholds of copies and stories: one set for all languages and outlets.</summary>
public sealed class StoriesOptions
{
    public const string Section = "Stories";

    /// <summary>A text with fewer own words is compared by its headline: it is the same, or nobody can tell.</summary>
    [Range(4, 500)]
    public int OwnWordsMin { get; init; } = 8;

    /// <summary>Partial reuse takes over at least so many words outside quotations nearly as they are.</summary>
    [Range(5, 500)]
    public int PassageWordsMin { get; init; } = 25;

    /// <summary>A later and longer text of which so much has no partner in the earlier one is a report of its own.</summary>
    [Range(0.05, 1.0)]
    public double OwnReportingMin { get; init; } = 0.3;

    /// <summary>From this share of the shorter text on it is a copy.</summary>
    [Range(0.1, 1.0)]
    public double CopyScoreMin { get; init; } = 0.79;

    /// <summary>From this share of the shorter text on it is partial reuse.</summary>
    [Range(0.05, 1.0)]
    public double PartialScoreMin { get; init; } = 0.25;

    /// <summary>A sentence of which less comes again counts nothing.</summary>
    [Range(0.0, 1.0)]
    public double AlignedFloor { get; init; } = 0.5;

    /// <summary>A sentence of which so much comes again counts fully.</summary>
    [Range(0.0, 1.0)]
    public double AlignedCeiling { get; init; } = 0.8;

    /// <summary>What a sentence gains in likeness for each neighbour that was found beside its own partner.</summary>
    [Range(0.0, 0.3)]
    public double NeighbourBonus { get; init; } = 0.05;

    /// <summary>An article joins a story from this evidence on: a log-odds, 0 is even.</summary>
    [Range(-5.0, 5.0)]
    public double JoinEvidenceMin { get; init; }

    /// <summary>Articles further apart are never compared. Distance counts against two articles well before that.</summary>
    [Range(typeof(TimeSpan), "1.00:00:00", "365.00:00:00")]
    public TimeSpan Window { get; init; } = TimeSpan.FromDays(365);

    /// <summary>The most articles in memory, some 3 KB each; beyond that the earliest go first.</summary>
    [Range(20_000, 2_000_000)]
    public int ArticlesMax { get; init; } = 200_000;

    /// <summary>
    /// How many own texts are kept in memory for aligning; others are loaded again when a candidate needs them. No fewer than two batches of Group look at,
    /// each with at most five candidates: what is not committed yet cannot be loaded.
    /// </summary>
    [Range(2400, 1_000_000)]
    public int TextsInMemory { get; init; } = 5000;

    /// <summary>How many repeated runs of words the boilerplate memory holds, 16 bytes each.</summary>
    [Range(1 << 12, 1 << 26)]
    public int BoilerplateRunsMax { get; init; } = 1 << 20;
}
