using System.CommandLine;
using Monitor.Pipeline;

namespace Monitor.Worker.Cli.Run;

/// <summary><c>monitor group --once</c>: find copies, stories and attribution events among the articles that were read.</summary>
internal static class GroupCommand
{
    public static Command Create() => OneRun.Command(
        "group", "Find copies, stories and attribution events among the articles that were read.",
        (services, stop) => services.GetRequiredService<GroupRun>().RunAsync(cancellationToken: stop));
}
