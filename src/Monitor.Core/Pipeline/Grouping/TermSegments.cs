using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Monitor.Search;
using Monitor.Storage;

namespace Monitor.Pipeline.Grouping;

/// <summary>
/// PostgreSQL: divides the index of terms by time into partitions of some articles each, so that taking one in costs the same whatever is kept: in one GIN
/// index each article changes as many pages as it has terms. SQLite's FTS5 does so by itself. The last partition is open, for all keys from its first on.
/// </summary>
internal sealed partial class TermSegments(MonitorDbContextFactory contexts, TimeProvider clock)
{
    public const int ArticlesMax = 50_000;

    /// <summary>A partition may hold this share of all: a search looks into each, and each takes three locks.</summary>
    private const int PartsMin = 32;

    private const int ArticlesBetweenLooks = 5_000;

    private const string NoBegin = "MINVALUE";
    private const string NoEnd = "MAXVALUE";

    // The terms lie beside the rows. What there is to know of them changes slowly, and looking costs a few seconds.
    private const string Storage = "WITH (toast_tuple_target = 128, autovacuum_analyze_scale_factor = 0.5)";

    // A clock that was set ahead once would leave an open partition that nothing comes into for as long.
    private static readonly TimeSpan AheadMax = TimeSpan.FromDays(1);

    private int _sinceLook = ArticlesBetweenLooks;

    /// <summary>Notes that articles were taken in.</summary>
    public void Took(int articles) => _sinceLook += articles;

    /// <summary>Closes the open partition where it is full; looks for that every few thousand articles. Errors: those of the database.</summary>
    public async Task DivideIfDueAsync(CancellationToken cancellationToken)
    {
        if (contexts.IsShared && _sinceLook >= ArticlesBetweenLooks)
        {
            _sinceLook = 0;
            await DivideAsync(ArticlesMax, cancellationToken);
        }
    }

    /// <summary>Closes the open partition where it holds so many. Outside any transaction that writes the index, which it would wait for.</summary>
    /// <returns>Whether it was closed.</returns>
    public async Task<bool> DivideAsync(int articlesMax, CancellationToken cancellationToken)
    {
        await using var db = contexts.CreateDbContext();
        if (await NextEdgeAsync(db, (await PartsAsync(db, cancellationToken))[^1], articlesMax, cancellationToken) is null)
        {
            return false;
        }

        Part closed;
        await using (var transaction = await db.Database.BeginTransactionAsync(cancellationToken))
        {
            closed = (await PartsAsync(db, cancellationToken))[^1];
            await LockAsync(db, $"""ONLY "ArticleTerms", {closed.Name}""", "ACCESS EXCLUSIVE", cancellationToken);
            // Another worker may have done it meanwhile.
            if (await NextEdgeAsync(db, closed, articlesMax, cancellationToken) is not { } edge)
            {
                return false;
            }

            await ExecuteAsync(db, $"""ALTER TABLE "ArticleTerms" DETACH PARTITION {closed.Name}""", cancellationToken);
            await AttachAsync(db, closed.Name, closed.From, $"{edge}", cancellationToken);
            await ExecuteAsync(
                db, $"""CREATE TABLE "ArticleTerms_{edge}" PARTITION OF "ArticleTerms" FOR VALUES FROM ({edge}) TO (MAXVALUE) {Storage}""", cancellationToken);
            await transaction.CommitAsync(cancellationToken);
        }

        // What waits in its list to be sorted in would be looked through by each search, for ever.
        await ExecuteAsync(
            db,
            $"""
            SELECT gin_clean_pending_list(indexrelid) FROM pg_index JOIN pg_class ON oid = indexrelid
            WHERE indrelid = '{closed.Name}'::regclass AND relam = (SELECT oid FROM pg_am WHERE amname = 'gin')
            """,
            cancellationToken);
        return true;
    }

    /// <summary>
    /// Puts the oldest partitions together as long as two of them hold no more than one may: what retention spares of each would leave ever more of them.
    /// Who reads waits for the last moment of it only.
    /// </summary>
    /// <returns>How many fewer there are.</returns>
    public async Task<int> MergeAsync(int articlesMax, CancellationToken cancellationToken)
    {
        for (var merged = 0; ; merged++)
        {
            await using var db = contexts.CreateDbContext();
            await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
            if (await PartsAsync(db, cancellationToken) is not [var first, var second, _, ..])
            {
                return merged;
            }

            await LockAsync(db, $"{first.Name}, {second.Name}", "SHARE", cancellationToken);
            if (await HeldAsync(db, first, articlesMax + 1, cancellationToken) + await HeldAsync(db, second, articlesMax + 1, cancellationToken) > articlesMax)
            {
                return merged;
            }

            var name = $"\"ArticleTerms_0_{second.To}\"";
            await ExecuteAsync(db, $"""CREATE TABLE {name} (LIKE "ArticleTerms") {Storage}""", cancellationToken);
            await ExecuteAsync(db, $"INSERT INTO {name} SELECT * FROM {first.Name} UNION ALL SELECT * FROM {second.Name}", cancellationToken);
            await ExecuteAsync(db, $"""ALTER TABLE {name} ADD PRIMARY KEY ("Key")""", cancellationToken);
            await ExecuteAsync(db, $"""CREATE INDEX ON {name} USING gin ("Terms")""", cancellationToken);
            await LockAsync(db, "ONLY \"ArticleTerms\"", "ACCESS EXCLUSIVE", cancellationToken);
            await ExecuteAsync(db, $"DROP TABLE {first.Name}, {second.Name}", cancellationToken);
            await AttachAsync(db, name, first.From, second.To, cancellationToken);
            await transaction.CommitAsync(cancellationToken);
        }
    }

