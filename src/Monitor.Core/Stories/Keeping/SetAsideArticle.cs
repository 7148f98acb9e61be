namespace Monitor.Stories.Keeping;

/// <summary>An article that could not be grouped, or only without its attributions: it stays readable, and this says why.</summary>
public sealed class SetAsideArticle
{
    public long ArticleId { get; init; }

    public required string Reason { get; set; }

    public DateTimeOffset SetAsideAt { get; set; }
}
