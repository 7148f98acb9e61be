using System.ComponentModel.DataAnnotations;

namespace Monitor.Feeds.Polling;

/// <summary>How feeds are collected.</summary>
public sealed class CollectOptions
{
    public const string Section = "Collect";

    /// <summary>How many feeds one worker fetches at the same time, each from another host.</summary>
    [Range(1, 256)]
    public int FetchesAtOnce { get; init; } = 32;
}
