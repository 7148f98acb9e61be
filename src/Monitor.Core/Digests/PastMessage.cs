using Monitor.Delivery;

namespace Monitor.Digests;

/// <summary>One of the messages that a digest became.</summary>
/// <param name="UnknownOutcomes">How often nobody knew what came of an attempt.</param>
public sealed record PastMessage(string Key, OutboxState State, int UnknownOutcomes)
{
    /// <summary>As <see cref="OutboxQueries.WithdrawAsync"/> sees it.</summary>
    public bool CanBeWithdrawn => State is OutboxState.Parked
        || (State is OutboxState.Pending or OutboxState.Deferred or OutboxState.Rejected && UnknownOutcomes == 0);
}
