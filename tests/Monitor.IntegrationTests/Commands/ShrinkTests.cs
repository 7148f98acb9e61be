using Microsoft.EntityFrameworkCore;
using SQLitePCL;

namespace Monitor.IntegrationTests.Commands;

/// <summary>A database is shrunk in as much memory however large it is.</summary>
[Collection(CommandRun.Alone)]
public sealed class ShrinkTests
{
    private const long Megabyte = 1_000_000;
    private const int MegabytesKept = 64;

    [Fact]
    public async Task A_database_is_not_held_in_memory_while_it_is_shrunk()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        await using (var db = database.Contexts.CreateDbContext())
        {
            await db.Database.ExecuteSqlAsync($"CREATE TABLE \"Bulk\" (\"Bytes\" BLOB)");
            await db.Database.ExecuteSqlAsync(
                $"""
                 INSERT INTO "Bulk" WITH RECURSIVE many(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM many WHERE n < {MegabytesKept})
                 SELECT zeroblob({Megabyte}) FROM many
                 """);
        }

        raw.sqlite3_memory_highwater(1);
        var (code, _, errors) = await CommandRun.RunAsync($"db shrink --database {database.Url}");

        Assert.Equal((0, ""), (code, errors));
        Assert.InRange(raw.sqlite3_memory_highwater(0), 1, MegabytesKept * Megabyte / 2);
    }
}
