using Monitor.Pipeline;
using Monitor.Runs;
using Quartz;

namespace Monitor.Worker.Jobs;

/// <summary>
/// Looks hourly for instants that a wrong clock left behind, and at once when this machine's clock was set: then the schedule too would wait until
/// the time comes that the old clock showed.
/// </summary>
public sealed class ClockWatch(
    InstantSweep sweep, ISchedulerFactory schedulers, FaultTeller teller, TimeProvider clock, ILogger<ClockWatch> logger) : BackgroundService
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan SweepEvery = TimeSpan.FromHours(1);

    // A run that began by the clock as it was writes what it planned when it ends.
    private static readonly TimeSpan SweepOnAfterMove = TimeSpan.FromMinutes(2);

    // Less is the work of a time service, or of a machine that was busy.
    private static readonly TimeSpan MoveMin = TimeSpan.FromSeconds(20);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var (shown, passed, sweptAt) = (clock.GetUtcNow(), clock.GetTimestamp(), clock.GetTimestamp());
        long? movedAt = null;
        using var tick = new PeriodicTimer(LookEvery, clock);
        try
        {
            while (await tick.WaitForNextTickAsync(stoppingToken))
            {
                var moved = clock.GetUtcNow() - shown - clock.GetElapsedTime(passed);
                (shown, passed) = (clock.GetUtcNow(), clock.GetTimestamp());
                if (moved.Duration() > MoveMin)
                {
                    movedAt = passed;
                    logger.ClockMoved(moved > TimeSpan.Zero ? "forth" : "back", moved.Duration());
                    await BeginAnewAsync(stoppingToken);
                }

                var mayStillCome = movedAt is { } at && clock.GetElapsedTime(at) < SweepOnAfterMove;
                if ((mayStillCome || clock.GetElapsedTime(sweptAt) > SweepEvery) && await SweepAsync(stoppingToken))
                {
                    sweptAt = clock.GetTimestamp();
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The worker ends.
        }
    }

    /// <summary>False where the database failed: tried again at the next look.</summary>
    private async Task<bool> SweepAsync(CancellationToken cancellationToken)
    {
        try
        {
            await sweep.RunAsync(cancellationToken);
            teller.CameThrough(RunNames.Clock);
            return true;
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            teller.Failed(RunNames.Clock, fault);
            return false;
        }
    }

    /// <summary>Triggers count by the clock as it was: each begins anew.</summary>
    private async Task BeginAnewAsync(CancellationToken cancellationToken)
    {
        var scheduler = await schedulers.GetScheduler(cancellationToken);
        foreach (var key in await scheduler.GetTriggerKeys(GroupMatcher<TriggerKey>.AnyGroup(), cancellationToken))
        {
            if (await scheduler.GetTrigger(key, cancellationToken) is { } trigger)
            {
                await scheduler.RescheduleJob(key, trigger.GetTriggerBuilder().StartNow().Build(), cancellationToken);
            }
        }
    }
}
