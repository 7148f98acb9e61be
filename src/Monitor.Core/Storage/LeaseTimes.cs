namespace Monitor.Storage;

/// <summary>How long any claim outlives the last sign of life of the worker that holds it: one rule for all of them.</summary>
public static class LeaseTimes
{
    /// <summary>A claim that was not renewed for so long is free: another worker, which looks every second or two, has it within thirty seconds.</summary>
    public static readonly TimeSpan Duration = TimeSpan.FromSeconds(28);

    /// <summary>Two renewals may fail before a claim is lost.</summary>
    public static readonly TimeSpan RenewEvery = TimeSpan.FromSeconds(9);

    /// <summary>
    /// PostgreSQL ends a session that says nothing inside a transaction for so long: what it has locked is free before its leases are. Who computes in
    /// one gives a sign of life more often than that.
    /// </summary>
    public static readonly TimeSpan SilenceInTransaction = TimeSpan.FromSeconds(15);

    /// <summary>How often who computes inside a transaction gives that sign.</summary>
    public static readonly TimeSpan SignEvery = TimeSpan.FromSeconds(4);
}
