using System.Data.Common;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Monitor.Articles;
using Monitor.Storage;

namespace Monitor.Search;

/// <summary>
/// The index of terms over grouped articles: in SQLite an FTS5 table without content, in PostgreSQL a tsvector with a GIN index. It is written in
/// the commit that groups an article, or changes what it is found by; <see cref="Article.SearchKey"/> says under which key it stands there.
/// </summary>
public static class ArticleIndex
{
    private const int WalkedForEach = 4;
    private const int WalkedMin = 100;
    private const int WalkedMax = 1_000;
    private const int TakenAlong = 1_000;

    /// <summary>Takes articles in, or exchanges their terms. Inside the caller's transaction.</summary>
    public static async Task PutAsync(MonitorDbContext db, IReadOnlyList<IndexedText> texts, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(texts);
        if (texts.Count == 0)
        {
            return;
        }

        if (db is SqliteMonitorDbContext)
        {
            await PutIntoSqliteAsync(db, texts, cancellationToken);
        }
        else
        {
            await PutIntoPostgresAsync(db, texts, cancellationToken);
        }
    }

    /// <summary>Takes articles out. Inside the caller's transaction.</summary>
    public static async Task RemoveAsync(MonitorDbContext db, IReadOnlyList<long> keys, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        await (db is SqliteMonitorDbContext
            ? db.Database.ExecuteSqlAsync(
                $"""DELETE FROM "ArticleTerms" WHERE rowid IN (SELECT value FROM json_each({JsonSerializer.Serialize(keys)}))""", cancellationToken)
            : db.Database.ExecuteSqlAsync($"""DELETE FROM "ArticleTerms" WHERE "Key" = ANY({keys.ToArray()})""", cancellationToken));
    }

    /// <summary>Keys of articles that fit, the latest first.</summary>
    /// <param name="from">The lowest key that counts.</param>
    /// <param name="below">Keys from here on do not count.</param>
    public static async Task<List<long>> KeysAsync(
        MonitorDbContext db, IndexNeed need, long from, long below, int max, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(need);
        if (need.IsEverything)
        {
            return await db.Set<Article>()
                .Where(article => article.SearchKey >= from && article.SearchKey < below)
                .OrderByDescending(article => article.SearchKey)
                .Select(article => article.SearchKey!.Value)
                .Take(max)
                .ToListAsync(cancellationToken);
        }

        if (db is SqliteMonitorDbContext)
        {
            return await db.Database
                .SqlQuery<long>(
                    $"""
                    SELECT rowid AS "Value" FROM "ArticleTerms" WHERE "ArticleTerms" MATCH {need.ToFullTextQuery()} AND rowid >= {from} AND rowid < {below}
                    ORDER BY rowid DESC LIMIT {max}
                    """)
                .ToListAsync(cancellationToken);
        }

        await using var transaction = await BeginByIndexAsync(db, cancellationToken);
        // The sum keeps the planner from walking the keys and unpacking the terms of each article on the way.
        return await db.Database
            .SqlQuery<long>(
                $"""
                SELECT "Key" AS "Value" FROM "ArticleTerms" WHERE "Terms" @@ {need.ToTextSearchQuery()}::tsquery AND "Key" >= {from} AND "Key" < {below}
                ORDER BY "Key" + 0 DESC LIMIT {max}
                """)
            .ToListAsync(cancellationToken);
    }

    /// <summary>The next keys of a walk, the latest first, and whether there are none behind them.</summary>
    /// <param name="wanted">So many are wanted; there may be fewer or more, but none only at the end.</param>
    internal static async Task<(List<long> Keys, bool IsEnd)> NextAsync(
        MonitorDbContext db, IndexNeed need, long from, long below, int wanted, CancellationToken cancellationToken)
    {
        if (db is not SqliteMonitorDbContext && !need.IsEverything)
        {
            // What many articles hold is met at once on the way down; the index names all that hold it first, and so many more are taken along.
            var walked = Math.Clamp(wanted * WalkedForEach, WalkedMin, WalkedMax);
            var (met, isEnd) = await MetAsync(db, need, from, below, walked, cancellationToken);
            if (isEnd || met.Count >= Math.Min(wanted, walked / WalkedForEach))
            {
                return (met, isEnd);
            }
        }

        // SQLite goes down its index, and stops where it has enough.
        var max = db is SqliteMonitorDbContext ? wanted : Math.Max(wanted, TakenAlong);
        var keys = await KeysAsync(db, need, from, below, max, cancellationToken);
        return (keys, keys.Count < max);
    }

