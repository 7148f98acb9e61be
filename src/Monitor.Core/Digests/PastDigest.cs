using Monitor.Digests.Changes;

namespace Monitor.Digests;

/// <summary>A digest of before, and what became of its messages: by one way or several.</summary>
/// <param name="Span">The changes that it was the first to tell.</param>
/// <param name="ToldAgainBy">The key of the digest that tells it again; null for one that nobody took over.</param>
public sealed record PastDigest(long Id, DateOnly LocalDate, string Slot, string Key, ChangeSpan Span, string? ToldAgainBy, IReadOnlyList<PastMessage> Messages)
{
    /// <summary>
    /// No way took it, and none will be tried again once its messages are withdrawn. What is being sent, or of unknown outcome and still tried,
    /// may have arrived; by one way is enough. Of one without messages, those of long ago, nothing is known.
    /// </summary>
    public bool WentNowhere => Messages.Count > 0 && Messages.All(message => message.CanBeWithdrawn);
}
