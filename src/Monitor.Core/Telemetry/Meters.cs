using System.Diagnostics.Metrics;

namespace Monitor.Telemetry;

/// <summary>
/// All that Monitor counts and times for dashboards, under the meter <see cref="Name"/>. Labels have few values: names of runs, kinds, states;
/// never a feed, an address or a person. What each means stands in docs/operating.md.
/// </summary>
public static class Meters
{
    public const string Name = "Monitor";

    private static readonly Meter Meter = new(Name);

    /// <summary>What runs did, by <c>run</c> and <c>unit</c>: the counts of their reports ("polled", "new articles", "sent").</summary>
    public static Counter<long> RunUnits { get; } = Meter.CreateCounter<long>("monitor.run.units", description: "What the runs did.");

    /// <summary>Units that were skipped, by <c>run</c>.</summary>
    public static Counter<long> RunSkipped { get; } = Meter.CreateCounter<long>("monitor.run.skipped", description: "Units that the runs skipped.");

    /// <summary>Runs that failed, or in which the machine failed for a unit, by <c>run</c> and <c>reason</c>.</summary>
    public static Counter<long> RunFailures { get; } = Meter.CreateCounter<long>("monitor.run.failures", description: "Runs that failed.");

    /// <summary>Seconds that a run took, by <c>run</c>; also of those that found nothing to do.</summary>
    public static Histogram<double> RunDuration { get; } = Meter.CreateHistogram(
        "monitor.run.duration", "s", "How long the runs take.", null, Buckets());

    /// <summary>Seconds that a request waited for its turn at a host.</summary>
    public static Histogram<double> PoliteWait { get; } = Meter.CreateHistogram(
        "monitor.polite.wait", "s", "How long requests wait for their turn at a host.", null, Buckets());

    /// <summary>Mails and calls that were tried, by <c>channel</c> and <c>outcome</c>.</summary>
    public static Counter<long> Deliveries { get; } = Meter.CreateCounter<long>("monitor.deliveries", description: "Mails and calls by what came of them.");

    /// <summary>News decided on for a reader, by <c>reason</c> (what is new) and <c>decision</c> (told, waiting, muted).</summary>
    public static Counter<long> Alerts { get; } = Meter.CreateCounter<long>("monitor.alerts", description: "News decided on for readers.");

    public static KeyValuePair<string, object?> Label(string name, string value) => new(name, value);

    private static InstrumentAdvice<double> Buckets() => new() { HistogramBucketBoundaries = [0.01, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60] };
}
