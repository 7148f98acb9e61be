using System.Text.Json.Serialization;
using Monitor.Storage.Machine;
using Monitor.Text;

namespace Monitor.Runs;

/// <summary>What one run did: named counts in the order in which the run lists them, and each unit that was skipped with the reason.</summary>
public sealed record RunReport(string Run, TimeSpan Duration, IReadOnlyDictionary<string, int> Counts, IReadOnlyList<string> Skipped)
{
    /// <summary>What the machine failed in for a unit of the run, which waits; null where it did not.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public MachineFault? Fault { get; init; }

    /// <summary>Whether the run found anything to do.</summary>
    public bool DidWork => Counts.Values.Any(count => count > 0);

    public override string ToString() =>
        $"{Run}: {string.Join(", ", Counts.Select(count => EnglishCount.OfMany(count.Value, count.Key)))}"
        + (Skipped.Count > 0 ? $"; {Skipped.Count} skipped" : "")
        + $" ({Duration.TotalSeconds:0.00} s)";
}
