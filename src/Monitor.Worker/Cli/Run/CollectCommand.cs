using System.CommandLine;
using Monitor.Pipeline;

namespace Monitor.Worker.Cli.Run;

/// <summary><c>monitor collect --once</c>: poll the feeds that are due and keep their new entries.</summary>
internal static class CollectCommand
{
    public static Command Create() => OneRun.Command(
        "collect", "Poll the feeds that are due and keep their new entries.", (services, stop) => services.GetRequiredService<CollectRun>().RunAsync(stop));
}
