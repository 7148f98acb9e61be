namespace Monitor.Articles.Extraction;

/// <summary>What a page says: the article's text, and what its markup tells about it.</summary>
/// <param name="Title">Without the site's name.</param>
/// <param name="Byline">The authors' names; null where none are given.</param>
/// <param name="Language">The primary language subtag, such as "en": the text's where it is plain, else what the markup declares.</param>
/// <param name="Text">Paragraphs joined by an empty line; empty where the page has no running text.</param>
/// <param name="CanonicalUrl">The address that the page names as its original.</param>
/// <param name="AmpUrl">The address that the page names as its AMP version (rel=amphtml).</param>
/// <param name="IsStub">The page shows only a beginning (paywall) or asks for something first (consent, a script).</param>
public sealed record ExtractedPage(
    string Title, string? Byline, DateTimeOffset? PublishedAt, string? Language, string Text, string? CanonicalUrl, string? AmpUrl, bool IsStub)
{
    /// <summary>The text is nothing but headings that lead to other pages, with what is said of those.</summary>
    public bool IsListOfPages { get; init; }
}
