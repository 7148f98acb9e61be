using System.CommandLine;
using Monitor.Pipeline;

namespace Monitor.Worker.Cli.Run;

/// <summary><c>monitor deliver --once</c>: send what waits in the outbox.</summary>
internal static class DeliverCommand
{
    public static Command Create() => OneRun.Command(
        "deliver", "Send what waits in the outbox.", (services, stop) => services.GetRequiredService<DeliverRun>().RunAsync(cancellationToken: stop));
}
