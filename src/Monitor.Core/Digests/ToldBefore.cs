namespace Monitor.Digests;

/// <summary>What this reader knows beside the sequence number of the last digest.</summary>
/// <param name="Alerts">When alerts told facts, by the facts' keys.</param>
/// <param name="Articles">Articles that the last digests showed: one that was moved to another story is not new by that.</param>
public sealed record ToldBefore(IReadOnlyDictionary<string, DateTimeOffset> Alerts, IReadOnlySet<long> Articles)
{
    public static readonly ToldBefore Nothing = new(new Dictionary<string, DateTimeOffset>(), new HashSet<long>());
}
