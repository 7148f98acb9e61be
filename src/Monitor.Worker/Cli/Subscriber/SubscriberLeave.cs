using System.CommandLine;

namespace Monitor.Worker.Cli.Subscriber;

/// <summary><c>monitor subscriber leave</c>: send nothing to a subscriber any more.</summary>
internal static class SubscriberLeave
{
    public static Command Create() => SubscriberChange.Command(
        "leave",
        "Send nothing to the subscriber any more.",
        subscriber =>
        {
            subscriber.Leave(TimeProvider.System.GetUtcNow());
            return $"{subscriber.Name} has left";
        });
}
