using Monitor.Pipeline;
using Monitor.Pipeline.Retention;
using Monitor.Runs;
using Monitor.Search;
using Quartz;

namespace Monitor.Worker.Jobs;

// A job is a doorbell: all the work, and all its tests, are in the run. Each wakes the next one when it did something, so that an alert
// waits for no tick.

[DisallowConcurrentExecution]
public sealed class CollectJob(CollectRun collect, RunBell bell) : IJob
{
    public ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) =>
        bell.RingAsync<ReadJob>(context, RunNames.Collect, collect.RunAsync, cancellationToken);
}

[DisallowConcurrentExecution]
public sealed class ReadJob(ReadRun read, RunBell bell) : IJob
{
    public ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) =>
        bell.RingAsync<GroupJob>(context, RunNames.Read, stop => read.RunAsync(cancellationToken: stop), cancellationToken);
}

[DisallowConcurrentExecution]
public sealed class GroupJob(GroupRun group, RunBell bell) : IJob
{
    public ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) =>
        bell.RingAsync<NotifyJob>(context, RunNames.Group, stop => group.RunAsync(cancellationToken: stop), cancellationToken);
}

[DisallowConcurrentExecution]
public sealed class NotifyJob(NotifyRun notify, RunBell bell) : IJob
{
    public ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) =>
        bell.RingAsync<DeliverJob>(context, RunNames.Notify, notify.RunAsync, cancellationToken);
}

[DisallowConcurrentExecution]
public sealed class DeliverJob(DeliverRun deliver, RunBell bell) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) =>
        await bell.RunAsync(RunNames.Deliver, deliver.RunAsync, cancellationToken);
}

/// <summary>Not one of the five runs: it lets go of what was kept for its time.</summary>
[DisallowConcurrentExecution]
public sealed class RetentionJob(RetentionRun retention, RunBell bell) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) =>
        await bell.RunAsync(RunNames.Retention, retention.RunAsync, cancellationToken);
}

/// <summary>Not one of the five runs: it renews the tags of articles that went through them, and brings nothing new.</summary>
[DisallowConcurrentExecution]
public sealed class TagAgainJob(TagAgainRun tagAgain, RunBell bell) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) =>
        await bell.RunAsync(RunNames.TagAgain, tagAgain.RunAsync, cancellationToken);
}

/// <summary>Nor is this one: it takes what an older version kept into the search index.</summary>
[DisallowConcurrentExecution]
public sealed class IndexJob(IndexRun index, RunBell bell) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) =>
        await bell.RunAsync(RunNames.Index, index.RunAsync, cancellationToken);
}
