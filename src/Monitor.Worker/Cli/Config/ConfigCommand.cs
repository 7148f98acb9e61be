using System.CommandLine;

namespace Monitor.Worker.Cli.Config;

/// <summary><c>monitor config</c>: the files that say what is monitored, against what the database holds.</summary>
internal static class ConfigCommand
{
    public static Command Create() => new("config", "Check, compare, apply and export the config folder.")
    {
        ConfigCheck.Create(),
        ConfigDiff.Create(),
        ConfigApply.Create(),
        ConfigExport.Create(),
    };
}
