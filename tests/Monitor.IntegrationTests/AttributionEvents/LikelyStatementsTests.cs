using Microsoft.EntityFrameworkCore;
using Monitor.AttributionEvents;
using Monitor.AttributionEvents.Chains;
using Monitor.Stories;
using static Monitor.IntegrationTests.AttributionEvents.RecordedArticles;

namespace Monitor.IntegrationTests.AttributionEvents;

/// <summary>Statements that no rule understood: in no event until somebody confirms them, and judged once.</summary>
public sealed class LikelyStatementsTests
{
    public static TheoryData<DatabaseKind> Kinds => TestDatabase.Kinds;

    [Theory, MemberData(nameof(Kinds))]
    public async Task What_is_likely_counts_for_nothing_until_an_analyst_confirms_it(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var ids = await StoreAsync(database, 4);
        var likely = Article(ids[0], Noon, Accusing("country:US", "country:CN") with { Likely = true });

        Assert.Empty(await RecordAsync(database, likely, likely with { ArticleId = Id(ids[1]), IsCopy = true }));
        await using var db = database.Contexts.CreateDbContext();
        var waiting = await db.LikelyStatements().OrderBy(one => one.Id).ToListAsync();
        var counted = (waiting.Count, waiting.Count(one => one.EventId is not null), await db.Set<Fact>().CountAsync(), await db.StandingEvents().CountAsync());
        var news = await JudgeAsync(database, (context, next) =>
            Register.ConfirmAsync(context, waiting[0].Id, "analyst", Noon.AddHours(1), next, CancellationToken.None));
        // Read again, the article says what was confirmed; so does a copy to come; what another accuser says joins.
        var later = await RecordAsync(
            database, likely, likely with { ArticleId = Id(ids[2]), IsCopy = true }, Article(ids[3], Noon.AddHours(2), Accusing("country:US", "country:CN")));

        Assert.Equal((2, 0, 0, 0), counted);
        Assert.Equal(NewsKind.Event, Assert.Single(news!).Kind);
        Assert.Empty(later);
        Assert.Empty(await db.LikelyStatements().ToListAsync());
        var view = await db.EventViewAsync(news![0].EventId, CancellationToken.None);
        Assert.Equal((4, 2, 3), (view!.Evidence.Count, view.IndependentReports, view.Evidence.Count(one => one.ConfirmedBy == "analyst")));
        Assert.Single(await db.FactsOf(view.Event.Id).ToListAsync());
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task What_was_judged_as_likely_stays_judged_when_a_rule_understands_it(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var ids = await StoreAsync(database, 2);
        var (wrong, waiting) = (Accusing("country:US", "country:CN"), Accusing("country:NO", "country:RU"));
        await RecordAsync(
            database, Article(ids[0], Noon, wrong with { Likely = true }), Article(ids[1], Noon, waiting with { Likely = true }));
        await using var db = database.Contexts.CreateDbContext();
        await db.RejectAsync(
            Register, (await db.LikelyStatements().OrderBy(one => one.Id).FirstAsync()).Id, "analyst", Noon.AddHours(1), CancellationToken.None);

        var news = await RecordAsync(database, Article(ids[0], Noon, wrong), Article(ids[1], Noon, waiting));

        Assert.Equal("country:RU", (await db.Set<AttributionEvent>().SingleAsync(one => one.Id == Assert.Single(news).EventId)).AccusedRoot);
        Assert.Equal("country:RU", Assert.Single(await db.StandingEvents().ToListAsync()).AccusedRoot);
        Assert.Empty(await db.LikelyStatements().ToListAsync());
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task What_is_confirmed_late_is_no_news_and_what_is_rejected_stays_in_no_event(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var ids = await StoreAsync(database, 2);
        await RecordAsync(
            database,
            Article(ids[0], Noon, Accusing("country:US", "country:CN") with { Likely = true }),
            Article(ids[1], Noon, Accusing("country:NO", "country:RU") with { Likely = true }));
        await using var db = database.Contexts.CreateDbContext();
        var waiting = await db.LikelyStatements().OrderBy(one => one.Id).ToListAsync();

        var rejected = await db.RejectAsync(Register, waiting[1].Id, "analyst", Noon.AddHours(1), CancellationToken.None);
        var confirmed = await db.ConfirmAsync(Register, waiting[0].Id, "analyst", Noon.AddDays(3), CancellationToken.None);

        Assert.Equal(new AttributionJudgement.Recorded(waiting[1].Id, 0), rejected);
        Assert.Equal(new AttributionJudgement.Recorded(waiting[0].Id, 0) { News = 0 }, confirmed);
        Assert.Equal("country:CN", Assert.Single(await db.StandingEvents().ToListAsync()).AccusedRoot);
        Assert.Empty(await db.NewsAfter(0).ToListAsync());
        Assert.Empty(await db.LikelyStatements().ToListAsync());
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task What_joins_the_copies_of_a_confirmed_statement_is_confirmed_with_it_and_is_no_news(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var ids = await StoreAsync(database, 2);
        var said = Accusing("country:US", "country:CN") with { Likely = true };
        await RecordAsync(database, Article(ids[0], Noon, said), Article(ids[1], Noon, said));
        await using var db = database.Contexts.CreateDbContext();
        var waiting = await db.LikelyStatements().OrderBy(one => one.Id).ToListAsync();
        await db.ConfirmAsync(Register, waiting[0].Id, "analyst", Noon.AddHours(1), CancellationToken.None);
        var told = await db.NewsAfter(0).CountAsync();
        var story = new Story { Title = "Title", Language = "en" };
        db.Add(story);
        await db.SaveChangesAsync();
        db.Add(new StoryArticle
        {
            ArticleId = ids[1],
            StoryId = story.Id,
            CopyGroup = ids[0],
            Relation = StoryRelation.Copy,
            Why = [],
            Passages = [],
            Changes = [],
        });
        await db.SaveChangesAsync();

        await JudgeAsync(database, async (context, next) =>
        {
            await Register.RegroupAsync(context, [ids[1]], next, CancellationToken.None);
            return [];
        });

        Assert.Empty(await db.LikelyStatements().ToListAsync());
        Assert.Equal((1, 1), (told, await db.NewsAfter(0).CountAsync()));
        var view = await db.EventViewAsync((await db.StandingEvents().SingleAsync()).Id, CancellationToken.None);
        Assert.Equal((2, 1), (view!.Evidence.Count(one => one.ConfirmedBy == "analyst"), view.IndependentReports));
    }
}
