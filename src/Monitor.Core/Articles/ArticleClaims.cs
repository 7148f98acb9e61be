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
    /// Writes a reading; it is the fence too. The claimed row is as it stands: whoever changes an article that waits to be read counts its attempt up, and so
    /// does this. That it waits is not asked besides: PostgreSQL would seek the row among all that wait, few as they were when it last counted.
    /// </summary>
    internal const string ReadUpdate =
        """
        UPDATE "Articles" SET "ReadAttempt" = "ReadAttempt" + 1, "ReadLeaseUntil" = NULL, "FeedTitle" = NULL, "ReadFailures" = 0, "ReadAt" = @p0,
            "Title" = @p1, "Text" = @p2, "Byline" = @p3, "Language" = @p4, "CanonicalUrl" = @p5, "SummaryOnly" = @p6, "ReadNote" = @p7,
            "PublishedAt" = @p8, "AppearedAt" = @p9, "Past" = @p10,
            "Revision" = CASE WHEN @p11 THEN "Revision" + 1 ELSE "Revision" END, "GroupedAt" = CASE WHEN @p11 THEN NULL ELSE "GroupedAt" END,
            "Tags" = CASE WHEN @p12 THEN @p13 ELSE "Tags" END, "TagStamp" = CASE WHEN @p12 THEN @p14 ELSE "TagStamp" END,
            "Statements" = CASE WHEN @p12 THEN @p15 ELSE "Statements" END, "Lessons" = CASE WHEN @p12 THEN @p16 ELSE "Lessons" END
        WHERE "Id" = @p17 AND "ReadAttempt" = @p18
        """;

    /// <summary>
    /// Takes the pending articles that are due longest. Several workers never take the same one: a worker whose lease ran out finds another attempt
    /// number than its own.
    /// </summary>
    public static async Task<List<Article>> ClaimToReadAsync(
        this MonitorDbContext db, DateTimeOffset now, TimeSpan lease, int articlesMax, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        var databaseNow = await db.NowAsync(cancellationToken);
        var leaseUntil = databaseNow + lease;
        var claimed = db is SqliteMonitorDbContext
            ? await db.Set<Article>()
                .FromSql(
                    $"""
                    UPDATE "Articles" SET "ReadAttempt" = "ReadAttempt" + 1, "ReadLeaseUntil" = {UtcTextConverter.Format(leaseUntil)}
                    WHERE "Id" IN (SELECT "Id" FROM "Articles"
                                   WHERE "ReadAt" IS NULL AND "ReadDueAt" <= {UtcTextConverter.Format(now)}
                                     AND ("ReadLeaseUntil" IS NULL OR "ReadLeaseUntil" < {UtcTextConverter.Format(databaseNow)})
                                   ORDER BY "ReadDueAt", "Id" LIMIT {articlesMax})
                    RETURNING *
                    """)
                .AsNoTracking().ToListAsync(cancellationToken)
            : await db.Set<Article>()
                .FromSql(
                    $"""
                    UPDATE "Articles" SET "ReadAttempt" = "ReadAttempt" + 1, "ReadLeaseUntil" = {leaseUntil}
                    WHERE "Id" IN (SELECT "Id" FROM "Articles"
                                   WHERE "ReadAt" IS NULL AND "ReadDueAt" <= {now}
                                     AND ("ReadLeaseUntil" IS NULL OR "ReadLeaseUntil" < {databaseNow})
                                   ORDER BY "ReadDueAt", "Id" LIMIT {articlesMax} FOR UPDATE SKIP LOCKED)
                    RETURNING *
                    """)
                .AsNoTracking().ToListAsync(cancellationToken);
        return [.. claimed.OrderBy(article => article.ReadDueAt).ThenBy(article => article.Id)];
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
    /// Writes what reading brought, and what was found in the texts, in one commit. A former text that differs is kept as a revision, and its article is
    /// grouped anew. Where somebody else has taken an article over since, nothing of it is written.
    /// </summary>
    /// <returns>For each article whether it was written.</returns>
    public static async Task<bool[]> CompleteReadAsync(
        this MonitorDbContext db, IReadOnlyList<CompletedReading> completed, DateTimeOffset now, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(completed);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var touched = await RepeatedStatement.ExecuteAsync(
            db, ReadUpdate, [.. completed.Select(one => ReadValues(db, one, now))], cancellationToken);
        var written = touched.Select(rows => rows == 1).ToArray();
        db.AddRange(completed.Where((one, i) => written[i] && IsRevised(one)).Select(one => new ArticleRevision
        {
            ArticleId = one.Claimed.Id,
            Number = one.Claimed.Revision,
            Title = one.Claimed.Title,
            Text = one.Claimed.Text,
            ReplacedAt = now,
        }));
        await db.SaveChangesAsync(cancellationToken);
        for (var i = 0; i < completed.Count; i++)
        {
            if (written[i] && completed[i].Reading.Sight is { } sight)
            {
                await db.RememberAsync(sight, completed[i].Claimed.Id, completed[i].Reading.Verdict, now, cancellationToken);
            }
        }

        foreach (var host in completed.Where((one, i) => written[i]).Select(one => one.Reading.Sight?.Host).OfType<string>().Distinct())
        {
            await db.ForgetOldestAsync(host, cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
        return written;
    }

    private static bool IsChanged(CompletedReading completed) =>
        completed.Claimed.Text != completed.Reading.Text || completed.Claimed.Title != completed.Reading.Title;

    private static bool WasRead(CompletedReading completed) => completed.Claimed.Tags is not null;

    private static bool IsRevised(CompletedReading completed) => WasRead(completed) && IsChanged(completed);

    /// <summary>The values of <see cref="ReadUpdate"/>, in its order.</summary>
    private static object?[] ReadValues(MonitorDbContext db, CompletedReading completed, DateTimeOffset now)
    {
        var (claimed, reading, putFindings) = completed;
        var (isRevised, isFound) = (IsRevised(completed), !WasRead(completed) || IsChanged(completed));
        var article = claimed.Copy();
        article.DateAs(reading.PublishedAt);
        // The same text keeps its findings: Group has taken out what lies in boilerplate, and does not look at it again.
        if (isFound)
        {
            putFindings(article);
        }

        return
        [
            Stored(db, now), reading.Title, reading.Text, reading.Byline, reading.Language, reading.CanonicalUrl, reading.SummaryOnly,
            Shortened(StoredText.Of(reading.Note)), Stored(db, article.PublishedAt), Stored(db, article.AppearedAt), article.Past,
            isRevised, isFound, article.Tags, article.TagStamp, article.Statements, article.Lessons, claimed.Id, claimed.ReadAttempt,
        ];
    }

    /// <summary>Gives the article back until <paramref name="dueAt"/>; false when somebody else has taken it over since.</summary>
    public static async Task<bool> PostponeReadAsync(
        this MonitorDbContext db, Article claimed, int failures, DateTimeOffset dueAt, string note, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(claimed);
        return await Claimed(db, claimed).ExecuteUpdateAsync(
            set => set
                .SetProperty(article => article.ReadAttempt, article => article.ReadAttempt + 1)
                .SetProperty(article => article.ReadLeaseUntil, (DateTimeOffset?)null)
                .SetProperty(article => article.ReadFailures, failures)
                .SetProperty(article => article.ReadDueAt, dueAt)
                .SetProperty(article => article.ReadNote, Shortened(note)),
            cancellationToken) == 1;
    }

    /// <summary>
    /// For whoever makes articles pending again: ends each claim on them, and reads their rows anew, which are locked from then on until the caller's
    /// transaction ends. What a worker wrote since they were loaded is seen, and what it reads right now it cannot write over what they become.
    /// </summary>
    internal static async Task TakeFromReadersAsync(this MonitorDbContext db, IEnumerable<Article> articles, CancellationToken cancellationToken)
    {
        var taken = articles.Distinct().ToList();
        if (taken.Count == 0)
        {
            return;
        }

        var ids = taken.Select(article => article.Id).Order().ToArray();
        await db.Set<Article>().Where(article => ids.Contains(article.Id))
            .ExecuteUpdateAsync(set => set.SetProperty(article => article.ReadAttempt, article => article.ReadAttempt + 1), cancellationToken);
        foreach (var article in taken)
        {
            await db.Entry(article).ReloadAsync(cancellationToken);
        }
    }

    /// <summary>An article that was read from what proved to be no article is read once more; one whose text was let go is not.</summary>
    internal static Task ReadAgainAsync(this MonitorDbContext db, long articleId, DateTimeOffset now, CancellationToken cancellationToken) =>
        db.Set<Article>().Where(article => article.Id == articleId && article.ReadAt != null && article.TextForgottenAt == null).ExecuteUpdateAsync(
            set => set
                .SetProperty(article => article.ReadAt, (DateTimeOffset?)null)
                .SetProperty(article => article.ReadDueAt, now)
                .SetProperty(article => article.ReadFailures, 0)
                .SetProperty(article => article.ReadAttempt, article => article.ReadAttempt + 1)
                .SetProperty(article => article.ReadLeaseUntil, (DateTimeOffset?)null),
            cancellationToken);

    private static object? Stored(MonitorDbContext db, DateTimeOffset? instant) =>
        instant is { } at && db is SqliteMonitorDbContext ? UtcTextConverter.Format(at) : instant;

    private static IQueryable<Article> Claimed(MonitorDbContext db, Article claimed) =>
        db.Set<Article>().Where(article => article.Id == claimed.Id && article.ReadAttempt == claimed.ReadAttempt);

    private static string? Shortened(string? note) => note?.Length > NoteCharactersMax ? note[..NoteCharactersMax] : note;
}
