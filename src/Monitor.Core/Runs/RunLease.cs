using Monitor.Storage;

namespace Monitor.Runs;

/// <summary>
/// This worker's claim to work that one worker at a time may do. A worker that is silent for <see cref="LeaseTimes.Duration"/> has lost it.
/// </summary>
internal sealed class RunLease(MonitorDbContextFactory contexts, string name)
{
    private readonly string _holder = $"{Environment.MachineName}/{Environment.ProcessId}/{Guid.NewGuid():N}";

    /// <summary>Takes or renews it; null while another worker holds it.</summary>
    public Task<HeldLease?> TakeAsync(MonitorDbContext db, CancellationToken cancellationToken) =>
        db.TakeLeaseAsync(name, _holder, LeaseTimes.Duration, cancellationToken);

    /// <summary>For work that takes longer than a lease lasts: false when another worker has taken over meanwhile.</summary>
    public async Task<bool> RenewAsync(HeldLease held, CancellationToken cancellationToken)
    {
        await using var db = contexts.CreateDbContext();
        return await db.HoldsAsync(held, cancellationToken);
    }

    /// <summary>Renews it until the answer is disposed of, which comes before it is released.</summary>
    public LeaseRenewal Keep(HeldLease held) => new(contexts, (db, cancellationToken) => db.HoldsAsync(held, cancellationToken));

    /// <summary>Lets any worker go on at once.</summary>
    public async Task ReleaseAsync(HeldLease held, CancellationToken cancellationToken)
    {
        await using var db = contexts.CreateDbContext();
        await db.ReleaseLeaseAsync(held, cancellationToken);
    }

    /// <summary>The lease as this worker holds it under an attempt number, if it still does.</summary>
    public HeldLease Held(long attemptNumber) => new(name, _holder, attemptNumber);
}
