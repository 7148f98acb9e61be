using Monitor.Backtests;

namespace Monitor.Worker.Admin.Rules;

/// <summary>What a draft is worth while it is typed: its faults, and what it hits among the latest articles.</summary>
/// <param name="Report">Null where there are faults, or no articles.</param>
public sealed record LiveCheck(RuleCheck Check, BacktestReport? Report, TimeSpan Took);
