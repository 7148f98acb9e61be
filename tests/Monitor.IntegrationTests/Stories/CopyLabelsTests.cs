using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using Monitor.Articles;
using Monitor.AttributionEvents;
using Monitor.AttributionEvents.Chains;
using Monitor.Attributions;
using Monitor.Backtests;
using Monitor.Pipeline;
using Monitor.Stories;
using Monitor.Stories.Copies;
using Monitor.Stories.Keeping;
using Monitor.Text;

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
        var articles = await FilledAsync(database);
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
    public async Task What_was_said_last_is_undone_back_to_what_was_found(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var articles = await FilledAsync(database);
        await GroupAsync(database);

        // Said and taken back before any run: nothing happened.
        await LabelAsync(database, articles[0].Id, articles[1].Id, CopyRelation.None);
        await UndoAsync(database, articles[1].Id, articles[0].Id);
        await GroupAsync(database);
        Assert.Equal([1, 1, 3], await GroupsAsync(database, articles));

        await LabelAsync(database, articles[0].Id, articles[1].Id, CopyRelation.None);
        await GroupAsync(database);
        await LabelAsync(database, articles[1].Id, articles[0].Id, CopyRelation.Partial);
        await GroupAsync(database);
        Assert.Equal([1, 2, 3], await GroupsAsync(database, articles));
        await UndoAsync(database, articles[0].Id, articles[1].Id);
        await GroupAsync(database);
        Assert.Equal([1, 1, 3], await GroupsAsync(database, articles));
        Assert.Equal((1, 2), await CountsAsync(database));

        await LabelAsync(database, articles[2].Id, articles[0].Id, CopyRelation.Copy);
        await GroupAsync(database);
        Assert.Equal([3, 3, 3], await GroupsAsync(database, articles));
        await UndoAsync(database, articles[0].Id, articles[2].Id);
        await GroupAsync(database);
        Assert.Equal([1, 1, 3], await GroupsAsync(database, articles));
        await using var db = database.Contexts.CreateDbContext();
        Assert.Empty(await db.Set<CopyLabel>().ToListAsync());
        Assert.IsType<StoryDecision.Refused>(await db.UndoCopyLabelAsync(articles[0].Id, articles[2].Id, "ana", Noon, CancellationToken.None));
        Assert.DoesNotContain(await db.Set<StoryArticle>().ToListAsync(), placed => placed.Why.Any(why => why.StartsWith("by hand", StringComparison.Ordinal)));
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task Attributions_count_with_the_group_that_a_person_put_their_article_into(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var articles = await FilledAsync(database, Accuse);
        await GroupAsync(database);
        Assert.Equal((2, 1), await ReportsAsync(database));

        await LabelAsync(database, articles[0].Id, articles[1].Id, CopyRelation.None);
        await GroupAsync(database);
        Assert.Equal((3, 0), await ReportsAsync(database));

        await LabelAsync(database, articles[0].Id, articles[2].Id, CopyRelation.Copy);
        await GroupAsync(database);
        Assert.Equal((2, 1), await ReportsAsync(database));

        await UndoAsync(database, articles[0].Id, articles[2].Id);
        await UndoAsync(database, articles[0].Id, articles[1].Id);
        await GroupAsync(database);
        Assert.Equal((2, 1), await ReportsAsync(database));
        await using var db = database.Contexts.CreateDbContext();
        Assert.Single(await db.NewsAfter(0).ToListAsync());
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task A_rejection_holds_for_a_copy_that_a_person_found(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var articles = await FilledAsync(database, Accuse);
        await GroupAsync(database);
        await LabelAsync(database, articles[0].Id, articles[1].Id, CopyRelation.None);
        await GroupAsync(database);
        await using (var db = database.Contexts.CreateDbContext())
        {
            var first = await db.Set<Attribution>().SingleAsync(one => one.ArticleId == articles[0].Id);
            await db.RejectAsync(new AttributionRegister(ActorRoots.ByIdAlone), first.Id, "ana", Noon, CancellationToken.None);
        }

        Assert.Equal((2, 0), await ReportsAsync(database));
        await LabelAsync(database, articles[0].Id, articles[1].Id, CopyRelation.Copy);
        await GroupAsync(database);

        Assert.Equal((1, 0), await ReportsAsync(database));
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task Labels_of_a_rule_count_a_group_of_copies_once(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var articles = await FilledAsync(database);
        await GroupAsync(database);
        await using var db = database.Contexts.CreateDbContext();
        await RuleLabels.SetAsync(db, "towns", articles[0].Id, isRight: false, "ana", Noon, CancellationToken.None);
        await RuleLabels.SetAsync(db, "towns", articles[1].Id, isRight: true, "ana", Noon, CancellationToken.None);

        var judged = await RuleLabels.OfRuleAsync(db, "towns", CancellationToken.None);

        var (first, second) = ($"{articles[0].Id}", $"{articles[1].Id}");
        Assert.Equal([(first, true), (second, true)], judged.Labels.OrderBy(one => one.Key).Select(one => (one.Key, one.Value)));
        Assert.Equal(judged.GroupOf(first), judged.GroupOf(second));
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task What_makes_no_sense_is_refused(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var db = database.Contexts.CreateDbContext();

        Assert.IsType<StoryDecision.Refused>(await db.LabelCopyAsync(1, 1, CopyRelation.Copy, "ana", "", Noon, CancellationToken.None));
        Assert.IsType<StoryDecision.Refused>(await db.LabelCopyAsync(1, 2, CopyRelation.Copy, "ana", "", Noon, CancellationToken.None));
    }

    /// <summary>A report, its copy and another report, stored one after the other.</summary>
    private static async Task<List<Article>> FilledAsync(TestDatabase database, Action<Article>? change = null)
    {
        var articles = Some.Articles(stories: 1).ToList();
        await using var db = database.Contexts.CreateDbContext();
        foreach (var article in articles)
        {
            change?.Invoke(article);
            db.Add(article);
            await db.SaveChangesAsync();
        }

        return articles;
    }

    /// <summary>What Read would have found, in the sentence that the copy shares: the United States accuse China.</summary>
    private static void Accuse(Article article)
    {
        var at = Math.Max(0, $"{article.Title}\n\n{article.Text}".IndexOf("inspectors found cracks", StringComparison.Ordinal));
        article.Statements = JsonSerializer.Serialize(
            new[]
            {
                new Statement
                {
                    Accusers = ["country:US"],
                    Accused = "country:CN",
                    AccusedCountry = "CN",
                    Act = "",
                    ActClass = "cyber-espionage",
                    Family = "cyber",
                    Strength = AttributionStrength.Official,
                    Rule = "test",
                    Evidence = new TextSpan(at, at + 20),
                },
            },
            JsonSerializerOptions.Web);
    }

    private static async Task UndoAsync(TestDatabase database, long first, long second)
    {
        await using var db = database.Contexts.CreateDbContext();
        Assert.IsType<StoryDecision.TakenBack>(await db.UndoCopyLabelAsync(first, second, "ana", Noon, CancellationToken.None));
    }

    /// <summary>Of the one attribution event: what an alert rule that wants independent reports goes by.</summary>
    private static async Task<(int Independent, int Copies)> ReportsAsync(TestDatabase database)
    {
        await using var db = database.Contexts.CreateDbContext();
        var only = await db.Set<AttributionEvent>().SingleAsync();
        var view = await db.EventViewAsync(only.Id, CancellationToken.None);
        return (view!.IndependentReports, view.Copies);
    }

    private static async Task LabelAsync(TestDatabase database, long first, long second, CopyRelation relation)
    {
        await using var db = database.Contexts.CreateDbContext();
        Assert.IsType<StoryDecision.Recorded>(await db.LabelCopyAsync(first, second, relation, "ana", "the interview is theirs", Noon, CancellationToken.None));
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
