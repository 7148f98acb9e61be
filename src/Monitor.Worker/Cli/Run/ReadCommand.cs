using System.CommandLine;
using Monitor.Pipeline;

namespace Monitor.Worker.Cli.Run;

/// <summary><c>monitor read --once</c>: fetch, extract and tag the articles that were collected.</summary>
internal static class ReadCommand
{
    public static Command Create() => OneRun.Command(
        "read", "Fetch, extract and tag the articles that were collected.",
        (services, stop) => services.GetRequiredService<ReadRun>().RunAsync(cancellationToken: stop));
}
