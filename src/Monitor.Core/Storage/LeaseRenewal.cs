namespace Monitor.Storage;

/// <summary>Renews a claim while its work goes on: until it is disposed of, or the claim proves to be another worker's.</summary>
public sealed class LeaseRenewal : IAsyncDisposable
{
    private readonly CancellationTokenSource _ended = new();

    // Real time, whatever clock the feeds live by: leases are the database's.
    private readonly PeriodicTimer _tick = new(LeaseTimes.RenewEvery, TimeProvider.System);
    private readonly Task _renewing;

    /// <param name="renewAsync">Writes the new end of the lease; false where the claim is lost, which its fence will say again.</param>
    public LeaseRenewal(MonitorDbContextFactory contexts, Func<MonitorDbContext, CancellationToken, Task<bool>> renewAsync)
    {
        ArgumentNullException.ThrowIfNull(contexts);
        ArgumentNullException.ThrowIfNull(renewAsync);
        _renewing = RenewAsync(contexts, renewAsync);
    }

    public async ValueTask DisposeAsync()
    {
        // Ends the waiting without a word; a cancelled wait would be two exceptions for each feed that is polled.
        _tick.Dispose();
        await _ended.CancelAsync();
        await _renewing;
        _ended.Dispose();
    }

    private async Task RenewAsync(MonitorDbContextFactory contexts, Func<MonitorDbContext, CancellationToken, Task<bool>> renewAsync)
    {
        var isHeld = true;
        try
        {
            while (isHeld && await _tick.WaitForNextTickAsync(CancellationToken.None))
            {
                isHeld = await TryAsync(contexts, renewAsync, _ended.Token);
            }
        }
        catch (OperationCanceledException)
        {
            // The work has ended while its claim was being renewed.
        }
    }

    private static async Task<bool> TryAsync(
        MonitorDbContextFactory contexts, Func<MonitorDbContext, CancellationToken, Task<bool>> renewAsync, CancellationToken cancellationToken)
    {
        try
        {
            await using var db = contexts.CreateForgetful();
            return await renewAsync(db, cancellationToken);
        }
        catch (Exception fault) when (DatabaseFault.IsPassing(fault))
        {
            // The next tick may still be in time.
            return true;
        }
    }
}
