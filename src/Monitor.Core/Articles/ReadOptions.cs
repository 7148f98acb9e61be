using System.ComponentModel.DataAnnotations;
using Monitor.Articles;
using Monitor.Config;

[assembly: SettingsSection(typeof(ReadOptions))]

namespace Monitor.Articles;

/// <summary>How articles are read.</summary>
public sealed class ReadOptions
{
    public const string Section = "Read";

    /// <summary>Articles that one worker reads at the same time.</summary>
    [Range(1, 64)]
    public int ArticlesAtOnce { get; set; } = 8;

    /// <summary>How often reading an article may fail before it is read from title and feed text.</summary>
    [Range(1, 20)]
    public int AttemptsMax { get; set; } = 3;

    /// <summary>The wait after the first failure; it grows fourfold with each further one.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "06:00:00")]
    public TimeSpan RetryAfter { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>When the failed attempt with this number (from 1) may be repeated.</summary>
    public DateTimeOffset RetryAt(DateTimeOffset now, int failures) => now + RetryAfter * Math.Pow(4, Math.Clamp(failures - 1, 0, 6));
}
