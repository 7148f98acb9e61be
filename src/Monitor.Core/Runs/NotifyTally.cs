namespace Monitor.Runs;

/// <summary>What one run of Notify did.</summary>
internal sealed class NotifyTally
{
    public int Alerts { get; set; }

    public int Digests { get; set; }

    public int Muted { get; set; }

    public List<string> Skipped { get; } = [];

    public RunReport Report(TimeSpan duration) => new(
        "notify", duration, new OrderedDictionary<string, int> { ["alerts"] = Alerts, ["digests"] = Digests, ["muted"] = Muted }, Skipped);
}
