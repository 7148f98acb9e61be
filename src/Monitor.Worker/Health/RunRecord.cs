using Monitor.Runs;

namespace Monitor.Worker.Health;

/// <summary>When a run began, ended and came through last, in this process; null where it never did.</summary>
/// <param name="LastWork">What it did when it last found something to do.</param>
/// <param name="LastWorkAt">When that ended.</param>
/// <param name="FailingSince">When it first failed after its last success; null while it does not fail.</param>
public sealed record RunRecord(
    DateTimeOffset? StartedAt = null, DateTimeOffset? EndedAt = null, DateTimeOffset? LastSuccessAt = null, DateTimeOffset? FailingSince = null,
    RunReport? LastWork = null, DateTimeOffset? LastWorkAt = null);
