using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using Monitor.Articles;
using Monitor.AttributionEvents;
using Monitor.AttributionEvents.Chains;
using Monitor.Pipeline;
using Monitor.Stories;
using Monitor.Stories.Copies;
using Monitor.Stories.Keeping;

namespace Monitor.IntegrationTests.Stories;

/// <summary>What a person says of two texts holds.</summary>
public sealed class CopyLabelsTests
{
    private static readonly DateTimeOffset Noon = new(2031, 3, 4, 12, 0, 0, TimeSpan.Zero);

    public static TheoryData<DatabaseKind> Kinds => TestDatabase.Kinds;

    [Theory, MemberData(nameof(Kinds))]
    public async Task A_copy_that_a_person_says_is_none_leaves_its_group_and_comes_back_when_it_is_one_after_all(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var articles = Some.Articles(stories: 1).ToList();
        await using (var db = database.Contexts.CreateDbContext())
        {
            foreach (var article in articles)
            {
                db.Add(article);
                await db.SaveChangesAsync();
            }
        }

        await GroupAsync(database);
        Assert.Equal([1, 1, 3], await GroupsAsync(database, articles));

        await LabelAsync(database, articles[0].Id, articles[1].Id, CopyRelation.None);
        await GroupAsync(database);
        Assert.Equal([1, 2, 3], await GroupsAsync(database, articles));
        Assert.Equal((0, 3), await CountsAsync(database));

        // After a restart the index is built from the rows, and a changed text is not compared again.
        await GroupAsync(database);
        Assert.Equal([1, 2, 3], await GroupsAsync(database, articles));

        await LabelAsync(database, articles[0].Id, articles[1].Id, CopyRelation.Copy);
        await GroupAsync(database);
        Assert.Equal([1, 1, 3], await GroupsAsync(database, articles));
        Assert.Equal((1, 2), await CountsAsync(database));
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task What_makes_no_sense_is_refused(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var db = database.Contexts.CreateDbContext();

        Assert.IsType<StoryDecision.Refused>(await db.LabelCopyAsync(1, 1, CopyRelation.Copy, "ana", Noon, CancellationToken.None));
        Assert.IsType<StoryDecision.Refused>(await db.LabelCopyAsync(1, 2, CopyRelation.Copy, "ana", Noon, CancellationToken.None));
    }

    private static async Task LabelAsync(TestDatabase database, long first, long second, CopyRelation relation)
    {
        await using var db = database.Contexts.CreateDbContext();
        Assert.IsType<StoryDecision.Recorded>(await db.LabelCopyAsync(first, second, relation, "ana", Noon, CancellationToken.None));
    }

    /// <summary>For each article the place, from 1, of the article that its group of copies began with.</summary>
    private static async Task<List<int>> GroupsAsync(TestDatabase database, List<Article> articles)
    {
        await using var db = database.Contexts.CreateDbContext();
        var groups = await db.Set<StoryArticle>().ToDictionaryAsync(placed => placed.ArticleId, placed => placed.CopyGroup);
        return articles.ConvertAll(article => articles.FindIndex(other => other.Id == groups[article.Id]) + 1);
    }

    private static async Task<(int Copies, int Reports)> CountsAsync(TestDatabase database)
    {
        await using var db = database.Contexts.CreateDbContext();
        var story = await db.Set<Story>().Standing().SingleAsync();
        return (story.Copies, story.IndependentReports);
    }

    private static async Task GroupAsync(TestDatabase database)
    {
        using var run = new GroupRun(
            database.Contexts, new StoriesOptions(), new AttributionRegister(ActorRoots.ByIdAlone), TimeProvider.System, NullLogger<GroupRun>.Instance);
        await run.RunAsync();
    }
}
