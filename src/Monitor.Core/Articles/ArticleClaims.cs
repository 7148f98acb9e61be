using Microsoft.EntityFrameworkCore;
using Monitor.Articles.Walls;
using Monitor.Storage;
using Monitor.Text;

namespace Monitor.Articles;

/// <summary>The commits of reading: claim, complete, postpone. Each is fenced by the attempt number.</summary>
public static class ArticleClaims
{
    private const int NoteCharactersMax = 500;

    /// <summary>
    /// Takes the pending article that is due longest; null when none is. Several workers never take the same one: a worker whose lease ran
    /// out finds another attempt number than its own.
    /// </summary>
    public static async Task<Article?> ClaimNextToReadAsync(
        this MonitorDbContext db, DateTimeOffset now, TimeSpan lease, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        var databaseNow = await db.NowAsync(cancellationToken);
        var leaseUntil = databaseNow + lease;
        var claimed = db is SqliteMonitorDbContext
            ? await db.Set<Article>()
                .FromSql(
                    $"""
                    UPDATE "Articles" SET "ReadAttempt" = "ReadAttempt" + 1, "ReadLeaseUntil" = {UtcTextConverter.Format(leaseUntil)}
                    WHERE "Id" = (SELECT "Id" FROM "Articles"
                                  WHERE "ReadAt" IS NULL AND "ReadDueAt" <= {UtcTextConverter.Format(now)}
                                    AND ("ReadLeaseUntil" IS NULL OR "ReadLeaseUntil" < {UtcTextConverter.Format(databaseNow)})
                                  ORDER BY "ReadDueAt", "Id" LIMIT 1)
                    RETURNING *
                    """)
                .AsNoTracking().ToListAsync(cancellationToken)
            : await db.Set<Article>()
                .FromSql(
                    $"""
                    UPDATE "Articles" SET "ReadAttempt" = "ReadAttempt" + 1, "ReadLeaseUntil" = {leaseUntil}
                    WHERE "Id" = (SELECT "Id" FROM "Articles"
                                  WHERE "ReadAt" IS NULL AND "ReadDueAt" <= {now}
                                    AND ("ReadLeaseUntil" IS NULL OR "ReadLeaseUntil" < {databaseNow})
                                  ORDER BY "ReadDueAt", "Id" LIMIT 1 FOR UPDATE SKIP LOCKED)
                    RETURNING *
                    """)
                .AsNoTracking().ToListAsync(cancellationToken);
        return claimed.SingleOrDefault();
    }

    /// <summary>Renews a claim; false when somebody else has taken the article over since.</summary>
    public static async Task<bool> RenewReadAsync(this MonitorDbContext db, Article claimed, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(claimed);
        DateTimeOffset? leaseUntil = await db.NowAsync(cancellationToken) + LeaseTimes.Duration;
        return await Claimed(db, claimed).ExecuteUpdateAsync(
            set => set.SetProperty(article => article.ReadLeaseUntil, leaseUntil), cancellationToken) == 1;
    }

    /// <summary>
    /// Writes what reading brought, and what was found in the text, in one commit. A former text that differs is kept as a revision, and
    /// the article is grouped anew. False when somebody else has taken the article over since: then nothing is written.
    /// </summary>
    public static async Task<bool> CompleteReadAsync(
        this MonitorDbContext db, Article claimed, ArticleReading reading, Action<Article> putFindings, DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(claimed);
        ArgumentNullException.ThrowIfNull(reading);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        if (!await db.ReleaseReadAsync(claimed, cancellationToken))
        {
            return false;
        }

        var article = await db.Set<Article>().SingleAsync(article => article.Id == claimed.Id, cancellationToken);
        var wasRead = article.Tags is not null;
        var isChanged = article.Text != reading.Text || article.Title != reading.Title;
        if (wasRead && isChanged)
        {
            db.Add(new ArticleRevision
            {
                ArticleId = article.Id,
                Number = article.Revision,
                Title = article.Title,
                Text = article.Text,
                ReplacedAt = now,
            });
            article.Revision++;
            article.GroupedAt = null;
        }

        article.Title = reading.Title;
        article.FeedTitle = null;
        article.Text = reading.Text;
        article.Byline = reading.Byline;
        article.Language = reading.Language;
        article.CanonicalUrl = reading.CanonicalUrl;
        article.SummaryOnly = reading.SummaryOnly;
        article.ReadNote = Shortened(StoredText.Of(reading.Note));
        article.DateAs(reading.PublishedAt);
        // The same text keeps its findings: Group has taken out what lies in boilerplate, and does not look at it again.
        if (!wasRead || isChanged)
        {
            putFindings(article);
        }

        article.ReadAt = now;
        article.ReadFailures = 0;
        await db.SaveChangesAsync(cancellationToken);
        if (reading.Sight is { } sight)
        {
            await db.RememberAsync(sight, article.Id, reading.Verdict, now, cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
        return true;
    }

    /// <summary>Gives the article back until <paramref name="dueAt"/>; false when somebody else has taken it over since.</summary>
    public static async Task<bool> PostponeReadAsync(
        this MonitorDbContext db, Article claimed, int failures, DateTimeOffset dueAt, string note, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(claimed);
        return await Claimed(db, claimed).ExecuteUpdateAsync(
            set => set
                .SetProperty(article => article.ReadLeaseUntil, (DateTimeOffset?)null)
                .SetProperty(article => article.ReadFailures, failures)
                .SetProperty(article => article.ReadDueAt, dueAt)
                .SetProperty(article => article.ReadNote, Shortened(note)),
            cancellationToken) == 1;
    }

    /// <summary>An article that was read from what proved to be no article is read once more.</summary>
    internal static Task ReadAgainAsync(this MonitorDbContext db, long articleId, DateTimeOffset now, CancellationToken cancellationToken) =>
        db.Set<Article>().Where(article => article.Id == articleId && article.ReadAt != null).ExecuteUpdateAsync(
            set => set
                .SetProperty(article => article.ReadAt, (DateTimeOffset?)null)
                .SetProperty(article => article.ReadDueAt, now)
                .SetProperty(article => article.ReadFailures, 0)
                .SetProperty(article => article.ReadAttempt, article => article.ReadAttempt + 1)
                .SetProperty(article => article.ReadLeaseUntil, (DateTimeOffset?)null),
            cancellationToken);

    /// <summary>The fence, inside the transaction that is about to commit: the row stays locked until then.</summary>
    private static async Task<bool> ReleaseReadAsync(this MonitorDbContext db, Article claimed, CancellationToken cancellationToken) =>
        await Claimed(db, claimed).ExecuteUpdateAsync(
            set => set.SetProperty(article => article.ReadLeaseUntil, (DateTimeOffset?)null), cancellationToken) == 1;

    private static IQueryable<Article> Claimed(MonitorDbContext db, Article claimed) =>
        db.Set<Article>().Where(article => article.Id == claimed.Id && article.ReadAttempt == claimed.ReadAttempt && article.ReadAt == null);

    private static string? Shortened(string? note) => note?.Length > NoteCharactersMax ? note[..NoteCharactersMax] : note;
}
