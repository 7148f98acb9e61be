using Microsoft.EntityFrameworkCore;
using Monitor.Storage;

namespace Monitor.Articles.Walls;

/// <summary>What hosts showed before: asked before a page is judged, told in the commit of its article.</summary>
public static class PageMemory
{
    /// <summary>Whether the host showed this text under another title, and for another article than this: outlets do change titles.</summary>
    public static Task<bool> StoodElsewhereAsync(this MonitorDbContext db, PageSight sight, long articleId, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(sight);
        return db.Set<PageText>().AnyAsync(
            text => text.Host == sight.Host
                && text.TextKey == sight.TextKey
                && (text.IsRepeated || text.TitleKey != sight.TitleKey)
                && (text.ArticleId == null || text.ArticleId != articleId),
            cancellationToken);
    }

    /// <summary>
    /// Keeps the sight, in the caller's transaction. Where it shows that an earlier article was read from a wall, that one is pending again: it
    /// was taken for an article before anybody could know better.
    /// </summary>
    /// <param name="isWall">The page was judged to be no article.</param>
    internal static async Task RememberAsync(
        this MonitorDbContext db, PageSight sight, long articleId, bool isWall, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var at = db.Set<PageText>().Where(text => text.Host == sight.Host && text.TextKey == sight.TextKey);
        var known = await at.AsNoTracking().SingleOrDefaultAsync(cancellationToken);
        if (known is null)
        {
            await InsertAsync(db, sight, isWall ? null : articleId, now, cancellationToken);
            await ForgetOldestAsync(db, sight.Host, cancellationToken);
            return;
        }

        var isRepeated = known.IsRepeated || (known.TitleKey != sight.TitleKey && known.ArticleId != articleId);
        await at.ExecuteUpdateAsync(
            set => set
                .SetProperty(text => text.IsRepeated, isRepeated)
                .SetProperty(text => text.SeenAt, now)
                .SetProperty(text => text.ArticleId, text => isWall ? null : text.ArticleId),
            cancellationToken);
        if (isWall && isRepeated && known.ArticleId is { } misread && misread != articleId)
        {
            await db.ReadAgainAsync(misread, now, cancellationToken);
        }
    }

    private static async Task InsertAsync(MonitorDbContext db, PageSight sight, long? articleId, DateTimeOffset now, CancellationToken cancellationToken)
    {
        object stored = db is SqliteMonitorDbContext ? UtcTextConverter.Format(now) : now;
        // Another worker may see the same page at the same instant.
        await db.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO "PageTexts" ("Host", "TextKey", "TitleKey", "IsRepeated", "ArticleId", "SeenAt")
            VALUES ({sight.Host}, {sight.TextKey}, {sight.TitleKey}, {false}, {articleId}, {stored}) ON CONFLICT DO NOTHING
            """,
            cancellationToken);
    }

    private static async Task ForgetOldestAsync(MonitorDbContext db, string host, CancellationToken cancellationToken)
    {
        var texts = db.Set<PageText>().Where(text => text.Host == host);
        var keptFrom = await texts.OrderByDescending(text => text.SeenAt).Skip(PageText.OfHostMax - 1).Select(text => text.SeenAt).Take(1).ToListAsync(cancellationToken);
        if (keptFrom is [var oldest])
        {
            await texts.Where(text => text.SeenAt < oldest).ExecuteDeleteAsync(cancellationToken);
        }
    }
}
