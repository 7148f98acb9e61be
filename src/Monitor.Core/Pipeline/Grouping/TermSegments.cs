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

    /// <summary>A partition may hold one in so many of all: a search looks into each, and each takes three locks.</summary>
    private const int PartsMin = 32;

    private const int ArticlesBetweenLooks = 5_000;

    /// <summary>This part of what one may hold is moved at once, while searches wait: some 5,000 articles, a second or two.</summary>
    private const int MovedPart = 10;

    private const string NoBegin = "MINVALUE";

    // The terms lie beside the rows. What there is to know of them changes slowly, and looking costs a few seconds.
    private const string Storage = "WITH (toast_tuple_target = 128, autovacuum_analyze_scale_factor = 0.5)";

    // A clock that was set ahead once would leave an open partition that nothing comes into for as long.
    private static readonly TimeSpan AheadMax = TimeSpan.FromDays(1);

    private int _sinceLook = ArticlesBetweenLooks;

    /// <summary>Whether it is time to look; every few thousand articles it is.</summary>
    public bool IsDue => contexts.IsShared && _sinceLook >= ArticlesBetweenLooks;

    /// <summary>Notes that articles were taken in.</summary>
    public void Took(int articles) => _sinceLook += articles;

    /// <summary>Closes the open partition where it is full. Errors: those of the database.</summary>
    public Task<bool> DivideAsync(CancellationToken cancellationToken)
    {
        _sinceLook = 0;
        return DivideAsync(ArticlesMax, cancellationToken);
    }

    /// <summary>Closes the open partition where it holds so many. Outside any transaction that writes the index, which it would wait for.</summary>
    /// <returns>Whether it was closed.</returns>
    public async Task<bool> DivideAsync(int articlesMax, CancellationToken cancellationToken)
    {
        await using var db = contexts.CreateDbContext();
        var parts = await PartsAsync(db, cancellationToken);
        var open = parts[^1];
        if (await NextEdgeAsync(db, parts, articlesMax, cancellationToken) is null)
        {
            return false;
        }

        // What waits in its list to be sorted in would be looked through by each search, for ever.
        await ExecuteAsync(
            db,
            $"""
            SELECT gin_clean_pending_list(indexrelid) FROM pg_index JOIN pg_class ON oid = indexrelid
            WHERE indrelid = '{open.Name}'::regclass AND relam = (SELECT oid FROM pg_am WHERE amname = 'gin')
            """,
            cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await LockAsync(db, open.Name, cancellationToken);
        parts = await PartsAsync(db, cancellationToken);
        if (parts[^1].Name != open.Name || await NextEdgeAsync(db, parts, articlesMax, cancellationToken) is not { } edge)
        {
            // Another worker has done it meanwhile.
            return false;
        }

        await ExecuteAsync(db, $"""ALTER TABLE "ArticleTerms" DETACH PARTITION {open.Name}""", cancellationToken);
        await AttachAsync(db, open.Name, open.From, $"{edge}", cancellationToken);
        await ExecuteAsync(
            db, $"""CREATE TABLE "ArticleTerms_{edge}" PARTITION OF "ArticleTerms" FOR VALUES FROM ({edge}) TO (MAXVALUE) {Storage}""", cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return true;
    }

    /// <summary>
    /// Takes closed partitions of which retention has left little into a neighbour that has room for it: what it spares of each would leave ever more of them.
    /// </summary>
    /// <returns>How many fewer there are.</returns>
    public async Task<int> MergeAsync(int articlesMax, CancellationToken cancellationToken)
    {
        for (var merged = 0; ; merged++)
        {
            await using var db = contexts.CreateDbContext();
            await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
            if (await PairAsync(db, articlesMax, cancellationToken) is not var (first, second, takesFirst))
            {
                return merged;
            }

            await LockAsync(db, $"{first.Name}, {second.Name}", cancellationToken);
            var (less, more) = takesFirst ? (first, second) : (second, first);
            await ExecuteAsync(db, $"""ALTER TABLE "ArticleTerms" DETACH PARTITION {more.Name}""", cancellationToken);
            await ExecuteAsync(db, $"INSERT INTO {more.Name} SELECT * FROM {less.Name}", cancellationToken);
            await ExecuteAsync(db, $"DROP TABLE {less.Name}", cancellationToken);
            await AttachAsync(db, more.Name, first.From, second.To, cancellationToken);
            await transaction.CommitAsync(cancellationToken);
        }
    }

    /// <summary>The oldest two closed neighbours of which one may be taken into the other, and whether it is the first; null for none.</summary>
    private static async Task<(Part First, Part Second, bool TakesFirst)?> PairAsync(
        MonitorDbContext db, int articlesMax, CancellationToken cancellationToken)
    {
        var parts = await PartsAsync(db, cancellationToken);
        var max = Max(parts, articlesMax);
        var held = new List<long>();
        foreach (var part in parts[..^1])
        {
            held.Add(await HeldAsync(db, part, max + 1, cancellationToken));
            if (held is [.., var first, var second] && first + second <= max && Math.Min(first, second) <= articlesMax / MovedPart)
            {
                return (parts[held.Count - 2], parts[held.Count - 1], first < second);
            }
        }

        return null;
    }

    /// <summary>
    /// The table before its partitions, as everybody takes them. Who comes meanwhile waits behind this: no longer than that for a backup or a long search
    /// under way.
    /// </summary>
    private static async Task LockAsync(MonitorDbContext db, string partitions, CancellationToken cancellationToken)
    {
        await db.Database.ExecuteSqlAsync($"SET LOCAL lock_timeout = '2s'", cancellationToken);
        await ExecuteAsync(db, $"""LOCK TABLE ONLY "ArticleTerms", {partitions} IN ACCESS EXCLUSIVE MODE""", cancellationToken);
    }

    private static long Max(List<Part> parts, int articlesMax) => Math.Max(articlesMax, parts.Sum(part => part.Rows) / PartsMin);

    /// <summary>The first key behind all that the open partition holds; null where it is not full.</summary>
    private async Task<long?> NextEdgeAsync(MonitorDbContext db, List<Part> parts, int articlesMax, CancellationToken cancellationToken)
    {
        var max = Max(parts, articlesMax);
        if (await HeldAsync(db, parts[^1], max, cancellationToken) < max)
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
