using Microsoft.Extensions.Logging;

namespace Monitor.Pipeline;

/// <summary>Everything tagging again logs. Event ids 3100 to 3119.</summary>
internal static partial class TagAgainLog
{
    [LoggerMessage(3100, LogLevel.Warning, "Article {ArticleId} could not be tagged again and keeps the tags it has")]
    public static partial void TagsKept(this ILogger logger, Exception exception, long articleId);

    [LoggerMessage(3101, LogLevel.Information, "Articles tagged again by config {Stamp}: {Articles}")]
    public static partial void TaggedAgain(this ILogger logger, long articles, long stamp);
}
