using System.ComponentModel.DataAnnotations;
using Monitor.Config;
using Monitor.Feeds.Polling;
using Monitor.Feeds.Readers;

[assembly: SettingsSection(typeof(CollectOptions))]

namespace Monitor.Feeds.Polling;

/// <summary>How feeds are collected.</summary>
public sealed class CollectOptions
{
    public const string Section = "Collect";

    /// <summary>How many feeds one worker fetches at the same time, each from another host.</summary>
    [Range(1, 256)]
    public int FetchesAtOnce { get; init; } = 32;

    /// <summary>Who reads the documents.</summary>
    public FeedReaderKind Reader { get; init; }
}
