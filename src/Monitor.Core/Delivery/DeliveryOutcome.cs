namespace Monitor.Delivery;

/// <summary>What came of one attempt to send.</summary>
public abstract record DeliveryOutcome
{
    private DeliveryOutcome()
    {
    }

    /// <summary>The other side has taken it over.</summary>
    public sealed record Accepted : DeliveryOutcome;

    /// <summary>Surely not taken, and worth another try; <paramref name="RetryAfter"/> when the other side said how long to wait.</summary>
    public sealed record Deferred(string Reason, TimeSpan? RetryAfter = null) : DeliveryOutcome;

    /// <summary>Refused for good: another try would be refused too.</summary>
    public sealed record Rejected(string Reason) : DeliveryOutcome;

    /// <summary>The connection broke, or the worker died, before the answer came: it may have been taken or not (RFC 1047).</summary>
    public sealed record Unknown(string Reason) : DeliveryOutcome;
}
