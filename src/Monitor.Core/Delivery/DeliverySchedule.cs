namespace Monitor.Delivery;

/// <summary>Decides when a message is tried again and when it is given up. Pure.</summary>
public static class DeliverySchedule
{
    /// <summary>After an unknown outcome a message goes out again this often, under the same id; then it is parked.</summary>
    public const int UnknownResendsMax = 3;

    /// <summary>A message that is refused for now is tried for this long (RFC 5321, 4.5.4.1: four to five days).</summary>
    public static readonly TimeSpan DeferredFor = TimeSpan.FromDays(5);

    /// <summary>So long past the next try of a halted way.</summary>
    private static readonly TimeSpan BehindOthers = HaltedWay.Wait(1, needsOperator: true) + TimeSpan.FromMinutes(1);

    private static readonly TimeSpan FirstWait = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan LongestWait = TimeSpan.FromHours(4);

    /// <param name="deferrals">How often it was put off before this attempt.</param>
    /// <param name="unknownOutcomes">Unknown outcomes before this attempt.</param>
    public static DeliveryStep After(
        DeliveryOutcome outcome, int deferrals, int unknownOutcomes, DateTimeOffset createdAt, DateTimeOffset now)
    {
        switch (outcome)
        {
            case DeliveryOutcome.Accepted:
                return new DeliveryStep(OutboxState.Sent, null, unknownOutcomes, null);
            case DeliveryOutcome.Rejected rejected:
                return new DeliveryStep(OutboxState.Rejected, null, unknownOutcomes, rejected.Reason);
            case DeliveryOutcome.Unknown unknown when unknownOutcomes >= UnknownResendsMax:
                return new DeliveryStep(
                    OutboxState.Parked,
                    null,
                    unknownOutcomes + 1,
                    $"nobody knows whether it arrived, {unknownOutcomes + 1} times in a row of sending: {unknown.Reason}");
            case DeliveryOutcome.Unknown unknown:
                return new DeliveryStep(OutboxState.Unknown, now + Wait(unknownOutcomes + 1), unknownOutcomes + 1, unknown.Reason);
            // Another tries next: where it is this one that the server takes us to task for, the others must not wait behind it.
            case DeliveryOutcome.Halted { NeedsOperator: true } halted when now - createdAt <= DeferredFor:
                return new DeliveryStep(OutboxState.Deferred, now + BehindOthers, unknownOutcomes, halted.Reason);
            // It is due at once; the way out keeps all its messages back until it works again.
            case DeliveryOutcome.Halted halted when now - createdAt <= DeferredFor:
                return new DeliveryStep(OutboxState.Deferred, now, unknownOutcomes, halted.Reason);
            case DeliveryOutcome.Halted halted:
                return new DeliveryStep(
                    OutboxState.Parked, null, unknownOutcomes, $"could not leave for {DeferredFor.TotalDays:0} days: {halted.Reason}");
            case DeliveryOutcome.Deferred deferred when now - createdAt > DeferredFor:
                return new DeliveryStep(
                    OutboxState.Parked, null, unknownOutcomes, $"refused for {DeferredFor.TotalDays:0} days: {deferred.Reason}");
            case DeliveryOutcome.Deferred deferred:
                var wait = Wait(deferrals + 1);
                return new DeliveryStep(
                    OutboxState.Deferred,
                    now + (deferred.RetryAfter > wait ? Capped(deferred.RetryAfter.Value) : wait),
                    unknownOutcomes,
                    deferred.Reason)
                { IsPutOff = true };
            default:
                throw new ArgumentOutOfRangeException(nameof(outcome), outcome, "not an outcome");
        }
    }

    private static TimeSpan Wait(int attempt)
    {
        var wait = FirstWait * Math.Pow(2, Math.Clamp(attempt - 1, 0, 12));
        return wait < LongestWait ? wait : LongestWait;
    }

    // A server that asks for a year gets a day: the message has five.
    private static TimeSpan Capped(TimeSpan asked) => asked < TimeSpan.FromDays(1) ? asked : TimeSpan.FromDays(1);
}
