using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using Monitor.Articles;
using Monitor.AttributionEvents;
using Monitor.Pipeline;
using Monitor.Storage;
using Monitor.Stories;

namespace Monitor.IntegrationTests.Stories;

public sealed class GroupTests
{
    private static readonly DateTimeOffset Noon = new(2031, 3, 4, 12, 0, 0, TimeSpan.Zero);

    public static TheoryData<DatabaseKind> Kinds => TestDatabase.Kinds;

    [Theory, MemberData(nameof(Kinds))]
    public async Task A_copy_joins_its_original_and_another_report_the_story(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await FillAsync(database, Some.Articles(stories: 1));

        var report = await NewGroup(database).RunAsync();

        Assert.Equal((3, 1, 1), (report.Counts["articles"], report.Counts["stories"], report.Counts["copies"]));
        await using var db = database.Contexts.CreateDbContext();
        var story = await db.Set<Story>().Standing().SingleAsync();
        Assert.Equal((3, 1, 2), (story.Articles, story.Copies, story.IndependentReports));
        var places = await db.Set<StoryArticle>().OfStory(story.Id).ToListAsync();
        Assert.Equal([StoryRelation.Original, StoryRelation.Copy, StoryRelation.Report], places.Select(place => place.Relation));
        Assert.Equal(places[0].ArticleId, places[1].OfId);
        Assert.NotEmpty(places[1].Passages);
        Assert.All(places[1].Passages, passage => Assert.True(passage.First.Length > 0 && passage.Second.Length > 0));
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task A_worker_that_takes_over_makes_the_same_stories(DatabaseKind kind)
    {
        await using var whole = await TestDatabase.CreateAsync(kind);
        await using var broken = await TestDatabase.CreateAsync(kind);
        await FillAsync(whole, Some.Articles(stories: 12));
        await FillAsync(broken, Some.Articles(stories: 12));

        await NewGroup(whole).RunAsync();
        while ((await NewGroup(broken).RunAsync(articlesMax: 5)).DidWork)
        {
            // Each turn is another worker, which has nothing but the database.
        }

        Assert.Equal(await PlacesAsync(whole), await PlacesAsync(broken));
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task A_worker_that_lost_the_lease_writes_nothing(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await FillAsync(database, Some.Articles(stories: 1));
        await using (var db = database.Contexts.CreateDbContext())
        {
            Assert.NotNull(await db.TakeLeaseAsync(Group.LeaseName, "another worker", TimeSpan.FromMinutes(5), CancellationToken.None));
        }

        Assert.False((await NewGroup(database).RunAsync()).DidWork);
        await using var after = database.Contexts.CreateDbContext();
        Assert.Empty(after.Set<StoryArticle>());
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task A_changed_text_keeps_its_place_and_leaves_the_change(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await FillAsync(database, Some.Articles(stories: 1));
        var group = NewGroup(database);
        await group.RunAsync();
        await using (var db = database.Contexts.CreateDbContext())
        {
            var article = await db.Set<Article>().OrderBy(one => one.Id).FirstAsync();
            db.Add(new ArticleRevision { ArticleId = article.Id, Number = 1, Title = article.Title, Text = article.Text, ReplacedAt = Noon });
            (article.Title, article.Revision, article.GroupedAt) = ("A quieter headline", 2, null);
            await db.SaveChangesAsync();
        }

        var before = await PlacesAsync(database);
        await group.RunAsync();

        Assert.Equal(before, await PlacesAsync(database));
        await using var after = database.Contexts.CreateDbContext();
        var changes = await after.Set<StoryArticle>().OrderBy(place => place.ArticleId).Select(place => place.Changes).FirstAsync();
        Assert.Contains("A quieter headline", Assert.Single(changes), StringComparison.Ordinal);
        Assert.Equal("A quieter headline", (await after.Set<Story>().SingleAsync()).Title);
    }

    private static Group NewGroup(TestDatabase database) => new(
        database.Contexts, new StoriesOptions(), new AttributionRegister(ActorRoots.ByIdAlone), TimeProvider.System, NullLogger<Group>.Instance);

    private static async Task FillAsync(TestDatabase database, IEnumerable<Article> articles)
    {
        await using var db = database.Contexts.CreateDbContext();
        foreach (var article in articles)
        {
            db.Add(article);
            await db.SaveChangesAsync();
        }
    }

    private static async Task<List<string>> PlacesAsync(TestDatabase database)
    {
        await using var db = database.Contexts.CreateDbContext();
        var places = await db.Set<StoryArticle>().OrderBy(place => place.ArticleId).ToListAsync();
        return places.ConvertAll(place => FormattableString.Invariant($"{place.ArticleId} {place.StoryId} {place.CopyGroup} {place.Relation} {place.StoryScore:R}"));
    }
}
