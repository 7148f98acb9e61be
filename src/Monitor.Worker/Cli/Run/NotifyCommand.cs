using System.CommandLine;
using Monitor.Pipeline;

namespace Monitor.Worker.Cli.Run;

/// <summary><c>monitor notify --once</c>: compose the alerts and digests that are due.</summary>
internal static class NotifyCommand
{
    public static Command Create() => OneRun.Command(
        "notify", "Compose the alerts and digests that are due.", (services, stop) => services.GetRequiredService<NotifyRun>().RunAsync(stop));
}
