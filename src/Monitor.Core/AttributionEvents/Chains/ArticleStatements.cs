using Monitor.Attributions;

namespace Monitor.AttributionEvents.Chains;

/// <summary>The statements of one article, as events take them.</summary>
/// <param name="Text">Title, empty line and text: what the statements' positions count in.</param>
/// <param name="CopyGroup">The article's group of copies; its own id where nobody looked for copies.</param>
/// <param name="IsCopy">
/// The article is a copy of an earlier one (not the original of its group): evidence, but never news, unless it is a revision.
/// </param>
/// <param name="PublishedAt">Null where unknown: then there is no window, and all such statements on one subject are one event.</param>
/// <param name="Live">False for what is past (a feed's first fetch, imports): it counts as known, but is never news.</param>
public sealed record ArticleStatements(
    string ArticleId,
    string Text,
    string CopyGroup,
    bool IsCopy,
    DateTimeOffset? PublishedAt,
    bool Live,
    IReadOnlyList<Statement> Statements)
{
    /// <summary>The story that it is in; null where nobody looked.</summary>
    public string? Story { get; init; }

    /// <summary>A round-up mentions: it is nobody's report.</summary>
    public bool IsRoundUp { get; init; }

    /// <summary>Too short to tell whether it copies another: beside one it is no further report.</summary>
    public bool IsTooShort { get; init; }

    /// <summary>
    /// The copy is the outlet's own later version under another address. What it repeats is known; what it adds is the outlet's word, and news.
    /// </summary>
    public bool IsRevision { get; init; }
}
