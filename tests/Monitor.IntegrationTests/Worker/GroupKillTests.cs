using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using Monitor.AttributionEvents;
using Monitor.AttributionEvents.Chains;
using Monitor.IntegrationTests.Stories;
using Monitor.Pipeline;
using Monitor.Storage;
using Monitor.Stories;

namespace Monitor.IntegrationTests.Worker;

/// <summary>The real worker, killed in the middle of Group.</summary>
public sealed class GroupKillTests : IDisposable
{
    private const int Articles = 1000;

    private readonly string _folder = Directory.CreateTempSubdirectory("monitor-group-").FullName;

    public static TheoryData<DatabaseKind> Kinds => TestDatabase.Kinds;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory, MemberData(nameof(Kinds))]
    public async Task Workers_killed_while_they_group_leave_the_stories_of_one_that_was_not(DatabaseKind kind)
    {
        await using var whole = await FilledAsync(kind);
        await using var killed = await FilledAsync(kind);
        using (var group = new GroupRun(
            whole.Contexts, new StoriesOptions(), new AttributionRegister(ActorRoots.ByIdAlone), TimeProvider.System, NullLogger<GroupRun>.Instance))
        {
            await group.RunAsync();
        }

        WorkerProcess.WriteSettings(_folder, killed.Url);
        for (var kill = 0; kill < 2; kill++)
        {
            var before = await GroupedAsync(killed);
            using var worker = WorkerProcess.Start(_folder, "group", "--once");
            await worker.UntilAsync(async () => await GroupedAsync(killed) > before, "a batch is grouped");
            await worker.KillAsync();
            Assert.InRange(await GroupedAsync(killed), before + 1, Articles - 1);
            await ExpireLeaseAsync(killed);
        }

        using (var worker = WorkerProcess.Start(_folder, "group", "--once"))
        {
            await worker.UntilEndAsync();
            Assert.True(worker.ExitCode == 0, worker.Errors);
        }

        var places = await PlacesAsync(whole);
        Assert.Equal(places, await PlacesAsync(killed));
        Assert.Equal(Articles, places.Count);
    }

    private static async Task<TestDatabase> FilledAsync(DatabaseKind kind)
    {
        var database = await TestDatabase.CreateAsync(kind);
        foreach (var batch in Some.Stream(Articles).Chunk(100))
        {
            await using var db = database.Contexts.CreateDbContext();
            db.AddRange(batch);
            await db.SaveChangesAsync();
        }

        return database;
    }

    private static async Task<int> GroupedAsync(TestDatabase database)
    {
        await using var db = database.Contexts.CreateDbContext();
        return await db.Set<StoryArticle>().CountAsync();
    }

    /// <summary>A killed worker's lease runs out after minutes; the test has no such patience.</summary>
    private static async Task ExpireLeaseAsync(TestDatabase database)
    {
        await using var db = database.Contexts.CreateDbContext();
        await db.Set<Lease>().ExecuteUpdateAsync(set => set.SetProperty(lease => lease.ExpiresAt, DateTimeOffset.UnixEpoch.AddDays(1)));
    }

    private static async Task<List<string>> PlacesAsync(TestDatabase database)
    {
        await using var db = database.Contexts.CreateDbContext();
        var places = await db.Set<StoryArticle>().OrderBy(place => place.ArticleId).ToListAsync();
        return places.ConvertAll(
            place => FormattableString.Invariant($"{place.ArticleId} {place.StoryId} {place.CopyGroup} {place.Relation} {place.StoryScore:R}"));
    }
}
