using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Monitor.AttributionEvents;
using Monitor.Net;
using Monitor.Pipeline.Grouping;
using Monitor.Search;

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
        var segments = Segments(database, out _);

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
        Assert.True(await Segments(database, out _).DivideAsync(Full, CancellationToken.None));
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
    public async Task Old_partitions_that_retention_has_emptied_go_and_their_time_stays_open()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.PostgreSql);
        var segments = Segments(database, out _);
        for (var part = 0; part < 4; part++)
        {
            await PutAsync(database, (part * 100) + 1, (part * 100) + Full);
            Assert.True(await segments.DivideAsync(Full, CancellationToken.None));
        }

        await using var db = database.Contexts.CreateDbContext();
        var old = await ArticleIndex.KeysAsync(db, Harbour, 0, SearchKey.From(Start.AddSeconds(300)), 1_000, CancellationToken.None);
        await ArticleIndex.RemoveAsync(db, old, CancellationToken.None);
        await PutAsync(database, 401, 400 + Full);
        Assert.True(await segments.DivideAsync(Full, CancellationToken.None));
        Assert.Equal([0, Full, Full, 0], await HeldAsync(database));

        await PutAsync(database, 150, 150);
        Assert.Equal([1, Full, Full, 0], await HeldAsync(database));
    }

    [Fact]
    public async Task Articles_dated_far_ahead_close_nothing()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.PostgreSql);
        await PutAsync(database, 1, Full);
        await PutAsync(database, 99, 99, at: Start.AddYears(1));

        Assert.False(await Segments(database, out _).DivideAsync(Full, CancellationToken.None));
        Assert.Equal([Full + 1], await HeldAsync(database));
    }

    [Fact]
    public async Task Who_reads_for_long_puts_it_off_and_the_log_says_so()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.PostgreSql);
        var segments = Segments(database, out var log);
        await using (var reader = database.Contexts.CreateDbContext())
        {
            var firstKey = SearchKey.From(Start);
            await reader.Database.ExecuteSqlAsync(
                $"""INSERT INTO "ArticleTerms" SELECT {firstKey} + number, 'harbour'::tsvector FROM generate_series(1, {TermSegments.ArticlesMax}) AS number""");
            await using var reading = await reader.Database.BeginTransactionAsync();
            Assert.Equal(TermSegments.ArticlesMax, await reader.Database.SqlQuery<int>($"""SELECT count(*)::int AS "Value" FROM "ArticleTerms" """).SingleAsync());

            await segments.TakenAsync(1, CancellationToken.None);

            Assert.Contains("could not be divided", Assert.Single(log), StringComparison.Ordinal);
            Assert.Single(await HeldAsync(database));
        }

        await segments.TakenAsync(4_999, CancellationToken.None);
        Assert.Single(await HeldAsync(database));
        await segments.TakenAsync(1, CancellationToken.None);
        Assert.Equal(2, (await HeldAsync(database)).Count);
    }

    private static TermSegments Segments(TestDatabase database, out List<string> log)
    {
        log = [];
        return new TermSegments(database.Contexts, new SimulatedClock(Start.AddHours(1)), new Lines(log));
    }

    private static IndexedText Text(long id, DateTimeOffset at) => new(id, null, at, "Harbour", $"The harbour of number{id}")
    {
        Outlet = "Harbour News",
        Findings = ArticleFindings.None,
    };

    /// <summary>Article N appeared N seconds after the start.</summary>
    private static async Task PutAsync(TestDatabase database, int first, int last, DateTimeOffset? at = null)
    {
        await using var db = database.Contexts.CreateDbContext();
        await using var transaction = await db.Database.BeginTransactionAsync();
        var texts = Enumerable.Range(first, last - first + 1).Select(id => Text(id, at ?? Start.AddSeconds(id))).ToList();
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

    private sealed class Lines(List<string> lines) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            lines.Add(formatter(state, exception));
    }
}
