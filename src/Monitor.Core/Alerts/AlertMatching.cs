using Monitor.AttributionEvents;
using Monitor.Subscribers;

namespace Monitor.Alerts;

/// <summary>Whether an alert rule asks for a piece of news. Pure.</summary>
public static class AlertMatching
{
    /// <summary>
    /// What can never change is looked at here: accusers, accused, act, strength, outlet, language. Denials and retractions have no accusers
    /// and no strength of their own; they are asked for by the accused and the act.
    /// </summary>
    public static bool Matches(AlertRule rule, EventNews news)
    {
        ArgumentNullException.ThrowIfNull(rule);
        ArgumentNullException.ThrowIfNull(news);
        var isAnswer = news.Kind is NewsKind.Denial or NewsKind.Retraction or NewsKind.Correction;
        return Allows(rule.Accused, news.Accused)
            && Allows(rule.ActClasses, news.Acts)
            && (isAnswer || (Allows(rule.Accusers, news.Accusers) && news.Strength >= rule.MinimumStrength))
            && Allows(rule.Outlets, [news.Outlet])
            && (news.Language is null || rule.Languages.Count == 0 || rule.Languages.Any(language => Speaks(news.Language, language)));
    }

    /// <summary>"pt-BR" is also "pt".</summary>
    internal static bool Speaks(string language, string wanted) =>
        language.Equals(wanted, StringComparison.OrdinalIgnoreCase)
        || language.StartsWith(wanted + "-", StringComparison.OrdinalIgnoreCase);

    private static bool Allows(IReadOnlyList<string> limits, IReadOnlyList<string> values) =>
        limits.Count == 0 || limits.Intersect(values, StringComparer.OrdinalIgnoreCase).Any();
}
