using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Monitor.Storage;
using Monitor.Storage.Copies;

namespace Monitor.IntegrationTests.Storage;

/// <summary>What was ended half-way stands in nobody's way: migrations go on, and a copy that was given up is put back by nobody.</summary>
public sealed class InterruptedTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly string _folder = Directory.CreateTempSubdirectory("monitor-interrupted-").FullName;

    public static TheoryData<DatabaseKind> Kinds => TestDatabase.Kinds;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory, MemberData(nameof(Kinds))]
    public async Task A_migration_that_ends_after_any_of_its_commits_goes_on_at_the_next_start(DatabaseKind kind)
    {
        await using var whole = await OldDatabase.CreateAsync(kind);
        await DatabaseSetup.MigrateAsync(whole.Contexts, CancellationToken.None);
        var expected = await RowsAsync(whole);
        var commits = 0;
        while (true)
        {
            await using var database = await OldDatabase.CreateAsync(kind);
            if (!await EndedAtCommitAsync(commits + 1, () => DatabaseSetup.MigrateAsync(database.Contexts, CancellationToken.None)))
            {
                break;
            }

            commits++;
            SqliteConnection.ClearAllPools();
            await DatabaseSetup.MigrateAsync(database.Contexts, CancellationToken.None);
            var went = await RowsAsync(database);
            var columns = expected.Columns.ToHashSet();
            Assert.Equal(columns.Order(), went.Columns.Order());
            Assert.All(expected.Tables, table => Assert.Equal(expected.Rows(table, columns).Count, went.Rows(table, columns).Count));
        }

        Assert.NotEqual(0, commits);
    }

    [Fact]
    public async Task A_start_waits_for_no_migration_that_was_killed()
    {
        await using var database = await OldDatabase.CreateAsync(DatabaseKind.Sqlite);
        await using (var db = database.Contexts.CreateDbContext())
        {
            // What EF Core leaves behind when its process is killed.
            await db.Database.ExecuteSqlAsync($"""INSERT INTO "__EFMigrationsLock" ("Id", "Timestamp") VALUES (1, datetime('now'))""");
        }

        SqliteConnection.ClearAllPools();
        using var patience = new CancellationTokenSource(Patience);
        Assert.NotEmpty(await DatabaseSetup.MigrateAsync(database.Contexts, patience.Token));
    }

    [Fact]
    public async Task A_copy_that_was_given_up_is_put_back_by_nobody()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.PostgreSql);
        var copy = Path.Combine(_folder, "copy");
        await PostgresCopy.MakeAsync((DatabaseAddress.PostgreSql)database.Address, copy, CancellationToken.None);
        await using var empty = await TestDatabase.CreateEmptyAsync(DatabaseKind.PostgreSql);
        await using var asking = database.Contexts.CreateDbContext();
        var name = new Uri(empty.Url).AbsolutePath[1..];
        await using (var db = empty.Contexts.CreateDbContext())
        {
            // Who makes the same table waits until it is known what became of this one.
            await using var transaction = await db.Database.BeginTransactionAsync();
            await db.Database.ExecuteSqlAsync($"""CREATE TABLE "Outlets" ()""");
            using var end = new CancellationTokenSource();
            var restoring = PostgresCopy.PutBackAsync(copy, empty.Contexts, (DatabaseAddress.PostgreSql)empty.Address, end.Token);
            await UntilAsync(async () => await SessionsAsync(asking, name, "Lock") > 0);
            await end.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => restoring);
        }

        await UntilAsync(async () => await SessionsAsync(asking, name, "") == 0);
        await using var after = empty.Contexts.CreateDbContext();
        Assert.Equal(0, await after.Database.SqlQuery<int>($"""SELECT count(*)::int AS "Value" FROM pg_tables WHERE schemaname = 'public'""").SingleAsync());
    }

    /// <summary>Does something that ends with its commit of this number, as by a kill right behind it; false where there is none.</summary>
    private static async Task<bool> EndedAtCommitAsync(int number, Func<Task> work)
    {
        using var stop = new StopAtCommit(number);
        using var listening = DiagnosticListener.AllListeners.Subscribe(stop);
        try
        {
            await stop.DuringAsync(work);
            return false;
        }
        catch (StoppedException)
        {
            return true;
        }
    }

    private static async Task UntilAsync(Func<Task<bool>> isSo)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (!await isSo())
        {
            await Task.Delay(50, patience.Token);
        }
    }

    private static Task<int> SessionsAsync(MonitorDbContext db, string database, string wait) => db.Database.SqlQuery<int>(
        $"""
         SELECT count(*)::int AS "Value" FROM pg_stat_activity
         WHERE datname = {database} AND application_name = 'pg_restore' AND ({wait} = '' OR wait_event_type = {wait})
         """).SingleAsync();

    private static async Task<StoredRows> RowsAsync(TestDatabase database)
    {
        await using var db = database.Contexts.CreateDbContext();
        return await StoredRows.OfAsync(db);
    }

    private sealed class StoppedException : Exception;

    /// <summary>Hears of the commits of what it does, and of nobody else's.</summary>
    private sealed class StopAtCommit(int number) : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>, IDisposable
    {
        private readonly ConcurrentBag<IDisposable> _heard = [];
        private readonly AsyncLocal<bool> _isMine = new();
        private int _commits;

        public async Task DuringAsync(Func<Task> work)
        {
            _isMine.Value = true;
            await work();
        }

        public void OnNext(DiagnosticListener value)
        {
            if (value.Name == DbLoggerCategory.Name)
            {
                _heard.Add(value.Subscribe(this, name => name == RelationalEventId.TransactionCommitted.Name));
            }
        }

        public void OnNext(KeyValuePair<string, object?> value)
        {
            if (_isMine.Value && value.Key == RelationalEventId.TransactionCommitted.Name && ++_commits == number)
            {
                throw new StoppedException();
            }
        }

        public void Dispose()
        {
            foreach (var one in _heard)
            {
                one.Dispose();
            }
        }

        public void OnCompleted()
        {
        }

        public void OnError(Exception error)
        {
        }
    }
}
