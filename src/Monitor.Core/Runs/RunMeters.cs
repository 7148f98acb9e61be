using Monitor.Storage.Machine;
using Monitor.Telemetry;

namespace Monitor.Runs;

/// <summary>What a report of a run adds to the meters: the one place, for all runs.</summary>
public static class RunMeters
{
    public static void Record(RunReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        var run = Meters.Label("run", report.Run);
        foreach (var (unit, count) in report.Counts)
        {
            Meters.RunUnits.Add(count, run, Meters.Label("unit", unit));
        }

        Meters.RunSkipped.Add(report.Skipped.Count, run);
        Meters.RunDuration.Record(report.Duration.TotalSeconds, run);
        if (report.Fault is { } fault)
        {
            Failed(report.Run, fault);
        }
    }

    /// <summary>A run that came to no report, or one in which the machine failed for a unit.</summary>
    public static void Failed(string run, MachineFault fault)
    {
        ArgumentNullException.ThrowIfNull(fault);
        Meters.RunFailures.Add(1, Meters.Label("run", run), Meters.Label("reason", fault.Kind.ToString()));
    }
}
