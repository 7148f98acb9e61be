namespace Monitor.Delivery;

/// <summary>What becomes of a message after an attempt: its state, when to try again (null: never), and why.</summary>
public sealed record DeliveryStep(OutboxState State, DateTimeOffset? DueAt, int UnknownOutcomes, string? Reason)
{
    /// <summary>Put off for the message's own sake, not the way's: it makes its next wait longer.</summary>
    public bool IsPutOff { get; init; }
}