    /// <summary>PostgreSQL: those that fit of a few of the latest, and whether there are no more behind these few.</summary>
    private static async Task<(List<long> Keys, bool IsEnd)> MetAsync(
        MonitorDbContext db, IndexNeed need, long from, long below, int walked, CancellationToken cancellationToken)
    {
        var keys = await db.Database
            .SqlQuery<long>(
                $"""
                SELECT CASE WHEN one."Terms" @@ {need.ToTextSearchQuery()}::tsquery THEN one."Key" ELSE -1 END AS "Value" FROM (
                    SELECT "Key", "Terms" FROM "ArticleTerms" WHERE "Key" >= {from} AND "Key" < {below} ORDER BY "Key" DESC LIMIT {walked}) AS one
                ORDER BY one."Key" DESC
                """)
            .ToListAsync(cancellationToken);
        return ([.. keys.Where(key => key >= 0)], keys.Count < walked);
    }

    /// <summary>Those of some keys that fit.</summary>
    public static async Task<List<long>> AmongAsync(MonitorDbContext db, IndexNeed need, IReadOnlyList<long> keys, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(need);
        if (need.IsEverything || keys.Count == 0)
        {
            return [.. keys];
        }

        return db is SqliteMonitorDbContext
            ? await db.Database
                .SqlQuery<long>(
                    $"""
                    SELECT rowid AS "Value" FROM "ArticleTerms" WHERE "ArticleTerms" MATCH {need.ToFullTextQuery()}
                        AND rowid IN (SELECT value FROM json_each({JsonSerializer.Serialize(keys)}))
                    """)
                .ToListAsync(cancellationToken)
            : await db.Database
                .SqlQuery<long>(
                    $"""
                    SELECT "Key" AS "Value" FROM "ArticleTerms" WHERE "Key" = ANY({keys.ToArray()}) AND "Terms" @@ {need.ToTextSearchQuery()}::tsquery
                    """)
                .ToListAsync(cancellationToken);
    }

    /// <summary>How many articles fit, counted up to a number.</summary>
    public static async Task<int> CountAsync(MonitorDbContext db, IndexNeed need, long from, long below, int max, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(need);
        if (need.IsEverything)
        {
            return await db.Set<Article>().Where(article => article.SearchKey >= from && article.SearchKey < below)
                .Select(_ => 1).Take(max).CountAsync(cancellationToken);
        }

        if (db is SqliteMonitorDbContext)
        {
            return await db.Database
                .SqlQuery<int>(
                    $"""
                    SELECT count(*) AS "Value" FROM (SELECT rowid FROM "ArticleTerms"
                        WHERE "ArticleTerms" MATCH {need.ToFullTextQuery()} AND rowid >= {from} AND rowid < {below} LIMIT {max})
                    """)
                .SingleAsync(cancellationToken);
        }

        await using var transaction = await BeginByIndexAsync(db, cancellationToken);
        return await db.Database
            .SqlQuery<int>(
                $"""
                SELECT count(*)::int AS "Value" FROM (SELECT 1 FROM "ArticleTerms"
                    WHERE "Terms" @@ {need.ToTextSearchQuery()}::tsquery AND "Key" >= {from} AND "Key" < {below} LIMIT {max}) AS found
                """)
            .SingleAsync(cancellationToken);
    }

