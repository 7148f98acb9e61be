using Monitor.Pipeline;
using Quartz;

namespace Monitor.Worker.Jobs;

// A job is a doorbell: all the work, and all its tests, are in the run. Each wakes the next one when it did something, so that an alert
// waits for no tick.

[DisallowConcurrentExecution]
public sealed class CollectJob(CollectRun collect, RunBell bell) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) =>
        await bell.RingAsync<ReadJob>(context, await collect.RunAsync(cancellationToken), cancellationToken);
}

[DisallowConcurrentExecution]
public sealed class ReadJob(ReadRun read, RunBell bell) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) =>
        await bell.RingAsync<GroupJob>(context, await read.RunAsync(cancellationToken: cancellationToken), cancellationToken);
}

[DisallowConcurrentExecution]
public sealed class GroupJob(GroupRun group, RunBell bell) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) =>
        await bell.RingAsync<NotifyJob>(context, await group.RunAsync(cancellationToken: cancellationToken), cancellationToken);
}

[DisallowConcurrentExecution]
public sealed class NotifyJob(NotifyRun notify, RunBell bell) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) =>
        await bell.RingAsync<DeliverJob>(context, await notify.RunAsync(cancellationToken), cancellationToken);
}

[DisallowConcurrentExecution]
public sealed class DeliverJob(DeliverRun deliver, RunBell bell) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) =>
        bell.Record(await deliver.RunAsync(cancellationToken: cancellationToken));
}

/// <summary>Not one of the five runs: it renews the tags of articles that went through them, and brings nothing new.</summary>
[DisallowConcurrentExecution]
public sealed class TagAgainJob(TagAgainRun tagAgain, RunBell bell) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) =>
        bell.Record(await tagAgain.RunAsync(cancellationToken));
}
