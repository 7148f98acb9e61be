using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Monitor.IntegrationTests.Commands;
using Monitor.Storage;

namespace Monitor.IntegrationTests.Storage;

/// <summary>What may be lost with the machine and what may not, on connections that a pool hands from one to the next.</summary>
[Collection(CommandRun.Alone)]
public sealed class DurabilityTests
{
    // As SQLite numbers them (sqlite.org/pragma.html#pragma_synchronous).
    private const int Normal = 1;
    private const int Full = 2;
    private const int Busy = 5;

    [Fact]
    public async Task Who_may_forget_leaves_a_connection_that_the_next_one_may_rely_on()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        var told = new List<int>();

        foreach (var mayForget in new[] { true, true, false, true, false, false })
        {
            await using var db = mayForget ? database.Contexts.CreateForgetful() : database.Contexts.CreateDbContext();
            told.Add(await SynchronousAsync(db));
        }

        Assert.Equal([Normal, Normal, Full, Normal, Full, Full], told);
    }

    [Fact]
    public async Task On_PostgreSQL_who_may_forget_has_sessions_of_its_own()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.PostgreSql);
        var told = new List<string>();

        foreach (var mayForget in new[] { true, false, true, false })
        {
            await using var db = mayForget ? database.Contexts.CreateForgetful() : database.Contexts.CreateDbContext();
            told.Add(await db.Database.SqlQuery<string>($"""SELECT current_setting('synchronous_commit') AS "Value" """).SingleAsync());
        }

        Assert.Equal(["off", "on", "off", "on"], told);
    }

    [Fact]
    public async Task Connections_that_were_closed_while_idle_are_opened_again_and_told_all()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        await using (var before = database.Contexts.CreateForgetful())
        {
            await before.Database.OpenConnectionAsync();
        }

        database.Contexts.CloseIdle();

        await using var db = database.Contexts.CreateDbContext();
        await db.Database.OpenConnectionAsync();
        Assert.Equal(Full, await SynchronousAsync(db));
    }

    [Fact]
    public async Task A_worker_at_rest_still_has_the_file_open_for_who_asks_whether_one_is_at_work()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        await using (var before = database.Contexts.CreateDbContext())
        {
            await before.Database.ExecuteSqlAsync($"PRAGMA journal_mode=WAL");
        }

        database.Contexts.CloseIdle();

        // A file in WAL mode leaves it only when nobody else has it open (sqlite.org/wal.html).
        await using var other = new SqliteConnection($"Data Source={((DatabaseAddress.Sqlite)database.Address).File};Pooling=False");
        await other.OpenAsync();
        await using var command = other.CreateCommand();
        command.CommandText = "PRAGMA journal_mode=DELETE";
        command.CommandTimeout = 1;
        var refusal = await Assert.ThrowsAsync<SqliteException>(command.ExecuteScalarAsync);
        Assert.Equal(Busy, refusal.SqliteErrorCode);
    }

    private static async Task<int> SynchronousAsync(MonitorDbContext db)
    {
        var connection = db.Database.GetDbConnection();
        await db.Database.OpenConnectionAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA synchronous";
        var told = Convert.ToInt32(await command.ExecuteScalarAsync(), System.Globalization.CultureInfo.InvariantCulture);
        await db.Database.CloseConnectionAsync();
        return told;
    }
}
