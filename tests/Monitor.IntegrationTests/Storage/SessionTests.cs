using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Monitor.Storage;
using Npgsql;

namespace Monitor.IntegrationTests.Storage;

/// <summary>What a worker's sessions on PostgreSQL promise when it stops, whatever it was at.</summary>
public sealed class SessionTests
{
    [Theory]
    [InlineData("idle_in_transaction_session_timeout", "15s")]
    [InlineData("lock_timeout", "30s")]
    [InlineData("statement_timeout", "10min")]
    [InlineData("client_connection_check_interval", "5s")]
    [InlineData("tcp_user_timeout", "28000")]
    [InlineData("tcp_keepalives_idle", "10")]
    public async Task A_session_has_its_bounds(string setting, string value)
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.PostgreSql);
        await using var db = database.Contexts.CreateDbContext();

        Assert.Equal(value, await db.Database.SqlQuery<string>($"""SELECT current_setting({setting}) AS "Value" """).SingleAsync());
    }

    [Fact]
    public async Task What_the_operator_wrote_wins()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.PostgreSql);
        var contexts = With(
            database, "Options=-c lock_timeout=7s -c synchronous_commit=local;MaxPoolSize=5;Minimum Pool Size=5;NoResetOnClose=false;Application Name=ours");
        await using var db = contexts.CreateDbContext();
        await using var forgetful = contexts.CreateForgetful();

        Assert.Equal("7s", await db.Database.SqlQuery<string>($"""SELECT current_setting('lock_timeout') AS "Value" """).SingleAsync());
        Assert.Equal("15s", await db.Database.SqlQuery<string>($"""SELECT current_setting('idle_in_transaction_session_timeout') AS "Value" """).SingleAsync());
        var connection = new NpgsqlConnectionStringBuilder(db.Database.GetConnectionString());
        var other = new NpgsqlConnectionStringBuilder(forgetful.Database.GetConnectionString());
        Assert.Equal((2, 3, "ours", false), (connection.MaxPoolSize, other.MaxPoolSize, connection.ApplicationName, connection.NoResetOnClose));
        Assert.Equal("local", await forgetful.Database.SqlQuery<string>($"""SELECT current_setting('synchronous_commit') AS "Value" """).SingleAsync());
    }

    [Fact]
    public async Task One_worker_opens_no_more_connections_than_it_may()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.PostgreSql);
        var contexts = new MonitorDbContextFactory(database.Address, TimeSpan.FromSeconds(30), connectionsMax: 4);
        // What made the database may still hold a connection of its own.
        await using var before = database.Contexts.CreateDbContext();
        var since = await before.Database.SqlQuery<DateTime>($"""SELECT clock_timestamp() AS "Value" """).SingleAsync();

        var most = await Task.WhenAll(Enumerable.Range(0, 40).Select(async number =>
        {
            await using var db = number % 2 == 0 ? contexts.CreateDbContext() : contexts.CreateForgetful();
            return await db.Database.SqlQuery<int>(
                $"""
                 SELECT count(*)::int AS "Value" FROM pg_stat_activity, pg_sleep(0.05)
                 WHERE datname = current_database() AND backend_type = 'client backend' AND backend_start > {since}
                 """).SingleAsync();
        }));

        Assert.InRange(most.Max(), 1, 4);
    }

    [Fact]
    public async Task What_a_migration_may_take_its_time_for_the_next_one_on_its_session_may_not()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.PostgreSql);
        // Two sessions for what waits for the disk.
        var contexts = new MonitorDbContextFactory(database.Address, TimeSpan.FromSeconds(30), connectionsMax: 4);
        await using (var behind = contexts.CreateDbContext())
        {
            var last = (await behind.Database.GetAppliedMigrationsAsync()).Last();
            await behind.Database.GetService<IMigrator>().MigrateAsync((await behind.Database.GetAppliedMigrationsAsync()).SkipLast(1).Last());
            Assert.Equal([last], await DatabaseSetup.MigrateAsync(contexts, CancellationToken.None));
        }

        await using var one = contexts.CreateDbContext();
        await using var two = contexts.CreateDbContext();
        foreach (var db in new[] { one, two })
        {
            await db.Database.OpenConnectionAsync();
            Assert.Equal("10min", await db.Database.SqlQuery<string>($"""SELECT current_setting('statement_timeout') AS "Value" """).SingleAsync());
        }
    }

    [Fact]
    public async Task A_worker_that_stops_inside_a_transaction_loses_its_locks_and_writes_nothing_when_it_wakes()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.PostgreSql);
        await using var stopped = With(database, "Options=-c idle_in_transaction_session_timeout=300ms").CreateDbContext();
        await using var other = database.Contexts.CreateDbContext();
        var held = (await stopped.TakeLeaseAsync("group", "stopped", LeaseTimes.Duration, CancellationToken.None))!;
        await using var transaction = await stopped.Database.BeginTransactionAsync();
        Assert.True(await stopped.HoldsAsync(held, CancellationToken.None));

        // Nobody waits for the row: it is another's until the session has been ended.
        HeldLease? taken;
        while ((taken = await other.TakeLeaseAsync("group", "other", LeaseTimes.Duration, CancellationToken.None)) is null)
        {
            await Task.Delay(50);
            await ExpireAsync(database);
        }

        Assert.True(await other.HoldsAsync(taken, CancellationToken.None));
        var fault = await Assert.ThrowsAnyAsync<Exception>(() => stopped.HoldsAsync(held, CancellationToken.None));
        Assert.True(DatabaseFault.IsPassing(fault));
    }

    /// <summary>Half a minute passes, for what is not locked.</summary>
    private static async Task ExpireAsync(TestDatabase database)
    {
        await using var db = database.Contexts.CreateDbContext();
        await db.Database.ExecuteSqlAsync(
            $"""
             UPDATE "Leases" SET "ExpiresAt" = '1970-01-02' WHERE "Name" IN (SELECT "Name" FROM "Leases" FOR UPDATE SKIP LOCKED)
             """);
    }

    private static MonitorDbContextFactory With(TestDatabase database, string more) => new(
        ((DatabaseAddress.PostgreSql)database.Address) with { ConnectionString = $"{((DatabaseAddress.PostgreSql)database.Address).ConnectionString};{more}" },
        TimeSpan.FromSeconds(30));
}
