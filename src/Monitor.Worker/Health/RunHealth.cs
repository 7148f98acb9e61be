using System.Collections.Concurrent;
using Monitor.Runs;

namespace Monitor.Worker.Health;

/// <summary>The last report of each run in this process, and when it ended.</summary>
public sealed class RunHealth(TimeProvider clock)
{
    private readonly ConcurrentDictionary<string, (DateTimeOffset EndedAt, RunReport Report)> _last = new(StringComparer.Ordinal);

    public IReadOnlyDictionary<string, (DateTimeOffset EndedAt, RunReport Report)> Last => _last;

    public void Record(RunReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        _last[report.Run] = (clock.GetUtcNow(), report);
    }
}
