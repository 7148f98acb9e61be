namespace Monitor.Worker.Health;

/// <summary>How one of the five runs fares: in this process, and by what waits for it in the database.</summary>
/// <param name="LastSuccessAt">When it last came through in this process; null where it has not yet.</param>
/// <param name="OldestWaitingAt">Since when the longest waiting unit is due; null where none is, or the database does not say.</param>
/// <param name="RefusedUnits">Units that are set aside: failing feeds, articles, messages given up; null where the database does not say.</param>
/// <param name="WaitingUnits">How many are due; null where the database does not say.</param>
/// <param name="Says">What is wrong with it; null where nothing is.</param>
public sealed record RunState(
    string Name, HealthStatus Status, DateTimeOffset? LastSuccessAt, DateTimeOffset? OldestWaitingAt, int? RefusedUnits, int? WaitingUnits,
    string? Says);
