using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using Monitor.Articles;
using Monitor.AttributionEvents;
using Monitor.Pipeline;
using Monitor.Storage;
using Monitor.Stories;
using Monitor.Stories.Keeping;
using Monitor.Tagging;

namespace Monitor.Benchmarks.Stories;

/// <summary>
/// Groups a copy of a database again, by one worker and without a fault, the articles in the order in which they were grouped before: stories and
/// events must come out as they were. For tests/workers/chaos.py.
/// </summary>
internal static class GroupAgain
{
    private static readonly string[] Made =
    [
        "AttributionFacts", "FactAliases", "AlertEntries", "AttributionNews", "ToldFacts", "Attributions", "Facts", "IncidentNames", "AttributionEvents",
        "StoryArticles", "Stories", "ArticleSignatures", "IndexStates", "SetAsideArticles", "OfficeSightings", "LearntOffices",
    ];

    public static async Task<int> RunAsync(string database, string config)
    {
        if (!DatabaseAddress.TryParse(database, out var address))
        {
            await Console.Error.WriteLineAsync($"{database} is no sqlite:FILE or postgresql:// address");
            return 2;
        }

        var contexts = new MonitorDbContextFactory(address, TimeSpan.FromSeconds(30));
        var turns = Turns(await OrderAsync(contexts));
        await ForgetAsync(contexts);
        var actors = Tagger.Load(config, patternsAllowed: false).Actors;
        using var group = new GroupRun(
            contexts, new StoriesOptions(), new AttributionRegister((_, _) => Task.FromResult(actors)), TimeProvider.System, NullLogger<GroupRun>.Instance);
        foreach (var turn in turns)
        {
            await using (var db = contexts.CreateDbContext())
            {
                await db.Set<Article>().Where(article => turn.Contains(article.Id))
                    .ExecuteUpdateAsync(set => set.SetProperty(article => article.GroupedAt, (DateTimeOffset?)null));
            }

            await group.RunAsync();
        }

        Console.WriteLine($"grouped {turns.Sum(turn => turn.Length)} articles again, in {turns.Count} turns");
        return 0;
    }

    private static async Task<List<(long Id, DateTimeOffset AppearedAt)>> OrderAsync(MonitorDbContextFactory contexts)
    {
        await using var db = contexts.CreateDbContext();
        var rows = await db.Set<ArticleSignature>().OrderBy(signature => signature.Order)
            .Join(db.Set<Article>(), signature => signature.ArticleId, article => article.Id, (signature, article) => new { signature.Order, article.Id, article.AppearedAt })
            .ToListAsync();
        return [.. rows.OrderBy(row => row.Order).Select(row => (row.Id, row.AppearedAt))];
    }

    /// <summary>Group takes what waits by the instant of its appearance: what came before a later one was grouped in an earlier turn.</summary>
    private static List<long[]> Turns(List<(long Id, DateTimeOffset AppearedAt)> order)
    {
        var turns = new List<List<long>>();
        for (var i = 0; i < order.Count; i++)
        {
            if (i == 0 || (order[i].AppearedAt, order[i].Id).CompareTo((order[i - 1].AppearedAt, order[i - 1].Id)) < 0)
            {
                turns.Add([]);
            }

            turns[^1].Add(order[i].Id);
        }

        return turns.ConvertAll(turn => turn.ToArray());
    }

    private static async Task ForgetAsync(MonitorDbContextFactory contexts)
    {
        await using var db = contexts.CreateDbContext();
        await db.Database.OpenConnectionAsync();
        var forget = (db is SqliteMonitorDbContext
            ? "PRAGMA foreign_keys=OFF; " + string.Concat(Made.Select(table => $"DELETE FROM \"{table}\"; "))
            : $"TRUNCATE {string.Join(", ", Made.Select(table => $"\"{table}\""))} CASCADE; ")
            + "UPDATE \"ChangeCounters\" SET \"Last\" = 0; UPDATE \"Leases\" SET \"AttemptNumber\" = \"AttemptNumber\" + 1;";
        // What had not been grouped when the copy was made has no place in the order.
        await db.Set<Article>().Where(article => article.GroupedAt == null)
            .ExecuteUpdateAsync(set => set.SetProperty(article => article.GroupedAt, (DateTimeOffset?)DateTimeOffset.UnixEpoch));
        await db.Database.ExecuteSqlRawAsync(forget);
        SqliteConnection.ClearAllPools();
    }
}
