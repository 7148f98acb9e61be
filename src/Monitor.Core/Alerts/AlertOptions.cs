using System.ComponentModel.DataAnnotations;
using Monitor.Alerts;
using Monitor.Config;

[assembly: SettingsSection(typeof(AlertOptions))]

namespace Monitor.Alerts;

/// <summary>How alerts are timed, for all subscribers.</summary>
public sealed class AlertOptions
{
    public const string Section = "Alerts";

    /// <summary>How long the first news of an event waits for others to be told with it.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "01:00:00")]
    public TimeSpan Wait { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How long after an alert the next one on the same event goes out at the earliest.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "1.00:00:00")]
    public TimeSpan Interval { get; set; } = TimeSpan.FromMinutes(5);
}
