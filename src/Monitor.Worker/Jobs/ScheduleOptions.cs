using System.ComponentModel.DataAnnotations;
using Monitor.Config;
using Monitor.Worker.Jobs;

[assembly: SettingsSection(typeof(ScheduleOptions))]

namespace Monitor.Worker.Jobs;

/// <summary>How often each run looks for work. A run that found some wakes the next one at once, so these only bound the idle time.</summary>
public sealed class ScheduleOptions
{
    public const string Section = "Schedule";

    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan CollectEvery { get; set; } = TimeSpan.FromSeconds(5);

    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan ReadEvery { get; set; } = TimeSpan.FromSeconds(10);

    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan GroupEvery { get; set; } = TimeSpan.FromSeconds(15);

    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan NotifyEvery { get; set; } = TimeSpan.FromSeconds(15);

    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan DeliverEvery { get; set; } = TimeSpan.FromSeconds(15);

    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan TagAgainEvery { get; set; } = TimeSpan.FromSeconds(15);
}
