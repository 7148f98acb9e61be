namespace Monitor.Articles.Walls;

/// <summary>
/// A text that a host showed as an article's page. One that stands under several titles is what the host shows instead of them: all workers
/// share that knowledge, a host keeps its latest ones.
/// </summary>
public sealed class PageText
{
    /// <summary>How many texts are kept of one host.</summary>
    public const int OfHostMax = 200;

    /// <summary>The host's name as in an address, in lower case and ASCII.</summary>
    public required string Host { get; init; }

    /// <summary>A hash of the text's words: numbers and references, which change at each visit, are not in it.</summary>
    public required long TextKey { get; init; }

    /// <summary>A hash of the title that it stood under first.</summary>
    public required long TitleKey { get; init; }

    /// <summary>It stood under another title too.</summary>
    public bool IsRepeated { get; set; }

    /// <summary>The article that was read from it; null where it was none.</summary>
    public long? ArticleId { get; set; }

    public DateTimeOffset SeenAt { get; set; }
}
