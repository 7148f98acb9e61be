namespace Monitor.Worker.Settings;

/// <summary>A setting as this worker runs with it.</summary>
/// <param name="Value">In words where it is a secret.</param>
/// <param name="Origin">"default", "FILE:LINE", "environment, MONITOR_…" or "command line".</param>
public sealed record SettingInForce(string Section, string Name, string Value, string Origin)
{
    public const string Default = "default";
}
