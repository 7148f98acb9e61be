namespace Monitor.Worker.Jobs;

/// <summary>
/// Gives memory back to the system once the work is done. The collector, left alone, keeps what a poll of many feeds took for the next one, which comes
/// in an hour; on processors with large caches that is more than all the rest of the worker.
/// </summary>
public sealed class MemoryAtRest(TimeProvider clock) : BackgroundService
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(30);

    /// <summary>Runs that look around and find nothing allocate some megabytes in that time.</summary>
    private const long QuietBytesMax = 40_000_000;

    /// <summary>Less is not worth stopping all threads for a moment; a start is more.</summary>
    private const long WorkBytesMin = 50_000_000;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var (seen, collectedAt) = (0L, 0L);
        using var tick = new PeriodicTimer(LookEvery, clock);
        try
        {
            while (await tick.WaitForNextTickAsync(stoppingToken))
            {
                var allocated = GC.GetTotalAllocatedBytes();
                if (allocated - seen < QuietBytesMax && allocated - collectedAt > WorkBytesMin)
                {
                    GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
                    collectedAt = allocated;
                }

                seen = allocated;
            }
        }
        catch (OperationCanceledException)
        {
            // The worker ends.
        }
    }
}
