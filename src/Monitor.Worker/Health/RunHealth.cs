using System.Collections.Concurrent;
using Monitor.Runs;

namespace Monitor.Worker.Health;

/// <summary>How each run fares in this process.</summary>
public sealed class RunHealth(TimeProvider clock)
{
    private readonly ConcurrentDictionary<string, RunRecord> _runs = new(StringComparer.Ordinal);

    public IReadOnlyDictionary<string, RunRecord> Runs => _runs;

    public DateTimeOffset Since { get; } = clock.GetUtcNow();

    public void Started(string run) => Change(run, (record, now) => record with { StartedAt = now });

    public void CameThrough(string run) => Change(run, (record, now) => record with { EndedAt = now, LastSuccessAt = now, FailingSince = null });

    public void Failed(string run) => Change(run, (record, now) => record with { EndedAt = now, FailingSince = record.FailingSince ?? now });

    /// <summary>What a run did, where it found something to do.</summary>
    public void Did(RunReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        if (report.DidWork || report.Skipped.Count > 0)
        {
            Change(report.Run, (record, now) => record with { LastWork = report, LastWorkAt = now });
        }
    }

    private void Change(string run, Func<RunRecord, DateTimeOffset, RunRecord> change)
    {
        var now = clock.GetUtcNow();
        _runs.AddOrUpdate(run, _ => change(new RunRecord(), now), (_, record) => change(record, now));
    }
}
