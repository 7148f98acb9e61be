namespace Monitor.Articles;

/// <summary>Named questions about articles.</summary>
public static class ArticleQueries
{
    /// <summary>Read and not yet grouped, in the order Group takes them.</summary>
    public static IQueryable<Article> ToGroup(this IQueryable<Article> articles, int batchMax) =>
        articles.Where(article => article.ReadAt != null && article.GroupedAt == null)
                .OrderBy(article => article.AppearedAt)
                .ThenBy(article => article.Id)
                .Take(batchMax);

    /// <summary>Grouped, appeared since an instant, and tagged with an older config than the one with this stamp; newest first.</summary>
    public static IQueryable<Article> ToTagAgain(this IQueryable<Article> articles, long stamp, DateTimeOffset since) =>
        articles.Where(article => article.TagStamp < stamp && article.AppearedAt >= since
                    && article.ReadAt != null && article.GroupedAt != null && article.TextForgottenAt == null)
                .OrderByDescending(article => article.TagStamp)
                .ThenByDescending(article => article.AppearedAt);

    /// <summary>Grouped, and not in the search index: what an older version kept; the latest first.</summary>
    public static IQueryable<Article> NotIndexed(this IQueryable<Article> articles) =>
        articles.Where(article => article.SearchKey == null && article.GroupedAt != null).OrderByDescending(article => article.Id);

    /// <summary>All that has been read and appeared since an instant and still has its text, in the order in which it came, for a look back.</summary>
    public static IQueryable<Article> ReadSince(this IQueryable<Article> articles, DateTimeOffset since) =>
        articles.Where(article => article.ReadAt != null && article.AppearedAt >= since && article.TextForgottenAt == null).OrderBy(article => article.Id);
}
