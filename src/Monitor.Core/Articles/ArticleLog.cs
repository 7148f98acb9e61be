using Microsoft.Extensions.Logging;

namespace Monitor.Articles;

/// <summary>Everything said about reading articles. Event ids 1200 to 1299.</summary>
internal static partial class ArticleLog
{
    [LoggerMessage(1200, LogLevel.Warning, "Article {ArticleId} could not be read ({Failures} in a row), next try {DueAt:u}: {Reason}")]
    public static partial void ReadFailed(this ILogger logger, long articleId, int failures, DateTimeOffset dueAt, string reason);

    [LoggerMessage(1201, LogLevel.Debug, "Article {ArticleId} is known by its summary only: {Reason}")]
    public static partial void SummaryOnly(this ILogger logger, long articleId, string? reason);

    [LoggerMessage(1202, LogLevel.Error, "Article {ArticleId} broke the reading of it")]
    public static partial void ReadBroke(this ILogger logger, Exception exception, long articleId);

    [LoggerMessage(1203, LogLevel.Warning, "Article {ArticleId}: attempt {Attempt} came too late, another worker has it")]
    public static partial void ReadTooLate(this ILogger logger, long articleId, int attempt);
}
