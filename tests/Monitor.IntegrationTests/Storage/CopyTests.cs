using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using Monitor.AttributionEvents;
using Monitor.AttributionEvents.Chains;
using Monitor.Feeds;
using Monitor.IntegrationTests.Stories;
using Monitor.Pipeline;
using Monitor.Storage;
using Monitor.Storage.Copies;
using Monitor.Storage.Machine;
using Monitor.Storage.Startup;
using Monitor.Stories;

namespace Monitor.IntegrationTests.Storage;

/// <summary>A copy taken while the database works, put back, is the database of one commit; what is no such copy is refused.</summary>
public sealed class CopyTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("monitor-copies-").FullName;

    public static TheoryData<DatabaseKind> Kinds => TestDatabase.Kinds;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory, MemberData(nameof(Kinds))]
    public async Task A_copy_taken_at_work_has_whole_commits_and_each_row_as_it_is(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await GroupedAsync(database);
        using var end = new CancellationTokenSource();
        var firstPair = new TaskCompletionSource();
        // On a thread of its own: SQLite answers within the call.
        var work = Task.Run(() => WorkAsync(database, firstPair, end.Token));
        await firstPair.Task;
        var copy = Path.Combine(_folder, "at-work");
        await MakeAsync(database, copy);
        await end.CancelAsync();
        await work;

        await using var restored = await TestDatabase.CreateEmptyAsync(kind);
        await PutBackAsync(copy, restored);

        var (was, now) = (await RowsAsync(database), await RowsAsync(restored));
        Assert.Equal(was.Tables.Order(), now.Tables.Order());
        var columns = was.Columns.ToHashSet();
        foreach (var table in was.Tables.Except(["Outlets", "Feeds"]))
        {
            Assert.Equal(was.Rows(table, columns), now.Rows(table, columns));
        }

        // What was written meanwhile came in pairs, one commit each.
        Assert.Empty(now.Rows("Outlets", columns).Except(was.Rows("Outlets", columns)));
        Assert.Empty(now.Rows("Feeds", columns).Except(was.Rows("Feeds", columns)));
        Assert.NotEmpty(now.Rows("Feeds", columns));
        Assert.Equal(now.Rows("Outlets", columns).Count, now.Rows("Feeds", columns).Count);
        Assert.Null(await DatabaseCheck.FaultAsync(restored.Contexts, CancellationToken.None));
        Assert.Null(await DatabaseCheck.DamageAsync(restored.Contexts, CancellationToken.None));
        var full = await Assert.ThrowsAsync<CopyRefusedException>(() => PutBackAsync(copy, restored));
        Assert.Contains("a copy goes only", full.Message, StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task What_is_truncated_foreign_or_of_a_later_release_is_refused_and_leaves_nothing(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await GroupedAsync(database);
        var whole = Path.Combine(_folder, "whole");
        await MakeAsync(database, whole);
        await using (var db = database.Contexts.CreateDbContext())
        {
            await db.Database.ExecuteSqlAsync(
                $"""INSERT INTO "__EFMigrationsHistory" ("MigrationId", "ProductVersion") VALUES ('29990101000000_Later', '99')""");
        }

        var later = Path.Combine(_folder, "later");
        await MakeAsync(database, later);
        var bytes = await File.ReadAllBytesAsync(whole);
        var truncated = Path.Combine(_folder, "truncated");
        await File.WriteAllBytesAsync(truncated, bytes[..(bytes.Length / 2)]);
        var foreign = Path.Combine(_folder, "foreign");
        await File.WriteAllTextAsync(foreign, "a letter, and no database at all");

        await using var empty = await TestDatabase.CreateEmptyAsync(kind);
        foreach (var (file, because) in new[]
        {
            (truncated, kind is DatabaseKind.Sqlite ? "is truncated" : "pg_restore says"),
            (foreign, kind is DatabaseKind.Sqlite ? "is no SQLite database" : "is no copy that pg_dump made"),
            (later, "was made by a later release (it has 29990101000000_Later)"),
            (Path.Combine(_folder, "missing"), "does not exist"),
        })
        {
            var refused = await Assert.ThrowsAsync<CopyRefusedException>(() => PutBackAsync(file, empty));
            Assert.Contains(because, refused.Message, StringComparison.Ordinal);
        }

        // Nothing stands in the way of the right one.
        await PutBackAsync(whole, empty);
        Assert.Null(await DatabaseCheck.FaultAsync(empty.Contexts, CancellationToken.None));
    }

    [Fact]
    public async Task A_copy_with_a_damaged_page_is_refused()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        await GroupedAsync(database);
        var copy = Path.Combine(_folder, "damaged");
        await MakeAsync(database, copy);
        await using (var file = File.OpenWrite(copy))
        {
            file.Position = 8192;
            await file.WriteAsync(new byte[file.Length - 8192]);
        }

        await using var empty = await TestDatabase.CreateEmptyAsync(DatabaseKind.Sqlite);
        await Assert.ThrowsAsync<CopyRefusedException>(() => PutBackAsync(copy, empty));
        Assert.False(File.Exists(((DatabaseAddress.Sqlite)empty.Address).File));
    }

    [Fact]
    public async Task Beside_a_database_that_was_put_back_nothing_is_left_and_a_folder_made_for_it_is_its_owners()
    {
        await using var closed = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        var target = new DatabaseAddress.Sqlite(Path.Combine(_folder, "data", "monitor.db"));
        using (OnlyWorker.Take(target))
        {
            // Closed by its last worker, and so without a log beside it, but in the mode that has one.
            await SqliteCopy.PutBackAsync(((DatabaseAddress.Sqlite)closed.Address).File, target, CancellationToken.None);
        }

        Assert.Equal(["monitor.db", "monitor.db.lock"], Directory.GetFiles(Path.Combine(_folder, "data")).Select(Path.GetFileName).Order());
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(PrivateFiles.OwnFolder, File.GetUnixFileMode(Path.Combine(_folder, "data")));
        }
    }

    private static async Task GroupedAsync(TestDatabase database)
    {
        await using (var db = database.Contexts.CreateDbContext())
        {
            db.AddRange(Some.Articles(stories: 4));
            await db.SaveChangesAsync();
        }

        using var group = new GroupRun(
            database.Contexts, new StoriesOptions(), new AttributionRegister(ActorRoots.ByIdAlone), TimeProvider.System, NullLogger<GroupRun>.Instance);
        await group.RunAsync();
    }

    /// <summary>Commits outlets, each with its feed, until it is told to end.</summary>
    private static async Task WorkAsync(TestDatabase database, TaskCompletionSource firstPair, CancellationToken end)
    {
        for (var number = 1; !end.IsCancellationRequested; number++)
        {
            await using var db = database.Contexts.CreateDbContext();
            db.Add(Feed.Of(new Uri($"https://site{number}.example/feed"), "", new Outlet { Name = $"Outlet {number}" }, DateTimeOffset.UnixEpoch));
            await db.SaveChangesAsync(CancellationToken.None);
            firstPair.TrySetResult();
        }
    }

    private static Task MakeAsync(TestDatabase database, string file) => database.Address is DatabaseAddress.PostgreSql postgres
        ? PostgresCopy.MakeAsync(postgres, file, CancellationToken.None)
        : SqliteCopy.MakeAsync(database.Contexts, (DatabaseAddress.Sqlite)database.Address, file, CancellationToken.None);

    private static Task PutBackAsync(string file, TestDatabase database) => database.Address is DatabaseAddress.PostgreSql postgres
        ? PostgresCopy.PutBackAsync(file, database.Contexts, postgres, CancellationToken.None)
        : SqliteCopy.PutBackAsync(file, (DatabaseAddress.Sqlite)database.Address, CancellationToken.None);

    private static async Task<StoredRows> RowsAsync(TestDatabase database)
    {
        await using var db = database.Contexts.CreateDbContext();
        return await StoredRows.OfAsync(db);
    }
}
