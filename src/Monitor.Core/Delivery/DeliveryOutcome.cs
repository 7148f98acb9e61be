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
    public sealed record Deferred(string Reason, TimeSpan? RetryAfter = null) : DeliveryOutcome
    {
        /// <summary>The server relays nothing to the recipient's domain: whether to none at all, one mail cannot tell.</summary>
        public bool IsNotRelayed { get; init; }
    }

    /// <summary>Refused for good: another try would be refused too.</summary>
    /// <param name="NoSuchUser">Nobody has the address: writing to it again does harm.</param>
    public sealed record Rejected(string Reason, bool NoSuchUser = false) : DeliveryOutcome;

    /// <summary>The connection broke, or the worker died, before the answer came: it may have been taken or not (RFC 1047).</summary>
    public sealed record Unknown(string Reason) : DeliveryOutcome;

    /// <summary>Surely not taken, and not for the message's sake: the way out does not work, so that nothing can leave by it.</summary>
    /// <param name="NeedsOperator">It will not mend itself: a password, a certificate, a sender that is not allowed.</param>
    public sealed record Halted(string Reason, bool NeedsOperator) : DeliveryOutcome;
}
