namespace Monitor.Alerts;

/// <summary>What to do with the news that waits for one subscriber on one channel. Every piece stands in exactly one list, with the reason.</summary>
/// <param name="Alerts">One message each, in this order.</param>
/// <param name="Summary">Events that are collected in one message, since the hour has no room for one each; empty for no such message.</param>
public sealed record AlertPlan(
    IReadOnlyList<EventAlert> Alerts, IReadOnlyList<EventAlert> Summary, IReadOnlyList<HeldNews> Waiting, IReadOnlyList<HeldNews> Muted);

/// <summary>One event that is told about, with what is new in it.</summary>
/// <param name="IsUpdate">The subscriber was told of the event before.</param>
/// <param name="Rule">The rule of the subscriber's that asks for it.</param>
public sealed record EventAlert(string EventKey, bool IsUpdate, string Rule, IReadOnlyList<EventNews> News);

/// <summary>News that is not told (yet), and why.</summary>
/// <param name="Until">When to look again; null when that depends on what comes.</param>
public sealed record HeldNews(EventNews News, string Reason, DateTimeOffset? Until = null);
