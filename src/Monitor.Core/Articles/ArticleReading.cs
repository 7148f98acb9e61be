using Monitor.Articles.Walls;

namespace Monitor.Articles;

/// <summary>What reading an article brought, before tags and statements.</summary>
/// <param name="Note">Why it is summary only; null where it is not.</param>
public sealed record ArticleReading(
    string Title, string Text, string? Byline, string? Language, DateTimeOffset? PublishedAt, string? CanonicalUrl, bool SummaryOnly, string? Note)
{
    /// <summary>The page that was looked at, to be remembered for its host; null where none was, or where it is too short to be known again.</summary>
    public PageSight? Sight { get; init; }

    public PageVerdict Verdict { get; init; }
}
