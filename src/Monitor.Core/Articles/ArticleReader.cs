using Monitor.Articles.Extraction;
using Monitor.Articles.Walls;
using Monitor.Languages;
using Monitor.Text;

namespace Monitor.Articles;

/// <summary>Decides purely what an article's text is: the feed's, the page's, or only a summary.</summary>
public static class ArticleReader
{
    /// <summary>A feed text of this length that does not break off is the article itself: the page need not be asked for.</summary>
    public const int FullTextCharactersMin = 1_200;

    // Shorter than this, a page is a stub, unless it plainly says what the entry announces and more.
    private const int PageTextWeightMin = 250;
    private const int ShortArticleWeightMin = 80;
    private const double LongerThanFeedFrom = 1.2;

    // A page that says it must be paid for shows this much and more to everyone.
    private const int PaidTextWeightMin = 1_500;

    private static readonly string[] BreakOffs =
        ["…", "...", "[…]", "[...]", "read more", "continue reading", "weiterlesen", "lire la suite", "leggi tutto", "leer más", "leia mais", "lees meer",
            "читать далее", "»", "→"];

    /// <summary>The text that the feed gave, its content before its summary.</summary>
    public static string FeedText(Article article, TextExtractor extractor)
    {
        ArgumentNullException.ThrowIfNull(article);
        ArgumentNullException.ThrowIfNull(extractor);
        if (article.IsFullText)
        {
            return article.FeedContent ?? "";
        }

        var content = extractor.ExtractFragment(article.FeedContent ?? "");
        var summary = extractor.ExtractFragment(article.FeedSummary ?? "");
        return content.Length >= summary.Length ? content : summary;
    }

    public static bool IsFullText(string feedText)
    {
        ArgumentNullException.ThrowIfNull(feedText);
        var end = feedText.TrimEnd();
        return end.Length >= FullTextCharactersMin && !BreakOffs.Any(mark => end.EndsWith(mark, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>Read from what the feed gave.</summary>
    /// <param name="summaryBecause">Why the page did not help; null where the feed's text is the full text.</param>
    public static ArticleReading FromFeed(Article article, string feedText, string? summaryBecause)
    {
        ArgumentNullException.ThrowIfNull(article);
        var title = article.FeedTitle ?? article.Title;
        var isSummary = summaryBecause is not null && !IsFullText(feedText);
        var language = ArticleLanguage.Decide(LanguageDetector.Detect($"{title}\n{feedText}"), markup: null, article.Language);
        return new ArticleReading(
            title, feedText, article.Byline, language, article.PublishedAt, article.CanonicalUrl, isSummary, isSummary ? summaryBecause : null);
    }

    /// <summary>Why a page is not the article; null where it is.</summary>
    internal static string? StubBecause(ExtractedPage page) =>
        page.IsStub && TextWeight.Of(page.Text) < PaidTextWeightMin ? "the page shows only a beginning"
        : TextWeight.Of(page.Text) < PageTextWeightMin ? "the page holds no article text"
        : null;

    /// <summary>Read from the page, unless the feed gave as much, or the page is not what the entry announced.</summary>
    /// <param name="stoodElsewhere">The page's host showed the same text under another title.</param>
    public static ArticleReading FromPage(Article article, string feedText, ExtractedPage page, Uri asked, Uri led, bool stoodElsewhere)
    {
        ArgumentNullException.ThrowIfNull(article);
        ArgumentNullException.ThrowIfNull(feedText);
        ArgumentNullException.ThrowIfNull(page);
        var title = article.FeedTitle ?? article.Title;
        var wall = page.Text.Length == 0 ? null : PageWall.Because(title, feedText, article.Outlet, article.Language, page, asked, led, stoodElsewhere);
        if (wall is not null)
        {
            return FromFeed(article, feedText, StubBecause(page) ?? wall) with { Verdict = PageVerdict.Wall };
        }

        var isPlain = SharedWords.Between($"{title}\n{feedText}", page.Text, article.Outlet, asked.IdnHost).IsClear;
        var stub = isPlain && IsShortArticle(feedText, page) ? null : StubBecause(page);
        var usesFeed = feedText.Length >= page.Text.Length;
        var fromFeed = FromFeed(article, feedText, stub);
        title = title.Length > 0 ? title : StoredText.Of(page.Title);
        var text = usesFeed ? feedText : StoredText.Of(page.Text);
        return fromFeed with
        {
            Title = title,
            Text = text,
            Byline = article.Byline ?? StoredText.Of(page.Byline),
            Language = ArticleLanguage.Decide(LanguageDetector.Detect($"{title}\n{text}"), page.Language, article.Language),
            PublishedAt = article.PublishedAt ?? page.PublishedAt,
            CanonicalUrl = page.CanonicalUrl,
            Verdict = isPlain ? PageVerdict.Article : PageVerdict.Doubtful,
        };
    }

    /// <summary>A few whole sentences that say more than the feed does: some news is short.</summary>
    private static bool IsShortArticle(string feedText, ExtractedPage page) =>
        !page.IsStub
        && TextWeight.Of(page.Text) is >= ShortArticleWeightMin and < PageTextWeightMin
        && TextWeight.Of(page.Text) >= LongerThanFeedFrom * TextWeight.Of(feedText)
        && !BreakOffs.Any(mark => page.Text.EndsWith(mark, StringComparison.OrdinalIgnoreCase));
}
