using Monitor.AttributionEvents.Summaries;

namespace Monitor.Alerts;

/// <summary>News that is not told (yet), and why.</summary>
/// <param name="Until">When to look again; null when that depends on what comes.</param>
public sealed record HeldNews(EventNews News, string Reason, DateTimeOffset? Until = null)
{
    internal const string ToldAlready = "told already";
}
