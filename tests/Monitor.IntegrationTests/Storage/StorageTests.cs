using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Monitor.Articles;
using Monitor.Storage;

namespace Monitor.IntegrationTests.Storage;

public sealed class StorageTests
{
    private static readonly TimeSpan LeaseTime = TimeSpan.FromMinutes(1);

    public static TheoryData<DatabaseKind> Kinds => TestDatabase.Kinds;

    [Theory, MemberData(nameof(Kinds))]
    public async Task The_migrations_make_what_the_model_says(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var db = database.Contexts.CreateDbContext();

        Assert.False(db.Database.HasPendingModelChanges());
        Assert.Empty(await DatabaseSetup.PendingAsync(db, CancellationToken.None));
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task An_article_of_an_older_database_is_known_again_by_its_address(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        const string Address = "https://lamp.example/dock?name=Zürich";
        await using (var db = database.Contexts.CreateDbContext())
        {
            db.Add(new Article { Outlet = "The Lamp", Title = "Dock closes", Address = Address });
            db.Add(new Article { Outlet = "The Lamp", Title = "Without an address" });
            await db.SaveChangesAsync();
            await db.GetService<IMigrator>().MigrateAsync("ChannelKinds");
        }

        await DatabaseSetup.MigrateAsync(database.Contexts, CancellationToken.None);

        await using var after = database.Contexts.CreateDbContext();
        Assert.Equal([Article.HashOf(Address), null], await after.Set<Article>().OrderBy(article => article.Id).Select(article => article.AddressHash).ToListAsync());
    }

    [Fact]
    public async Task A_copy_that_a_backup_made_is_in_WAL_mode_after_a_start()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        await using var db = database.Contexts.CreateDbContext();
        await db.Database.ExecuteSqlAsync($"PRAGMA journal_mode=DELETE");

        Assert.Empty(await DatabaseSetup.MigrateAsync(database.Contexts, CancellationToken.None));

        Assert.Equal("wal", await db.Database.SqlQuery<string>($"SELECT journal_mode AS \"Value\" FROM pragma_journal_mode").SingleAsync());
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task The_database_clock_tells_UTC(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var db = database.Contexts.CreateDbContext();

        var now = await db.NowAsync(CancellationToken.None);

        Assert.Equal(TimeSpan.Zero, now.Offset);
        Assert.InRange(now, DateTimeOffset.UtcNow.AddHours(-1), DateTimeOffset.UtcNow.AddHours(1));
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task A_list_of_any_length_may_be_asked_for(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var db = database.Contexts.CreateDbContext();
        var names = Enumerable.Range(0, 40_000).Select(i => $"lease {i}").ToList();

        Assert.Equal(0, await db.Set<Lease>().CountAsync(lease => names.Contains(lease.Name)));
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task A_lease_has_one_holder_at_a_time_and_fences_the_one_before(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var db = database.Contexts.CreateDbContext();

        var first = await db.TakeLeaseAsync("group", "one", LeaseTime, CancellationToken.None);
        Assert.NotNull(first);
        Assert.Null(await db.TakeLeaseAsync("group", "two", LeaseTime, CancellationToken.None));
        Assert.Equal(first, await db.TakeLeaseAsync("group", "one", LeaseTime, CancellationToken.None));
        Assert.True(await db.HoldsAsync(first, CancellationToken.None));

        await db.ReleaseLeaseAsync(first, CancellationToken.None);
        var second = await db.TakeLeaseAsync("group", "two", LeaseTime, CancellationToken.None);
        Assert.NotNull(second);
        Assert.True(second.AttemptNumber > first.AttemptNumber);
        Assert.False(await db.HoldsAsync(first, CancellationToken.None));
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task Of_many_workers_one_gets_the_lease(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);

        var held = await Task.WhenAll(Enumerable.Range(0, 8).Select(async worker =>
        {
            await using var db = database.Contexts.CreateDbContext();
            return await db.TakeLeaseAsync("notify", $"worker {worker}", LeaseTime, CancellationToken.None);
        }));

        Assert.Single(held, lease => lease is not null);
    }
}
