namespace Monitor.Worker.Health;

/// <summary>When a run began, ended and came through last, in this process; null where it never did.</summary>
/// <param name="FailingSince">When it first failed after its last success; null while it does not fail.</param>
public sealed record RunRecord(
    DateTimeOffset? StartedAt = null, DateTimeOffset? EndedAt = null, DateTimeOffset? LastSuccessAt = null, DateTimeOffset? FailingSince = null);
