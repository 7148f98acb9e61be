using Microsoft.Extensions.Logging;

namespace Monitor.Delivery;

/// <summary>Everything this slice logs. Event ids 5000 to 5099. Never an address, a subject or a body.</summary>
internal static partial class DeliveryLog
{
    [LoggerMessage(5001, LogLevel.Debug, "Message {MessageId} for {Recipient}: {State} at attempt {AttemptNumber}")]
    public static partial void MessageEnded(this ILogger logger, long messageId, string recipient, OutboxState state, int attemptNumber);

    [LoggerMessage(5002, LogLevel.Warning, "Message {MessageId} for {Recipient} {State} at attempt {AttemptNumber}, next try {DueAt:u}: {Reason}")]
    public static partial void MessageNotSent(
        this ILogger logger, long messageId, string recipient, OutboxState state, int attemptNumber, DateTimeOffset? dueAt, string? reason);

    [LoggerMessage(5003, LogLevel.Error, "Message {MessageId} for {Recipient} {State} and given up: {Reason}")]
    public static partial void MessageParked(this ILogger logger, long messageId, string recipient, OutboxState state, string? reason);

    [LoggerMessage(5004, LogLevel.Warning, "Message {MessageId} was taken over by another worker before attempt {AttemptNumber} ended")]
    public static partial void AttemptTooLate(this ILogger logger, long messageId, int attemptNumber);

    [LoggerMessage(5005, LogLevel.Warning, "Message {MessageId} could not be tried")]
    public static partial void AttemptFailed(this ILogger logger, Exception exception, long messageId);

    [LoggerMessage(5006, LogLevel.Error, "Nothing leaves by {ChannelKind}, all of it waits: {Reason}")]
    public static partial void WayHalted(this ILogger logger, string channelKind, string reason);

    [LoggerMessage(5007, LogLevel.Warning, "{ChannelKind} leaves again after {Duration}; messages that waited: {Waiting}")]
    public static partial void WayReopened(this ILogger logger, string channelKind, string duration, int waiting);

    [LoggerMessage(5009, LogLevel.Warning, "Nothing more is mailed to {Subscriber}: {Reason}")]
    public static partial void Suppressed(this ILogger logger, string subscriber, string reason);
}
