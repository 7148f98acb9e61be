using Monitor.AttributionEvents.Chains;
using Monitor.AttributionEvents.Summaries;
using Monitor.Subscribers;

namespace Monitor.Alerts;

/// <summary>Whether an alert rule asks for a piece of news, and if not, why not. Pure.</summary>
public static class AlertMatching
{
    /// <summary>Whether the rule asks for it by what can never change: accusers, accused, act, strength, outlet, language.</summary>
    public static bool Matches(AlertRule rule, EventNews news) => Refusal(rule, news) is null;

    /// <summary>
    /// The condition of the rule that the news does not fulfil, in words; null where it asks for it. Denials and retractions have no accusers
    /// and no strength of their own; they are asked for by the accused and the act.
    /// </summary>
    public static string? Refusal(AlertRule rule, EventNews news)
    {
        ArgumentNullException.ThrowIfNull(rule);
        ArgumentNullException.ThrowIfNull(news);
        var isAnswer = news.Kind is NewsKind.Denial or NewsKind.Retraction or NewsKind.Correction;
        return !Allows(rule.Accused, news.Accused) ? $"wants as accused {Listed(rule.Accused)}"
            : !Allows(rule.ActClasses, news.Acts) ? $"wants as act {Listed(rule.ActClasses)}"
            : !isAnswer && !Allows(rule.Accusers, news.Accusers) ? $"wants as accuser {Listed(rule.Accusers)}"
            : !isAnswer && news.Strength < rule.MinimumStrength ? $"wants {EventWords.Strength(rule.MinimumStrength)} or more, this is "
                + $"{EventWords.Strength(news.Strength)}"
            : !Allows(rule.Outlets, [news.Outlet]) ? $"wants the outlet {Listed(rule.Outlets)}"
            : news.Language is { } spoken && rule.Languages.Count > 0
                && !rule.Languages.Any(language => Speaks(spoken, language)) ? $"wants the language {Listed(rule.Languages)}"
            : null;
    }

    /// <summary>"pt-BR" is also "pt".</summary>
    internal static bool Speaks(string language, string wanted) =>
        language.Equals(wanted, StringComparison.OrdinalIgnoreCase)
        || language.StartsWith(wanted + "-", StringComparison.OrdinalIgnoreCase);

    private static bool Allows(IReadOnlyList<string> limits, IReadOnlyList<string> values) =>
        limits.Count == 0 || limits.Intersect(values, StringComparer.OrdinalIgnoreCase).Any();

    private static string Listed(IReadOnlyList<string> wanted) => string.Join(" or ", wanted);
}
