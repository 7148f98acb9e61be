using System.Diagnostics;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using Monitor.AttributionEvents;
using Monitor.AttributionEvents.Chains;
using Monitor.IntegrationTests.Worker;
using Monitor.Pipeline;
using Monitor.Stories;
using Monitor.Stories.Copies;
using Monitor.Stories.Keeping;

namespace Monitor.IntegrationTests.Stories;

/// <summary>From a decision by hand to a measure of the code against it, with the real executable.</summary>
public sealed class StoryLabelsTests
{
    private static readonly DateTimeOffset Noon = new(2031, 3, 4, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task What_was_decided_by_hand_is_exported_and_evaluated()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        var folder = Directory.CreateTempSubdirectory("labels").FullName;
        var labels = Path.Combine(folder, "labels");
        try
        {
            var (_, _, nothing) = await RunAsync(1, "stories", "labels", labels, "--database", database.Url);
            Assert.Contains("nothing was decided by hand", nothing, StringComparison.Ordinal);
            var (first, second, splitOff) = await DecideAsync(database);
            await using (var db = database.Contexts.CreateDbContext())
            {
                db.Add(new CopyLabel
                {
                    FirstArticleId = first,
                    SecondArticleId = second,
                    Relation = CopyRelation.None,
                    Author = "ana",
                    Reason = "two reports",
                    DecidedAt = DateTimeOffset.UnixEpoch,
                    CarriedOutAt = DateTimeOffset.UnixEpoch,
                });
                await db.SaveChangesAsync();
            }

            await RunAsync(0, "stories", "labels", labels, "--database", database.Url);

            var articles = Path.Combine(labels, "articles.jsonl");
            var pairs = (await File.ReadAllLinesAsync(Path.Combine(labels, "pairs.gold.jsonl"))).Select(line => JsonNode.Parse(line)!).ToList();
            Assert.Contains(pairs, pair => pair["sameStory"]?.GetValue<bool>() is true);
            Assert.Contains(pairs, pair => pair["sameStory"]?.GetValue<bool>() is false);
            Assert.Contains(pairs, pair => pair["relation"]?.GetValue<string>() is "none" && $"{pair["a"]}" == $"{first}" && $"{pair["b"]}" == $"{second}");
            var stories = (await File.ReadAllLinesAsync(Path.Combine(labels, "stories.gold.jsonl"))).Select(line => JsonNode.Parse(line)!)
                .ToDictionary(row => row["id"]!.ToString(), row => row["story"]!.ToString());
            Assert.Equal(9, stories.Count);
            Assert.Equal(stories[$"{first}"], stories[$"{second}"]);
            Assert.NotEqual(stories[$"{first}"], stories[$"{splitOff}"]);

            var compared = await WriteAsync(folder, "compared", "stories", "compare", articles, Path.Combine(labels, "pairs.gold.jsonl"), "--json");
            var (_, pairMeasures, _) = await RunAsync(0, "evaluate", "pairs", Path.Combine(labels, "pairs.gold.jsonl"), compared, "--sweep");
            Assert.Contains("same story", pairMeasures, StringComparison.Ordinal);
            Assert.Contains("story evidence", pairMeasures, StringComparison.Ordinal);
            var grouped = await WriteAsync(folder, "grouped", "stories", "group", articles, "--json");
            var (_, measured, _) = await RunAsync(0, "evaluate", "stories", Path.Combine(labels, "stories.gold.jsonl"), grouped, "--json");
            Assert.Equal(9, JsonNode.Parse(measured)!["articles"]!.GetValue<int>());
            var (_, swept, _) = await RunAsync(0, "stories", "sweep", articles, Path.Combine(labels, "stories.gold.jsonl"), "--json");
            Assert.Single(swept.Split('\n'), line => line.Contains("\"present\":true", StringComparison.Ordinal));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>Three stories are found; two are made one, and the last report of the third is taken out.</summary>
    private static async Task<(long First, long Second, long SplitOff)> DecideAsync(TestDatabase database)
    {
        var articles = Some.Articles(stories: 3).ToList();
        using var group = new GroupRun(
            database.Contexts, new StoriesOptions(), new AttributionRegister(ActorRoots.ByIdAlone), TimeProvider.System, NullLogger<GroupRun>.Instance);
        await using var db = database.Contexts.CreateDbContext();
        foreach (var article in articles)
        {
            db.Add(article);
            await db.SaveChangesAsync();
        }

        await group.RunAsync();
        var stories = await db.Set<Story>().Standing().Select(story => story.Id).OrderBy(id => id).ToListAsync();
        Assert.IsType<StoryDecision.Recorded>(await db.MergeStoriesAsync(stories[0], stories[1], "ada", Noon, CancellationToken.None));
        Assert.IsType<StoryDecision.Recorded>(await db.SplitStoryAsync(stories[2], [articles[8].Id], "ada", Noon, CancellationToken.None));
        await group.RunAsync();
        return (articles[0].Id, articles[3].Id, articles[8].Id);
    }

    private static async Task<string> WriteAsync(string folder, string name, params string[] arguments)
    {
        var path = Path.Combine(folder, name);
        await File.WriteAllTextAsync(path, (await RunAsync(0, arguments)).Output);
        return path;
    }

    private static async Task<(int Code, string Output, string Errors)> RunAsync(int exitCode, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo("dotnet", [WorkerProcess.Program, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == exitCode, $"{string.Join(' ', arguments)}: {await errors}");
        return (process.ExitCode, await output, await errors);
    }
}
