using Monitor.Config;
using Monitor.Worker.Hosting;

[assembly: SettingsSection(typeof(LogOptions))]

namespace Monitor.Worker.Hosting;

/// <summary>How the log is written, which goes to standard error. Levels stand in the section "Logging", as in every .NET program.</summary>
public sealed class LogOptions
{
    public const string Section = "Log";

    public LogFormat Format { get; set; } = LogFormat.Text;
}
