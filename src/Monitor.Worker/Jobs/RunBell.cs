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

/// <summary>Everything the host logs. Event ids 9000 to 9099.</summary>
internal static partial class HostLog
{
    [LoggerMessage(9000, LogLevel.Information, "{Report}")]
    public static partial void RunEnded(this ILogger logger, RunReport report);

    [LoggerMessage(9001, LogLevel.Warning, "{Run} skipped: {Unit}")]
    public static partial void UnitSkipped(this ILogger logger, string run, string unit);

    [LoggerMessage(9002, LogLevel.Information, "Monitor {Version} on {Database}; pages on {Address}")]
    public static partial void Started(this ILogger logger, string version, string database, string address);
}
