using System.CommandLine;

namespace Monitor.Worker.Cli.Subscriber;

/// <summary><c>monitor subscriber</c>: who gets digests and alerts.</summary>
internal static class SubscriberCommand
{
    public static Command Create() => new("subscriber", "Who gets digests and alerts.")
    {
        SubscriberAdd.Create(),
        SubscriberSet.Create(),
        SubscriberList.Create(),
        SubscriberHistory.Create(),
        SubscriberConfirm.Create(),
        SubscriberPause.Create(),
        SubscriberMute.Create(),
        SubscriberLeave.Create(),
        SubscriberRemove.Create(),
    };
}
