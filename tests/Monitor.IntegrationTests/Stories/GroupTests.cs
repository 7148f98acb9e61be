using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using Monitor.Articles;
using Monitor.AttributionEvents;
using Monitor.AttributionEvents.Chains;
using Monitor.Attributions;
using Monitor.Pipeline;
using Monitor.Storage;
using Monitor.Stories;
using Monitor.Stories.Keeping;
using Monitor.Text;

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
    public async Task A_summary_that_is_read_in_full_later_is_found_to_be_a_copy(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var articles = Some.Articles(stories: 1).ToList();
        var text = articles[1].Text;
        articles[1].SummaryOnly = true;
        articles[1].Text = "More about this in the evening, says the desk.";
        await FillAsync(database, articles);
        await NewGroup(database).RunAsync();

        await using (var db = database.Contexts.CreateDbContext())
        {
            var read = await db.Set<Article>().SingleAsync(article => article.Id == articles[1].Id);
            (read.Text, read.SummaryOnly, read.GroupedAt) = (text, false, null);
            Assert.Equal(StoryRelation.Report, (await db.Set<StoryArticle>().SingleAsync(placed => placed.ArticleId == read.Id)).Relation);
            await db.SaveChangesAsync();
        }

        await NewGroup(database).RunAsync();

        await using var after = database.Contexts.CreateDbContext();
        var placed = await after.Set<StoryArticle>().SingleAsync(placed => placed.ArticleId == articles[1].Id);
        Assert.Equal((StoryRelation.Copy, articles[0].Id), (placed.Relation, placed.OfId));
        Assert.NotEmpty(placed.Passages);
        var story = await after.Set<Story>().Standing().SingleAsync();
        Assert.Equal((3, 1, placed.StoryId), (story.Articles, story.Copies, story.Id));
    }

    [Fact]
    public async Task A_split_that_would_label_tens_of_thousands_of_pairs_is_refused()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        await using var db = database.Contexts.CreateDbContext();
        var story = new Story { Title = "A ferry sank", Language = "en" };
        var articles = Enumerable.Range(0, 400).Select(i => new Article { Outlet = "Herald", Title = $"Report {i}", CollectedAt = Noon }).ToList();
        db.Add(story);
        db.AddRange(articles);
        await db.SaveChangesAsync();
        db.AddRange(articles.Select(article => new StoryArticle { ArticleId = article.Id, StoryId = story.Id, CopyGroup = article.Id, Why = [], Passages = [], Changes = [] }));
        await db.SaveChangesAsync();

        var many = await db.SplitStoryAsync(story.Id, [.. articles.Take(150).Select(article => article.Id)], "ada", Noon, CancellationToken.None);
        var few = await db.SplitStoryAsync(story.Id, [.. articles.Take(2).Select(article => article.Id)], "ada", Noon, CancellationToken.None);

        Assert.Contains("37500 pairs of reports", Assert.IsType<StoryDecision.Refused>(many).Reason, StringComparison.Ordinal);
        Assert.IsType<StoryDecision.Recorded>(few);
    }

    [Fact]
    public async Task What_another_worker_grouped_while_this_one_waited_is_not_grouped_again()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.PostgreSql);
        await FillAsync(database, Some.Articles(stories: 1));
        await using var other = database.Contexts.CreateDbContext();
        await using var transaction = await other.Database.BeginTransactionAsync();
        // A worker that asks for the lease, having looked whether there is something to do, waits for this.
        await other.Database.ExecuteSqlRawAsync("""LOCK TABLE "Leases" IN ACCESS EXCLUSIVE MODE""");
        var waiting = Task.Run(() => NewGroup(database).RunAsync());
        while (!await other.Database.SqlQueryRaw<bool>("""SELECT EXISTS (SELECT 1 FROM pg_locks WHERE NOT granted AND database = (SELECT oid FROM pg_database WHERE datname = current_database())) AS "Value" """).SingleAsync())
        {
            await Task.Delay(TimeSpan.FromMilliseconds(20));
        }

        await other.Set<Article>().ExecuteUpdateAsync(set => set.SetProperty(article => article.GroupedAt, Noon));
        await transaction.CommitAsync();

        Assert.Equal(0, (await waiting).Counts["articles"]);
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
            Assert.NotNull(await db.TakeLeaseAsync(GroupRun.LeaseName, "another worker", TimeSpan.FromMinutes(5), CancellationToken.None));
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

    [Theory, MemberData(nameof(Kinds))]
    public async Task Stories_merged_by_hand_stay_one_and_the_later_id_redirects(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var articles = Some.Articles(stories: 18).ToList();
        await FillAsync(database, articles.Take(6));
        using var group = NewGroup(database);
        await group.RunAsync();
        var (first, second) = await TwoStoriesAsync(database);

        await DecideAsync(database, db => db.MergeStoriesAsync(second, first, "ada", Noon, CancellationToken.None));

        // The same worker, which has held the index since before the decision, with nothing new to group.
        await group.RunAsync();
        Assert.Equal([first], await StoriesOfAsync(database, articles.Take(6)));
        await FillAsync(database, articles.Skip(6));
        await group.RunAsync();
        Assert.Equal([first], await StoriesOfAsync(database, articles.Take(6)));
        await using var db = database.Contexts.CreateDbContext();
        Assert.Equal(first, (await db.Set<Story>().FindStoryAsync(second, CancellationToken.None))!.Id);
        Assert.All(db.Set<StoryLabel>(), label => Assert.True(label is { SameStory: true, Author: "ada", CarriedOutAt: not null }));
        Assert.IsType<StoryDecision.Refused>(await db.MergeStoriesAsync(first, second, "ada", Noon, CancellationToken.None));
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task What_was_split_off_by_hand_stays_apart(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var articles = Some.Articles(stories: 18).ToList();
        await FillAsync(database, articles.Take(6));
        using (var group = NewGroup(database))
        {
            await group.RunAsync();
        }

        var story = Assert.Single(await StoriesOfAsync(database, articles.Take(3)));
        await DecideAsync(database, db => db.SplitStoryAsync(story, [articles[2].Id], "ada", Noon, CancellationToken.None));

        // Another worker carries it out, and a third one repairs.
        using (var next = NewGroup(database))
        {
            await next.RunAsync();
        }

        var own = Assert.Single(await StoriesOfAsync(database, [articles[2]]));
        Assert.NotEqual(story, own);
        await FillAsync(database, articles.Skip(6));
        using var last = NewGroup(database);
        await last.RunAsync();
        Assert.Equal([story], await StoriesOfAsync(database, articles.Take(2)));
        Assert.Equal([own], await StoriesOfAsync(database, [articles[2]]));
        await using var db = database.Contexts.CreateDbContext();
        Assert.IsType<StoryDecision.Refused>(await db.SplitStoryAsync(story, [articles[0].Id, articles[1].Id], "ada", Noon, CancellationToken.None));
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task A_revision_tells_what_it_adds_and_a_copy_by_others_does_not(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var original = Some.Articles(stories: 1).First();
        Article Later(string outlet, int hours, params string[] accusers)
        {
            var article = new Article
            {
                Outlet = outlet,
                Url = $"https://{outlet}/later{hours}",
                Title = original.Title,
                Text = original.Text + "\n\nLater in the day another government joined in the accusation.",
                Language = "en",
                CollectedAt = Noon,
                ReadAt = Noon,
                Statements = Accusing(accusers),
            };
            article.DateAs(original.PublishedAt!.Value.AddHours(hours));
            return article;
        }

        original.Statements = Accusing("US");
        await FillAsync(database, [original, Later("outlet7.example", 1, "US", "CA"), Later(original.Outlet, 2, "US", "JP")]);
        await NewGroup(database).RunAsync();
        await using (var db = database.Contexts.CreateDbContext())
        {
            var first = await db.Set<Article>().OrderBy(one => one.Id).FirstAsync();
            (first.Statements, first.Revision, first.GroupedAt) = (Accusing("US", "GB"), 2, null);
            await db.SaveChangesAsync();
        }

        await NewGroup(database).RunAsync();

        await using var after = database.Contexts.CreateDbContext();
        var places = await after.Set<StoryArticle>().OrderBy(place => place.ArticleId).Select(place => place.Kind).ToListAsync();
        Assert.Equal([null, CopyKind.Syndicated, CopyKind.Revision], places);
        var news = await after.NewsAfter(0).ToListAsync();
        Assert.Equal(
            ["Event country:US", "Accuser country:JP", "Accuser country:GB"],
            news.Select(one => $"{one.Kind} {string.Join(' ', one.Attribution!.Accusers)}"));
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task An_article_whose_attributions_cannot_be_recorded_holds_up_no_other(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var articles = Some.Articles(stories: 6).ToList();
        articles.ForEach(article => article.Statements = Accusing("US"));
        articles[3].Statements = Accusing("US", "ZZ");
        await FillAsync(database, articles);
        using var group = new GroupRun(
            database.Contexts,
            new StoriesOptions(),
            new AttributionRegister(new ActorRoots(id => id == "country:ZZ" ? throw new InvalidOperationException("no such country") : null)),
            TimeProvider.System,
            NullLogger<GroupRun>.Instance);

        var report = await group.RunAsync();
        var again = await group.RunAsync();

        await using var db = database.Contexts.CreateDbContext();
        var aside = Assert.Single(await db.Set<SetAsideArticle>().ToListAsync());
        Assert.Equal("its attributions could not be recorded: no such country", aside.Reason);
        Assert.Equal([$"article {aside.ArticleId}: {aside.Reason}"], report.Skipped);
        Assert.Equal((articles.Count, 0), (report.Counts["articles"], again.Counts["articles"]));
        Assert.Equal(articles.Count, await db.Set<StoryArticle>().CountAsync());
        Assert.Equal(
            articles.Count - 1, await db.Set<Attribution>().Select(one => one.ArticleId).Where(id => id != aside.ArticleId).Distinct().CountAsync());
    }

    private static string Accusing(params string[] accusers) => JsonSerializer.Serialize(
        accusers.Select(accuser => new Statement
        {
            Accusers = [$"country:{accuser}"],
            Accused = "country:CN",
            AccusedCountry = "CN",
            Act = "",
            ActClass = "cyber-espionage",
            Family = "cyber",
            Strength = AttributionStrength.Official,
            Rule = "test",
            Evidence = new TextSpan(0, 10),
        }),
        JsonSerializerOptions.Web);

    private static async Task DecideAsync(TestDatabase database, Func<MonitorDbContext, Task<StoryDecision>> decide)
    {
        await using var db = database.Contexts.CreateDbContext();
        Assert.IsType<StoryDecision.Recorded>(await decide(db));
    }

    private static async Task<(long First, long Second)> TwoStoriesAsync(TestDatabase database)
    {
        await using var db = database.Contexts.CreateDbContext();
        var ids = await db.Set<Story>().Standing().Select(story => story.Id).OrderBy(id => id).ToListAsync();
        Assert.Equal(2, ids.Count);
        return (ids[0], ids[1]);
    }

    private static async Task<List<long>> StoriesOfAsync(TestDatabase database, IEnumerable<Article> articles)
    {
        await using var db = database.Contexts.CreateDbContext();
        return await db.Set<StoryArticle>().OfArticles(articles).Select(placed => placed.StoryId).Distinct().ToListAsync();
    }

    private static GroupRun NewGroup(TestDatabase database) => new(
        database.Contexts, new StoriesOptions(), new AttributionRegister(ActorRoots.ByIdAlone), TimeProvider.System, NullLogger<GroupRun>.Instance);

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
