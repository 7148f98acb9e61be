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
    /// Keeps the sight, in the caller's transaction. Where it shows that the text is a wall, an article that was read from it before anybody could
    /// know is pending again; so is this one, when another worker kept the same text while it was read.
    /// </summary>
    internal static async Task RememberAsync(
        this MonitorDbContext db, PageSight sight, long articleId, PageVerdict verdict, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (await InsertAsync(db, sight, verdict is PageVerdict.Wall ? null : articleId, now, cancellationToken))
        {
            return;
        }

        var at = db.Set<PageText>().Where(text => text.Host == sight.Host && text.TextKey == sight.TextKey);
        if (await at.AsNoTracking().SingleOrDefaultAsync(cancellationToken) is not { } known)
        {
            return;
        }

        var isRepeated = known.IsRepeated || (known.TitleKey != sight.TitleKey && known.ArticleId != articleId);
        var isWall = verdict is PageVerdict.Wall || (isRepeated && verdict is PageVerdict.Doubtful);
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

        if (isWall && verdict is PageVerdict.Doubtful)
        {
            await db.ReadAgainAsync(articleId, now, cancellationToken);
        }
    }

    /// <summary>False where the text is kept already: another worker may see the same page at the same instant.</summary>
    private static async Task<bool> InsertAsync(MonitorDbContext db, PageSight sight, long? articleId, DateTimeOffset now, CancellationToken cancellationToken)
    {
        object stored = db is SqliteMonitorDbContext ? UtcTextConverter.Format(now) : now;
        return await db.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO "PageTexts" ("Host", "TextKey", "TitleKey", "IsRepeated", "ArticleId", "SeenAt")
            VALUES ({sight.Host}, {sight.TextKey}, {sight.TitleKey}, {false}, {articleId}, {stored}) ON CONFLICT DO NOTHING
            """,
            cancellationToken) == 1;
    }

    /// <summary>Lets a host's oldest texts go, in the transaction in which new ones were kept.</summary>
    internal static async Task ForgetOldestAsync(this MonitorDbContext db, string host, CancellationToken cancellationToken)
    {
        var texts = db.Set<PageText>().Where(text => text.Host == host);
        var keptFrom = await texts.OrderByDescending(text => text.SeenAt).Skip(PageText.OfHostMax - 1)
            .Select(text => text.SeenAt).Take(1).ToListAsync(cancellationToken);
        if (keptFrom is [var oldest])
        {
            await texts.Where(text => text.SeenAt < oldest).ExecuteDeleteAsync(cancellationToken);
        }
    }
}
