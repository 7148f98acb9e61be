using System.Data.Common;
using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Monitor.Search;
using Monitor.Storage;

namespace Monitor.Pipeline.Grouping;

/// <summary>
/// PostgreSQL: divides the index of terms by time into partitions of some articles each, so that taking one in costs the same whatever is kept: in one GIN
/// index each article changes as many pages as it has terms. SQLite's FTS5 does so by itself. The last partition is open, for all keys from its first on.
/// </summary>
internal sealed partial class TermSegments(MonitorDbContextFactory contexts, TimeProvider clock, ILogger logger)
{
    public const int ArticlesMax = 50_000;

    /// <summary>A partition may hold this share of all: a search looks into each, and each takes three locks.</summary>
    private const int PartsMin = 64;

    private const int ArticlesBetweenLooks = 5_000;

    // A clock that was set ahead once would leave an open partition that nothing comes into for as long.
    private static readonly TimeSpan AheadMax = TimeSpan.FromDays(1);

    private long _lookedAt = -ArticlesBetweenLooks;
    private long _taken;

    /// <summary>Articles were taken in: divides the open partition where it is full. What stands in the way is logged, and met again at the next look.</summary>
    public async Task TakenAsync(int articles, CancellationToken cancellationToken)
    {
        _taken += articles;
        if (!contexts.IsShared || _taken - _lookedAt < ArticlesBetweenLooks)
        {
            return;
        }

        _lookedAt = _taken;
        try
        {
            await DivideAsync(ArticlesMax, cancellationToken);
        }
        catch (DbException fault)
        {
            logger.TermsNotDivided(fault.Message);
        }
    }

    /// <summary>Closes the open partition where it holds so many, and lets go of old ones that retention has emptied.</summary>
    /// <returns>Whether it was closed.</returns>
    public async Task<bool> DivideAsync(int articlesMax, CancellationToken cancellationToken)
    {
        await using var db = contexts.CreateDbContext();
        if (await NextEdgeAsync(db, articlesMax, cancellationToken) is null)
        {
            return false;
        }

        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        // Searches and commits that come meanwhile wait behind this: no longer than that for a backup or a long search under way.
        await db.Database.ExecuteSqlAsync($"SET LOCAL lock_timeout = '2s'", cancellationToken);
        await db.Database.ExecuteSqlAsync($"""LOCK TABLE "ArticleTerms" IN ACCESS EXCLUSIVE MODE""", cancellationToken);
        // Another worker may have done it meanwhile.
        if (await NextEdgeAsync(db, articlesMax, cancellationToken) is not { } edge)
        {
            return false;
        }

        var parts = await PartsAsync(db, cancellationToken);
        await BoundAsync(db, parts[^1], edge.ToString(CultureInfo.InvariantCulture), cancellationToken);
        await ExecuteAsync(
            db,
            $"""
            CREATE TABLE "ArticleTerms_{edge}" PARTITION OF "ArticleTerms" FOR VALUES FROM ({edge}) TO (MAXVALUE)
                WITH (toast_tuple_target = 128, autovacuum_analyze_scale_factor = 1)
            """,
            cancellationToken);
        for (var i = 1; i < parts.Count - 1 && await IsEmptyAsync(db, parts[0], cancellationToken) && await IsEmptyAsync(db, parts[i], cancellationToken); i++)
        {
            await ExecuteAsync(db, $"DROP TABLE {parts[i].Name}", cancellationToken);
            await BoundAsync(db, parts[0], parts[i].To, cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
        return true;
    }

    /// <summary>The first key behind all that the open partition holds; null where it is not full.</summary>
    private async Task<long?> NextEdgeAsync(MonitorDbContext db, int articlesMax, CancellationToken cancellationToken)
    {
        var parts = await PartsAsync(db, cancellationToken);
        var max = Math.Max(articlesMax, parts.Sum(part => part.Rows) / PartsMin);
        if (await AskAsync(db, $"""SELECT count(*) AS "Value" FROM (SELECT 1 FROM {parts[^1].Name} LIMIT {max}) AS held""", cancellationToken) < max)
        {
            return null;
        }

        var last = await AskAsync(db, $"""SELECT max("Key") AS "Value" FROM {parts[^1].Name}""", cancellationToken);
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
        return [.. rows.Select(Part.Of).OrderBy(part => part.From == "MINVALUE" ? long.MinValue : long.Parse(part.From, CultureInfo.InvariantCulture))];
    }

    /// <summary>Gives a partition another end. The rows themselves, which are read for it, are short: their terms lie beside them.</summary>
    private static async Task BoundAsync(MonitorDbContext db, Part part, string to, CancellationToken cancellationToken)
    {
        await ExecuteAsync(db, $"""ALTER TABLE "ArticleTerms" DETACH PARTITION {part.Name}""", cancellationToken);
        await ExecuteAsync(
            db, $"""ALTER TABLE "ArticleTerms" ATTACH PARTITION {part.Name} FOR VALUES FROM ({part.From}) TO ({to})""", cancellationToken);
    }

    private static async Task<bool> IsEmptyAsync(MonitorDbContext db, Part part, CancellationToken cancellationToken) =>
        await AskAsync(db, $"""SELECT count(*) AS "Value" FROM (SELECT 1 FROM {part.Name} LIMIT 1) AS held""", cancellationToken) == 0;

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
