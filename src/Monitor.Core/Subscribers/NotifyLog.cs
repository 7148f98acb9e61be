using Microsoft.Extensions.Logging;

namespace Monitor.Subscribers;

/// <summary>Everything that Notify logs. Event ids 4000 to 4099.</summary>
internal static partial class NotifyLog
{
    [LoggerMessage(4001, LogLevel.Warning, "What is due for {Subscriber} could not be composed; tried again at the next tick")]
    public static partial void SubscriberSkipped(this ILogger logger, Exception exception, string subscriber);
}
