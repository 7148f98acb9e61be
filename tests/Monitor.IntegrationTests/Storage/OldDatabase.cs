using System.IO.Compression;
using Microsoft.EntityFrameworkCore;
using Monitor.Storage;

namespace Monitor.IntegrationTests.Storage;

/// <summary>A database as version 0.1 made it (Fixtures/README.md).</summary>
internal static class OldDatabase
{
    public static async Task<TestDatabase> CreateAsync(DatabaseKind kind)
    {
        var database = await TestDatabase.CreateEmptyAsync(kind);
        if (database.Address is DatabaseAddress.Sqlite sqlite)
        {
            await using var packed = Open("ed1fd33.sqlite.gz");
            await using var file = File.Create(sqlite.File);
            await packed.CopyToAsync(file);
            return database;
        }

        await using var dump = Open("ed1fd33.postgres.sql.gz");
        using var reader = new StreamReader(dump);
        await using var db = database.Contexts.CreateDbContext();
        await db.Database.OpenConnectionAsync();
        await using var command = db.Database.GetDbConnection().CreateCommand();
#pragma warning disable CA2100 // pg_dump wrote it.
        // Its settings are for its own session, which the pool hands on.
        command.CommandText = await reader.ReadToEndAsync() + "RESET ALL;";
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync();
        return database;
    }

    private static GZipStream Open(string fixture) =>
        new(File.OpenRead(Path.Combine(AppContext.BaseDirectory, "Storage", "Fixtures", fixture)), CompressionMode.Decompress);
}
