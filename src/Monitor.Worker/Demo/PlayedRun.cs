using Monitor.Runs;

namespace Monitor.Worker.Demo;

/// <summary>What one run did over the whole play.</summary>
public sealed class PlayedRun(string name)
{
    public string Name { get; } = name;

    public TimeSpan Duration { get; private set; }

    public Dictionary<string, int> Counts { get; } = [];

    public List<string> Skipped { get; } = [];

    public void Add(RunReport report, TimeSpan duration)
    {
        Duration += duration;
        Skipped.AddRange(report.Skipped);
        foreach (var (what, count) in report.Counts)
        {
            Counts[what] = Counts.GetValueOrDefault(what) + count;
        }
    }
}
