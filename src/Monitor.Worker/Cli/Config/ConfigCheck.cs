using System.CommandLine;

namespace Monitor.Worker.Cli.Config;

/// <summary><c>monitor config check</c>: every fault of a folder, with its place.</summary>
internal static class ConfigCheck
{
    public static Command Create()
    {
        var folder = SharedOptions.Folder();
        var command = new Command("check", "Check all files of a config folder; every fault with file, line and column.") { folder };
        command.SetAction(parsed =>
        {
            ConfigFaults.Check(SharedOptions.ConfigFolder(parsed.GetValue(folder)));
            Console.WriteLine("no faults");
        });
        return command;
    }
}
