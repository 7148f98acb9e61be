using System.CommandLine;

namespace Monitor.Worker.Cli.Subscriber;

/// <summary><c>monitor subscriber confirm</c>: the address is the subscriber's.</summary>
internal static class SubscriberConfirm
{
    public static Command Create() => SubscriberChange.Command(
        "confirm",
        "Say that the address is the subscriber's: from now on digests and alerts are sent to it.",
        subscriber =>
        {
            subscriber.ConfirmedAt ??= TimeProvider.System.GetUtcNow();
            (subscriber.Left, subscriber.LeftByWish) = (false, false);
            (subscriber.SuppressedAddress, subscriber.SuppressedAt, subscriber.SuppressedReason) = (null, null, null);
            return $"{subscriber.Name} is confirmed";
        });
}
