using Monitor.Articles;
using Monitor.Storage;

namespace Monitor.IntegrationTests.Articles;

/// <summary>Claims and commits of one article.</summary>
internal static class OneArticle
{
    public static async Task<Article?> ClaimNextToReadAsync(
        this MonitorDbContext db, DateTimeOffset now, TimeSpan lease, CancellationToken cancellationToken) =>
        (await db.ClaimToReadAsync(now, lease, 1, cancellationToken)).SingleOrDefault();

    public static async Task<bool> CompleteReadAsync(
        this MonitorDbContext db, Article claimed, ArticleReading reading, Action<Article> putFindings, DateTimeOffset now,
        CancellationToken cancellationToken) =>
        (await db.CompleteReadAsync([new CompletedReading(claimed, reading, putFindings)], now, cancellationToken)).Single();
}
