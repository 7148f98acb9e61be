using System.Runtime.InteropServices;
using Monitor.Storage;

namespace Monitor.Worker.Jobs;

/// <summary>
/// Gives memory back to the system once the work is done. The collector, left alone, keeps what a poll of many feeds took for the next one, which comes
/// in an hour; on processors with large caches that is more than all the rest of the worker.
/// </summary>
public sealed class MemoryAtRest(MonitorDbContextFactory contexts, TimeProvider clock) : BackgroundService
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(30);

    /// <summary>Runs that look around and find nothing allocate some megabytes in that time.</summary>
    private const long QuietBytesMax = 40_000_000;

    /// <summary>Less is not worth stopping all threads for a moment.</summary>
    private const long WorkBytesMin = 100_000_000;

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
                    contexts.CloseIdle();
                    GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
                    TrimNative();
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

    /// <summary>The same of what the compiler of methods and SQLite took and left: glibc keeps it for its threads.</summary>
    private static void TrimNative()
    {
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        try
        {
            _ = Trim(0);
        }
        catch (Exception fault) when (fault is EntryPointNotFoundException or DllNotFoundException)
        {
            // Another C library than glibc.
        }
    }

    [DllImport("libc", EntryPoint = "malloc_trim")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Trim(nuint pad);
}
