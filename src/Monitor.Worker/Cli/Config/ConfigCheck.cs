using System.CommandLine;
using Monitor.Subscribers;

namespace Monitor.Worker.Cli.Config;

/// <summary><c>monitor config check</c>: every fault of a folder, with its place.</summary>
internal static class ConfigCheck
{
    public static Command Create()
    {
        var folder = SharedOptions.Folder();
        var command = new Command(
            "check", "Check all files of a config folder; every fault with file, line and column, and advice on what has no effect.")
        {
            folder,
        };
        command.SetAction(parsed =>
        {
            var path = SharedOptions.ConfigFolder(parsed.GetValue(folder));
            ConfigFaults.Check(path);
            foreach (var advice in SubscriberAdvice.Of(SubscriberFile.Read(path, actors: null)))
            {
                Console.WriteLine($"advice: {advice}");
            }

            Console.WriteLine("no faults");
        });
        return command;
    }
}
