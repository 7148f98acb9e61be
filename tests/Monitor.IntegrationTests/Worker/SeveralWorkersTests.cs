using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Monitor.Storage;
using Monitor.Storage.Startup;
using Monitor.Tagging;
using Monitor.Worker.Cli.Run;
using Monitor.Worker.Settings;
using Npgsql;

namespace Monitor.IntegrationTests.Worker;

/// <summary>Workers that meet: at their start, on one file, and in two releases.</summary>
public sealed class SeveralWorkersTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("monitor-several-").FullName;

    public static TheoryData<DatabaseKind> Kinds => TestDatabase.Kinds;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Two_that_start_at_the_same_moment_on_a_fresh_database_both_work()
    {
        await using var database = await TestDatabase.CreateEmptyAsync(DatabaseKind.PostgreSql);

        // In one process: each has connections of its own, and what two meet in is the database.
        await Task.WhenAll(StartAsync(database.Address), StartAsync(database.Address));

        await using var db = database.Contexts.CreateDbContext();
        Assert.Empty(await DatabaseSetup.PendingAsync(db, CancellationToken.None));
        Assert.NotEmpty(await Monitor.Config.ConfigStore.CurrentAsync(db, RuleFile.FileName, CancellationToken.None));
    }

    [Fact]
    public async Task A_second_worker_on_one_SQLite_file_is_refused_with_a_sentence()
    {
        var file = Path.Combine(_folder, "monitor.db");
        var other = Path.Combine(_folder, "link.db");
        File.CreateSymbolicLink(other, file);
        using (OnlyWorker.Take(new DatabaseAddress.Sqlite(file)))
        {
            WorkerProcess.WriteSettings(_folder, $"sqlite:{other}");
            using var second = WorkerProcess.Start(_folder, "run");
            await second.UntilEndAsync();

            Assert.Equal(1, second.ExitCode);
            Assert.Contains("a SQLite file takes one: end that worker first", second.Errors, StringComparison.Ordinal);
            Assert.DoesNotContain("   at ", second.Errors, StringComparison.Ordinal);
        }

        OnlyWorker.Take(new DatabaseAddress.Sqlite(file)).Dispose();
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task Tables_are_not_changed_while_another_release_is_at_work(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateEmptyAsync(kind);
        await using (var old = await DatabaseOfBeforeAsync(database))
        {
            var refusal = await Assert.ThrowsAsync<DatabaseInUseException>(() => DatabaseSetup.MigrateAsync(database.Contexts, CancellationToken.None));
            Assert.Contains("end its workers first", refusal.Message, StringComparison.Ordinal);
        }

        SqliteConnection.ClearAllPools();
        NpgsqlConnection.ClearAllPools();
        Assert.NotEmpty(await DatabaseSetup.MigrateAsync(database.Contexts, CancellationToken.None));
    }

    /// <summary>All that a start does before its runs begin.</summary>
    private async Task StartAsync(DatabaseAddress address)
    {
        var contexts = new MonitorDbContextFactory(address, TimeSpan.FromSeconds(30));
        var settings = MonitorSettings.Load(
            null, [("Net:Contact", "a test on loopback"), ("Storage:DataFolder", _folder), ("Delivery:Folder", Path.Combine(_folder, "mail"))]);
        await DatabaseSetup.MigrateAsync(contexts, CancellationToken.None);
        await using var app = await WorkerHost.BuildAsync(settings, contexts, Path.Combine(AppContext.BaseDirectory, "config"), CancellationToken.None);
    }

    /// <summary>A database with its first tables only, and somebody who works on it under no name.</summary>
    private static async Task<System.Data.Common.DbConnection> DatabaseOfBeforeAsync(TestDatabase database)
    {
        await using (var db = database.Contexts.CreateDbContext())
        {
            await db.Database.MigrateAsync("Initial");
            if (database.Address is DatabaseAddress.Sqlite)
            {
                await db.Database.ExecuteSqlAsync($"PRAGMA journal_mode=WAL");
            }
        }

        System.Data.Common.DbConnection connection = database.Address switch
        {
            DatabaseAddress.Sqlite sqlite => new SqliteConnection($"Data Source={sqlite.File};Pooling=false"),
            DatabaseAddress.PostgreSql postgres => new NpgsqlConnection($"{postgres.ConnectionString};Pooling=false"),
            _ => throw new InvalidOperationException(),
        };
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = """SELECT count(*) FROM "Feeds";""";
        await command.ExecuteScalarAsync();
        return connection;
    }
}