    /// <summary>A reading transaction in which the planner takes the index of terms, whatever it believes of how many articles hold a term.</summary>
    private static async Task<IDbContextTransaction?> BeginByIndexAsync(MonitorDbContext db, CancellationToken cancellationToken)
    {
        var own = db.Database.CurrentTransaction is null ? await db.Database.BeginTransactionAsync(cancellationToken) : null;
        // A map of all articles that hold a frequent term takes more than the 4 MB of default, and would else be looked through again. A plan for
        // any terms whatever, which a connection makes of what it was asked five times, walks the keys. So does one of a partition in whose list much
        // waits to be sorted in, where pages of the disk are dear: unpacking the terms of each article is dearer, and it reckons that as nothing.
        await db.Database.ExecuteSqlAsync(
            $"""
            SET LOCAL enable_seqscan = off; SET LOCAL work_mem = '64MB'; SET LOCAL plan_cache_mode = force_custom_plan;
            SET LOCAL random_page_cost = 0.05; SET LOCAL jit = off
            """,
            cancellationToken);
        return own;
    }

    private static async Task PutIntoSqliteAsync(MonitorDbContext db, IReadOnlyList<IndexedText> texts, CancellationToken cancellationToken)
    {
        await using var remove = Command(db, """DELETE FROM "ArticleTerms" WHERE rowid = @key""");
        await using var insert = Command(db, """INSERT INTO "ArticleTerms" (rowid, "Terms") VALUES (@key, @terms)""");
        var (removed, key, terms) = (Parameter(remove, "@key", 0L), Parameter(insert, "@key", 0L), Parameter(insert, "@terms", ""));
        foreach (var text in texts)
        {
            if (text.FormerKey is { } former)
            {
                removed.Value = former;
                await remove.ExecuteNonQueryAsync(cancellationToken);
            }

            (key.Value, terms.Value) = (text.Key, string.Join(' ', text.Terms()));
            await insert.ExecuteNonQueryAsync(cancellationToken);
        }
    }

    private static async Task PutIntoPostgresAsync(MonitorDbContext db, IReadOnlyList<IndexedText> texts, CancellationToken cancellationToken)
    {
        var former = texts.Where(text => text.FormerKey is not null && text.FormerKey != text.Key).Select(text => text.FormerKey!.Value).ToArray();
        if (former.Length > 0)
        {
            await using var remove = Command(db, """DELETE FROM "ArticleTerms" WHERE "Key" = ANY(@keys)""");
            Parameter(remove, "@keys", former);
            await remove.ExecuteNonQueryAsync(cancellationToken);
        }

        // What is new waits in a list until it is worth sorting into the index, which is most of what writing it costs: the 4 MB of default hold some 600
        // articles. Each search looks through the list, .4 ms a megabyte. Sorted in with little memory, each term is gone to several times.
        await db.Database.ExecuteSqlAsync($"SET LOCAL gin_pending_list_limit = '16MB'; SET LOCAL work_mem = '64MB'", cancellationToken);
        await using var insert = Command(
            db,
            """
            INSERT INTO "ArticleTerms" ("Key", "Terms")
            SELECT one.key, array_to_tsvector(string_to_array(one.terms, ' ')) FROM unnest(@keys, @terms) AS one(key, terms)
            ON CONFLICT ("Key") DO UPDATE SET "Terms" = EXCLUDED."Terms"
            """);
        Parameter(insert, "@keys", texts.Select(text => text.Key).ToArray());
        Parameter(insert, "@terms", texts.Select(text => string.Join(' ', text.Terms())).ToArray());
        await insert.ExecuteNonQueryAsync(cancellationToken);
    }

    private static DbCommand Command(MonitorDbContext db, string text)
    {
        var command = db.Database.GetDbConnection().CreateCommand();
#pragma warning disable CA2100 // Constants of this file.
        command.CommandText = text;
#pragma warning restore CA2100
        command.Transaction = db.Database.CurrentTransaction?.GetDbTransaction()
            ?? throw new InvalidOperationException("the index is written in the commit of its articles");
        return command;
    }

    private static DbParameter Parameter(DbCommand command, string name, object value)
    {
        var parameter = command.CreateParameter();
        (parameter.ParameterName, parameter.Value) = (name, value);
        command.Parameters.Add(parameter);
        return parameter;
    }
}
