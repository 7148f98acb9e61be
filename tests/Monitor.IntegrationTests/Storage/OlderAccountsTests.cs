using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Monitor.Accounts;
using Monitor.Storage;

namespace Monitor.IntegrationTests.Storage;

/// <summary>Accounts made before there were roles keep all that they could do, and so do their tokens.</summary>
public sealed class OlderAccountsTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);

    public static TheoryData<DatabaseKind> Kinds => TestDatabase.Kinds;

    [Theory, MemberData(nameof(Kinds))]
    public async Task Accounts_become_admins_and_a_token_keeps_full_scope(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var token = ApiToken.Make();
        await using (var old = database.Contexts.CreateDbContext())
        {
            // Back to the tables that it had before.
            await old.GetService<IMigrator>().MigrateAsync("LinkEpoch");
            foreach (var (name, hash) in new[] { ("ana", ApiToken.HashOf(token)), ("ben", null) })
            {
                await old.Database.ExecuteSqlAsync($"""
                    INSERT INTO "Accounts" ("Name", "PasswordHash", "SecurityStamp", "CreatedAt", "FailuresInARow", "TokenHash")
                    VALUES ({name}, 'hash', 'stamp', {(kind is DatabaseKind.Sqlite ? (object)"2026-11-20T12:00:00.0000000Z" : Noon)}, 0, {hash})
                    """);
            }
        }

        Assert.NotEmpty(await DatabaseSetup.MigrateAsync(database.Contexts, CancellationToken.None));

        await using var db = database.Contexts.CreateDbContext();
        Assert.Equal(
            [("ana", AccountRole.Admin, 1), ("ben", AccountRole.Admin, 0)],
            (await db.Set<Account>().Include(account => account.Tokens).OrderBy(account => account.Name).ToListAsync())
                .Select(account => (account.Name, account.Role, account.Tokens.Count)));
        Assert.Equal(AccountRole.Admin, (await db.TokenAsync(token, Noon, CancellationToken.None))?.Role);
    }
}
