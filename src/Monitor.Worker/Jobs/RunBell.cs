using Monitor.Runs;
using Monitor.Storage.Machine;
using Monitor.Worker.Health;
using Quartz;

namespace Monitor.Worker.Jobs;

/// <summary>
/// Starts a run, and wakes the next one within this process: a signal, no data. Other workers find the work by their own tick. A run that
/// fails ends here, as a line that an operator understands; it is tried again at its next tick.
/// </summary>
public sealed class RunBell(RunHealth health, FaultTeller teller, ILogger<RunBell> logger)
{
    // One line a run: that hundreds of pages are walls is said once, with the first of them.
    private const int UnitsNamed = 3;

    public async ValueTask RingAsync<TNext>(
        IJobExecutionContext context, string run, Func<CancellationToken, Task<RunReport>> start, CancellationToken cancellationToken)
        where TNext : IJob
    {
        ArgumentNullException.ThrowIfNull(context);
        if (await RunAsync(run, start, cancellationToken) is { DidWork: true })
        {
            await context.Scheduler.TriggerJob(RunSchedule.KeyOf<TNext>(), null, cancellationToken);
        }
    }

    /// <returns>What the run did; null where it failed, or was told to stop.</returns>
    public async ValueTask<RunReport?> RunAsync(string run, Func<CancellationToken, Task<RunReport>> start, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(start);
        health.Started(run);
        try
        {
            var report = await start(cancellationToken);
            Record(run, report);
            return report;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return null;
        }
        catch (Exception exception)
        {
            health.Failed(run);
            RunMeters.Failed(run, MachineFault.Of(exception));
            teller.Failed(run, exception);
            return null;
        }
    }

    private void Record(string run, RunReport report)
    {
        health.Did(report);
        RunMeters.Record(report);
        teller.CameThrough(run, report.Fault);
        if (report.Fault is { } fault)
        {
            health.Failed(run);
            teller.Failed(run, fault);
        }
        else
        {
            health.CameThrough(run);
        }

        if (report.DidWork || report.Skipped.Count > 0)
        {
            logger.RunEnded(report);
        }

        if (report.Skipped.Count > 0)
        {
            var more = report.Skipped.Count > UnitsNamed ? $"; and {report.Skipped.Count - UnitsNamed} more, which the level Debug names" : "";
            logger.UnitsSkipped(report.Run, report.Skipped.Count, string.Join("; ", report.Skipped.Take(UnitsNamed)) + more);
        }

        foreach (var skipped in report.Skipped)
        {
            logger.UnitSkipped(report.Run, skipped);
        }
    }
}
