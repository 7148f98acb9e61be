using Monitor.Languages;

namespace Monitor.Articles;

/// <summary>Decides purely which language an article is in.</summary>
public static class ArticleLanguage
{
    /// <summary>
    /// What the text shows, where that is sure; else what the page's markup says, else the feed. Declarations come from templates and are often
    /// wrong, so a sure text overrules them; but they know more than a headline of five words. Null where nobody can tell.
    /// </summary>
    /// <param name="shown">What the detector says of the text; null where it is not sure.</param>
    public static string? Decide(string? shown, string? markup, string? feed) =>
        shown ?? LanguageDetector.Primary(markup) ?? LanguageDetector.Primary(feed);
}
