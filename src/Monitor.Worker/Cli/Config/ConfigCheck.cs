using System.CommandLine;
using Monitor.Subscribers;
using Monitor.Worker.Json;

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
            folder, SharedOptions.Json(),
        };
        command.SetAction(parsed =>
        {
            var path = SharedOptions.ConfigFolder(parsed.GetValue(folder));
            var faults = ConfigFaults.Of(path).Distinct().ToList();
            var advice = faults.Count > 0 ? [] : SubscriberAdvice.Of(SubscriberFile.Read(path, actors: null)).ToList();
            if (Results.AreJson(parsed))
            {
                using var lines = new JsonLines();
                lines.Write(new { Folder = path, Faults = faults, Advice = advice });
                return faults.Count == 0 ? 0 : CommandFailure.Failed;
            }

            advice.ForEach(line => Console.WriteLine($"advice: {line}"));
            faults.ForEach(Console.Error.WriteLine);
            if (faults.Count > 0)
            {
                return CommandFailure.Failed;
            }

            Console.WriteLine("no faults");
            return 0;
        });
        return command;
    }
}
