using Microsoft.EntityFrameworkCore;
using Monitor.Storage;

namespace Monitor.IntegrationTests.Storage;

/// <summary>Transactions on SQLite take turns; none is lost where one is given up.</summary>
public sealed class SqliteTurnsTests
{
    [Fact]
    public async Task Many_transactions_at_once_all_come_through()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);

        await Task.WhenAll(Enumerable.Range(0, 40).Select(_ => Task.Run(async () =>
        {
            await using var db = database.Contexts.CreateDbContext();
            await using var transaction = await db.Database.BeginTransactionAsync();
            var last = await db.Set<ChangeCounter>().Select(counter => counter.Last).SingleAsync();
            await Task.Yield();
            await db.Set<ChangeCounter>().ExecuteUpdateAsync(set => set.SetProperty(counter => counter.Last, last + 1));
            await transaction.CommitAsync();
        })));

        await using var looked = database.Contexts.CreateDbContext();
        Assert.Equal(40, await looked.Set<ChangeCounter>().Select(counter => counter.Last).SingleAsync());
    }

    [Theory]
    [InlineData(true, "given up")]
    [InlineData(false, "given up")]
    [InlineData(true, "rolled back")]
    [InlineData(false, "failed")]
    public async Task Who_ends_without_a_commit_gives_the_turn_back(bool isOpenedByHand, string end)
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        await using (var db = database.Contexts.CreateDbContext())
        {
            if (isOpenedByHand)
            {
                await db.Database.OpenConnectionAsync();
            }

            await using var transaction = await db.Database.BeginTransactionAsync();
            if (end == "rolled back")
            {
                await transaction.RollbackAsync();
            }
            else if (end == "failed")
            {
                await Assert.ThrowsAnyAsync<Exception>(() => db.Database.ExecuteSqlAsync($"""UPDATE "NoSuchTable" SET "A" = 1"""));
            }
        }

        await AssertFreeAsync(database);
    }

    [Theory]
    [InlineData("opens nothing")]
    [InlineData("opens its connection")]
    [InlineData("begins")]
    [InlineData("commits")]
    public async Task A_turn_taken_before_the_connection_is_opened_is_given_back(string deed)
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        await using (var db = database.Contexts.CreateDbContext())
        {
            await db.TakeTurnAsync(CancellationToken.None);
            if (deed != "opens nothing")
            {
                await db.Database.OpenConnectionAsync();
            }

            if (deed is "begins" or "commits")
            {
                await using var transaction = await db.Database.BeginTransactionAsync();
                await (deed == "commits" ? transaction.CommitAsync() : Task.CompletedTask);
            }
        }

        await AssertFreeAsync(database);
    }

    private static async Task AssertFreeAsync(TestDatabase database)
    {
        // Sooner than a lost turn would be taken over.
        using var soon = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        await using var next = database.Contexts.CreateDbContext();
        await using var begun = await next.Database.BeginTransactionAsync(soon.Token);
        await begun.CommitAsync(soon.Token);
    }
}
