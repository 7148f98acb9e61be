namespace Monitor.Worker.Health;

/// <summary>Looks at the queues before each export of the meters, which itself asks no database.</summary>
internal sealed class QueueLooks(HealthWatch watch, QueueGauges gauges, TimeProvider clock) : BackgroundService
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(15);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        GC.KeepAlive(gauges);
        using var timer = new PeriodicTimer(LookEvery, clock);
        do
        {
            await watch.LookAsync(stoppingToken);
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }
}
