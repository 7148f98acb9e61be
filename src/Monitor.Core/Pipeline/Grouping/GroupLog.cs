using Microsoft.Extensions.Logging;

namespace Monitor.Pipeline.Grouping;

/// <summary>Everything Group logs. Event ids 3000 to 3099.</summary>
internal static partial class GroupLog
{
    [LoggerMessage(3001, LogLevel.Warning, "Article {ArticleId} could not be grouped and was set aside")]
    public static partial void ArticleSetAside(this ILogger logger, Exception exception, long articleId);

    [LoggerMessage(3002, LogLevel.Information, "Took up the story index in {Seconds:0.0} s; its articles: {Articles}")]
    public static partial void IndexTaken(this ILogger logger, int articles, double seconds);

    [LoggerMessage(3003, LogLevel.Warning, "Decision {LabelId} about articles {First} and {Second} moved nothing: one of them has left the window")]
    public static partial void DecisionTooLate(this ILogger logger, long labelId, long first, long second);

    [LoggerMessage(3004, LogLevel.Warning,
        "Attributions could not be recorded; the articles are taken one by one, and without them where it is so again: {Articles}")]
    public static partial void AttributionsUnrecordable(this ILogger logger, Exception exception, int articles);

    [LoggerMessage(3005, LogLevel.Warning,
        "The index of terms could not be divided, and goes on as it is: {Reason}")]
    public static partial void TermsNotDivided(this ILogger logger, string reason);
}
