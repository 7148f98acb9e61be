using Quartz;

namespace Monitor.Worker.Jobs;

/// <summary>
/// Registers the five runs with Quartz. Its store is memory: what is due stands in the database's own tables, so nothing is lost with it.
/// </summary>
public static class RunSchedule
{
    // What is kept for days need not go by the minute, and a start has better things to do.
    private static readonly TimeSpan RetentionEvery = TimeSpan.FromHours(6);
    private static readonly TimeSpan RetentionAfterStart = TimeSpan.FromMinutes(10);

    public static void AddRunSchedule(this IServiceCollection services, ScheduleOptions schedule)
    {
        ArgumentNullException.ThrowIfNull(schedule);
        services.AddSingleton<RunBell>();
        services.AddHostedService<ClockWatch>();
        services.AddHostedService<MemoryAtRest>();
        services.AddQuartz(quartz =>
        {
            quartz.UseInMemoryStore();
            quartz.UseDefaultThreadPool(10);
            Add<CollectJob>(quartz, schedule.CollectEvery);
            Add<ReadJob>(quartz, schedule.ReadEvery);
            Add<GroupJob>(quartz, schedule.GroupEvery);
            Add<NotifyJob>(quartz, schedule.NotifyEvery);
            Add<DeliverJob>(quartz, schedule.DeliverEvery);
            Add<TagAgainJob>(quartz, schedule.TagAgainEvery);
            Add<RetentionJob>(quartz, RetentionEvery, RetentionAfterStart);
            // What is old waits for the index, nobody for the tick.
            Add<IndexJob>(quartz, schedule.TagAgainEvery);
        });
        // On Ctrl-C the runs are told to stop and finish the unit they are at.
        services.AddQuartzHostedService(hosted => hosted.WaitForJobsToComplete = true);
    }

    internal static JobKey KeyOf<TJob>()
        where TJob : IJob => new(typeof(TJob).Name);

    private static void Add<TJob>(IQuartzBuilder quartz, TimeSpan every, TimeSpan after = default)
        where TJob : class, IJob
    {
        quartz.AddJob<TJob>(job => job.WithIdentity(KeyOf<TJob>()).StoreDurably());
        quartz.AddTrigger<TJob>(trigger => trigger
            .ForJob(KeyOf<TJob>())
            .WithIdentity(typeof(TJob).Name)
            .StartAt(TimeProvider.System.GetUtcNow() + after)
            .WithSimpleSchedule(simple => simple
                .WithInterval(every)
                .RepeatForever()
                .WithMisfireInstruction(SimpleTriggerMisfireInstruction.NextWithRemainingCount)));
    }
}
