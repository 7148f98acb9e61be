using Monitor.Runs;
using Monitor.Worker.Health;
using Quartz;

namespace Monitor.Worker.Jobs;

/// <summary>Wakes the next run within this process: a signal, no data. Other workers find the work by their own tick.</summary>
public sealed class RunBell(RunHealth health, ILogger<RunBell> logger)
{
    public async ValueTask RingAsync<TNext>(IJobExecutionContext context, RunReport report, CancellationToken cancellationToken)
        where TNext : IJob
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(report);
        Record(report);
        if (report.DidWork)
        {
            await context.Scheduler.TriggerJob(RunSchedule.KeyOf<TNext>(), null, cancellationToken);
        }
    }

    public void Record(RunReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        health.Record(report);
        if (report.DidWork || report.Skipped.Count > 0)
        {
            logger.RunEnded(report);
        }

        foreach (var skipped in report.Skipped)
        {
            logger.UnitSkipped(report.Run, skipped);
        }
    }
}
