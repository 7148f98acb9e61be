using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using Monitor.AttributionEvents;
using Monitor.AttributionEvents.Chains;
using Monitor.IntegrationTests.Stories;
using Monitor.Net;
using Monitor.Pipeline;
using Monitor.Pipeline.Grouping;
using Monitor.Runs;
using Monitor.Search;
using Monitor.Stories;
using Npgsql;

namespace Monitor.IntegrationTests.Search;

/// <summary>PostgreSQL's index of terms, divided by time. That a search finds the same over several partitions, <see cref="SearchTests"/> ask.</summary>
public sealed class TermSegmentsTests
{
    private const int Full = 20;

    private static readonly DateTimeOffset Start = new(2031, 3, 4, 8, 0, 0, TimeSpan.Zero);
    private static readonly IndexNeed Harbour = new IndexNeed.Term("harbour", false);

    [Fact]
    public async Task A_full_partition_is_closed_behind_what_it_holds_and_late_articles_still_go_into_it()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.PostgreSql);
        var segments = Segments(database);

        await PutAsync(database, 1, Full - 1);
        Assert.False(await segments.DivideAsync(Full, CancellationToken.None));
        await PutAsync(database, Full, Full);
        Assert.True(await segments.DivideAsync(Full, CancellationToken.None));
        Assert.False(await segments.DivideAsync(Full, CancellationToken.None));
        await PutAsync(database, 100, 100 + Full);
        await PutAsync(database, 7_007, 7_007, at: Start.AddSeconds(3));
        Assert.True(await segments.DivideAsync(Full, CancellationToken.None));

        Assert.Equal([Full + 1, Full + 1, 0], await HeldAsync(database));
    }

    [Fact]
    public async Task An_article_that_moves_in_time_is_found_once_and_taken_out_whole()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.PostgreSql);
        await PutAsync(database, 1, Full);
        Assert.True(await Segments(database).DivideAsync(Full, CancellationToken.None));
        await using var db = database.Contexts.CreateDbContext();
        var (former, next) = (SearchKey.Of(Start.AddSeconds(5), 5), SearchKey.Of(Start.AddSeconds(900), 5));

        await using (var transaction = await db.Database.BeginTransactionAsync())
        {
            await ArticleIndex.PutAsync(db, [Text(5, Start.AddSeconds(900)) with { FormerKey = former }], CancellationToken.None);
            await ArticleIndex.PutAsync(db, [Text(5, Start.AddSeconds(900)) with { FormerKey = next }], CancellationToken.None);
            await transaction.CommitAsync();
        }

        var found = await ArticleIndex.KeysAsync(db, Harbour, 0, long.MaxValue, 100, CancellationToken.None);
        Assert.Equal(next, found[0]);
        Assert.Equal(Full, found.Count);
        await ArticleIndex.RemoveAsync(db, [next], CancellationToken.None);
        Assert.Equal(Full - 1, await ArticleIndex.CountAsync(db, Harbour, 0, long.MaxValue, 100, CancellationToken.None));
    }

    [Fact]
    public async Task What_retention_leaves_of_old_partitions_is_put_together_and_their_time_stays_open()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.PostgreSql);
        var segments = Segments(database);
        for (var part = 0; part < 4; part++)
        {
            await PutAsync(database, (part * 100) + 1, (part * 100) + Full);
            Assert.True(await segments.DivideAsync(Full, CancellationToken.None));
        }

        await using var db = database.Contexts.CreateDbContext();
        var old = await ArticleIndex.KeysAsync(db, Harbour, 0, SearchKey.From(Start.AddSeconds(300)), 1_000, CancellationToken.None);
        await ArticleIndex.RemoveAsync(db, old.FindAll(key => SearchKey.InstantOf(key) != Start.AddSeconds(107)), CancellationToken.None);

        Assert.Equal(2, await segments.MergeAsync(Full, CancellationToken.None));
        Assert.Equal([1, Full, 0], await HeldAsync(database));
        Assert.Equal(0, await segments.MergeAsync(Full, CancellationToken.None));
        await PutAsync(database, 150, 150);
        Assert.Equal([2, Full, 0], await HeldAsync(database));
        Assert.Equal(1, await segments.MergeAsync(Full + 2, CancellationToken.None));
        Assert.Equal([Full + 2, 0], await HeldAsync(database));
        Assert.Equal(Full + 2, (await ArticleIndex.KeysAsync(db, Harbour, 0, long.MaxValue, 1_000, CancellationToken.None)).Count);
    }

    [Fact]
    public async Task A_full_first_partition_keeps_no_others_from_being_put_together()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.PostgreSql);
        var segments = Segments(database);
        foreach (var last in new[] { 2 * Full, 101, 202 })
        {
            await PutAsync(database, last == 2 * Full ? 1 : last, last);
            Assert.True(await segments.DivideAsync(1, CancellationToken.None));
        }

        Assert.Equal([2 * Full, 1, 1, 0], await HeldAsync(database));
        Assert.Equal(1, await segments.MergeAsync(Full, CancellationToken.None));
        Assert.Equal([2 * Full, 2, 0], await HeldAsync(database));
    }

    [Fact]
    public async Task A_rare_term_is_found_by_the_index_where_much_waits_to_be_sorted_in()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.PostgreSql);
        await using var db = database.Contexts.CreateDbContext();
        for (var first = 1; first < 8_000; first += 2_000)
        {
            await PutAsync(database, first, first + 1_999, words: 100);
        }

        await db.Database.ExecuteSqlAsync($"""VACUUM ANALYZE "ArticleTerms_0" """);
        await PutAsync(database, 8_001, 10_000, words: 100);
        using var commands = new ExecutedCommands(database.Contexts);

        Assert.Single(await ArticleIndex.KeysAsync(db, new IndexNeed.Term("number77", false), 0, long.MaxValue, 100, CancellationToken.None));

        var (settings, search) = (commands.Seen[^2].Sql, commands.Seen[^1]);
        await using var transaction = await db.Database.BeginTransactionAsync();
        await db.Database.ExecuteSqlRawAsync(settings);
        var plan = await QueryPlansTests.PlanAsync(db, DatabaseKind.PostgreSql, search.Sql, search.Parameters);
        Assert.Contains("Bitmap Index Scan on \"IX_ArticleTerms_0_Terms\"", plan, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Articles_dated_far_ahead_close_nothing()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.PostgreSql);
        await PutAsync(database, 1, Full);
        await PutAsync(database, 99, 99, at: Start.AddYears(1));

        Assert.False(await Segments(database).DivideAsync(Full, CancellationToken.None));
        Assert.Equal([Full + 1], await HeldAsync(database));
    }

    [Fact]
    public async Task Who_reads_for_long_puts_it_off_to_some_thousand_articles_on()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.PostgreSql);
        var segments = Segments(database);
        await using (var reader = database.Contexts.CreateDbContext())
        {
            var firstKey = SearchKey.From(Start.AddHours(-1));
            await reader.Database.ExecuteSqlAsync(
                $"""
                INSERT INTO "ArticleTerms" SELECT {firstKey} + number, 'harbour'::tsvector FROM generate_series(1, {TermSegments.ArticlesMax}) AS number
                """);
            await using var reading = await reader.Database.BeginTransactionAsync();
            Assert.Equal(
                TermSegments.ArticlesMax,
                await reader.Database.SqlQuery<int>($"""SELECT count(*)::int AS "Value" FROM "ArticleTerms" """).SingleAsync());

            var refused = await Assert.ThrowsAsync<PostgresException>(() => segments.DivideAsync(CancellationToken.None));

            Assert.Equal(PostgresErrorCodes.LockNotAvailable, refused.SqlState);
            Assert.Single(await HeldAsync(database));

            // Group goes on all the same.
            Assert.Equal(3, (await GroupAsync(database, 1)).Counts["articles"]);
            Assert.Single(await HeldAsync(database));
        }

        segments.Took(4_999);
        Assert.False(segments.IsDue);
        segments.Took(1);
        Assert.True(segments.IsDue);
        await GroupAsync(database, 2);
        Assert.Equal([TermSegments.ArticlesMax + 3, 3], await HeldAsync(database));
        await using var db = database.Contexts.CreateDbContext();
        Assert.Equal(0, await db.Database.SqlQuery<long>($"""SELECT gin_clean_pending_list('"IX_ArticleTerms_0_Terms"') AS "Value" """).SingleAsync());
    }

    [Fact]
    public async Task Two_workers_that_divide_at_once_divide_once()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.PostgreSql);
        await PutAsync(database, 1, Full);

        var divided = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Segments(database).DivideAsync(Full, CancellationToken.None)));

        Assert.Single(divided, true);
        Assert.Equal([Full, 0], await HeldAsync(database));
    }

    /// <summary>Groups the articles of one more story, later than those before, by a worker that has just started.</summary>
    private static async Task<RunReport> GroupAsync(TestDatabase database, int stories)
    {
        await using (var db = database.Contexts.CreateDbContext())
        {
            db.AddRange(Some.Articles(stories).Skip((stories - 1) * 3));
            await db.SaveChangesAsync();
        }

        using var group = new GroupRun(
            database.Contexts, new StoriesOptions(), new AttributionRegister(ActorRoots.ByIdAlone), new SimulatedClock(Start.AddHours(stories)),
            NullLogger<GroupRun>.Instance);
        return await group.RunAsync();
    }

    private static TermSegments Segments(TestDatabase database) => new(database.Contexts, new SimulatedClock(Start.AddHours(1)));

    /// <param name="words">So many words that no other article has.</param>
    private static IndexedText Text(long id, DateTimeOffset at, int words = 0) => new(
        id, null, at, "Harbour", $"The harbour of number{id} {string.Join(' ', Enumerable.Range(0, words).Select(word => $"w{id}x{word}"))}")
    {
        Outlet = "Harbour News",
        Findings = ArticleFindings.None,
    };

    /// <summary>Article N appeared N seconds after the start.</summary>
    private static async Task PutAsync(TestDatabase database, int first, int last, DateTimeOffset? at = null, int words = 0)
    {
        await using var db = database.Contexts.CreateDbContext();
        await using var transaction = await db.Database.BeginTransactionAsync();
        var texts = Enumerable.Range(first, last - first + 1).Select(id => Text(id, at ?? Start.AddSeconds(id), words)).ToList();
        await ArticleIndex.PutAsync(db, texts, CancellationToken.None);
        await transaction.CommitAsync();
    }

    /// <summary>How many articles each partition holds, the oldest first.</summary>
    private static async Task<List<int>> HeldAsync(TestDatabase database)
    {
        await using var db = database.Contexts.CreateDbContext();
        var names = await db.Database.SqlQuery<string>(
            $"""
            SELECT inhrelid::regclass::text AS "Value" FROM pg_inherits JOIN pg_class ON oid = inhrelid WHERE inhparent = '"ArticleTerms"'::regclass
            ORDER BY nullif(regexp_replace(pg_get_expr(relpartbound, oid), '^.*FROM \(''?(\d*).*$', '\1'), '')::bigint NULLS FIRST
            """).ToListAsync();
        var held = new List<int>();
        foreach (var name in names)
        {
#pragma warning disable EF1002 // Names as the database gave and quoted them.
            held.Add(await db.Database.SqlQueryRaw<int>($"""SELECT count(*)::int AS "Value" FROM {name}""").SingleAsync());
#pragma warning restore EF1002
        }

        return held;
    }
}