    /// <summary>Who comes meanwhile waits behind this: no longer than that for a backup or a long search under way.</summary>
    private static async Task LockAsync(MonitorDbContext db, string tables, string mode, CancellationToken cancellationToken)
    {
        await db.Database.ExecuteSqlAsync($"SET LOCAL lock_timeout = '2s'", cancellationToken);
        await ExecuteAsync(db, $"LOCK TABLE {tables} IN {mode} MODE", cancellationToken);
    }

    /// <summary>The first key behind all that the open partition holds; null where it is not full.</summary>
    private async Task<long?> NextEdgeAsync(MonitorDbContext db, Part open, int articlesMax, CancellationToken cancellationToken)
    {
        var max = Math.Max(articlesMax, (await PartsAsync(db, cancellationToken)).Sum(part => part.Rows) / PartsMin);
        if (open.To != NoEnd || await HeldAsync(db, open, max, cancellationToken) < max)
        {
            return null;
        }

        var last = await AskAsync(db, $"""SELECT max("Key") AS "Value" FROM {open.Name}""", cancellationToken);
        var edge = SearchKey.InstantOf(last).AddSeconds(1);
        return edge > clock.GetUtcNow() + AheadMax ? null : SearchKey.From(edge);
    }

    /// <summary>All partitions, the oldest first.</summary>
    private static async Task<List<Part>> PartsAsync(MonitorDbContext db, CancellationToken cancellationToken)
    {
        var rows = await db.Database.SqlQuery<PartRow>(
            $"""
            SELECT part.oid::regclass::text AS "Name", pg_get_expr(part.relpartbound, part.oid) AS "Bound", part.reltuples::bigint AS "Rows"
            FROM pg_inherits JOIN pg_class AS part ON part.oid = inhrelid WHERE inhparent = '"ArticleTerms"'::regclass
            """).ToListAsync(cancellationToken);
        return [.. rows.Select(Part.Of).OrderBy(part => part.From == NoBegin ? long.MinValue : long.Parse(part.From, CultureInfo.InvariantCulture))];
    }

    /// <summary>The rows themselves, which are read for it, are short: their terms lie beside them.</summary>
    private static Task<int> AttachAsync(MonitorDbContext db, string name, string from, string to, CancellationToken cancellationToken) =>
        ExecuteAsync(db, $"""ALTER TABLE "ArticleTerms" ATTACH PARTITION {name} FOR VALUES FROM ({from}) TO ({to})""", cancellationToken);

    /// <summary>How many it holds, counted up to a number.</summary>
    private static Task<long> HeldAsync(MonitorDbContext db, Part part, long max, CancellationToken cancellationToken) =>
        AskAsync(db, $"""SELECT count(*) AS "Value" FROM (SELECT 1 FROM {part.Name} LIMIT {max}) AS held""", cancellationToken);

    // Names as the database gave and quoted them, and numbers.
#pragma warning disable EF1002, EF1003
    private static Task<long> AskAsync(MonitorDbContext db, string question, CancellationToken cancellationToken) =>
        db.Database.SqlQueryRaw<long>(question).SingleAsync(cancellationToken);

    private static Task<int> ExecuteAsync(MonitorDbContext db, string statement, CancellationToken cancellationToken) =>
        db.Database.ExecuteSqlRawAsync(statement, cancellationToken);
#pragma warning restore EF1002, EF1003

    [GeneratedRegex(@"FROM \('?(\w+)'?\) TO \('?(\w+)'?\)")]
    private static partial Regex Bounds();

    /// <param name="Name">Quoted.</param>
    /// <param name="From">A key, or MINVALUE.</param>
    /// <param name="To">A key, or MAXVALUE.</param>
    /// <param name="Rows">As many as the server reckoned at its last look.</param>
    private sealed record Part(string Name, string From, string To, long Rows)
    {
        public static Part Of(PartRow row)
        {
            var bounds = Bounds().Match(row.Bound);
            return new Part(row.Name, bounds.Groups[1].Value, bounds.Groups[2].Value, Math.Max(0, row.Rows));
        }
    }

    private sealed record PartRow(string Name, string Bound, long Rows);
}
