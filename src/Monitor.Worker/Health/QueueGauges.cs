using System.Diagnostics.Metrics;
using Monitor.Telemetry;

namespace Monitor.Worker.Health;

/// <summary>
/// What waits, how late it is, and how the worker fares, as gauges of the last look of <see cref="HealthWatch"/>: asking for a number asks no
/// database. Who reads them looks first.
/// </summary>
internal sealed class QueueGauges : IDisposable
{
    private readonly Meter _meter = new(Meters.Name);

    public QueueGauges(HealthWatch watch, TimeProvider clock)
    {
        Gauge("monitor.queue.length", null, "What is due for each run.", run => run.WaitingUnits);
        Gauge("monitor.queue.lateness", "s", "For how long the oldest of it has waited.",
            run => run.OldestWaitingAt is { } since ? Math.Max(0, (clock.GetUtcNow() - since).TotalSeconds) : 0);
        Gauge("monitor.run.set_aside", null, "Units that the run has set aside, or that fail.", run => run.RefusedUnits);
        Gauge("monitor.run.last_success", "s", "When the run last came through, in seconds since 1970.", run => run.LastSuccessAt?.ToUnixTimeSeconds());
        _meter.CreateObservableGauge(
            "monitor.dependency.status",
            () => watch.Last?.Dependencies.Select(one => new Measurement<int>((int)one.Status, Meters.Label("name", one.Name))) ?? [],
            description: "What the worker depends on: 0 ready, 1 impaired, 2 not ready.");

        void Gauge(string name, string? unit, string help, Func<RunState, double?> value) => _meter.CreateObservableGauge(
            name,
            () => (watch.Last?.Runs ?? []).Where(run => value(run) is not null)
                .Select(run => new Measurement<double>(value(run)!.Value, Meters.Label("run", run.Name))),
            unit,
            help);
    }

    public void Dispose() => _meter.Dispose();
}
