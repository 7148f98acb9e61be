namespace Monitor.Articles;

/// <summary>A former text of an article, kept when the outlet changed it.</summary>
public sealed class ArticleRevision
{
    public long Id { get; set; }

    public long ArticleId { get; set; }

    /// <summary>1 for the text first read.</summary>
    public int Number { get; set; }

    public required string Title { get; set; }

    public required string Text { get; set; }

    /// <summary>When this text was replaced.</summary>
    public DateTimeOffset ReplacedAt { get; set; }
}
