using Microsoft.EntityFrameworkCore;
using Monitor.AttributionEvents;
using Monitor.AttributionEvents.Chains;
using Monitor.Text;
using static Monitor.IntegrationTests.AttributionEvents.RecordedArticles;

namespace Monitor.IntegrationTests.AttributionEvents;

/// <summary>What analysts decide by hand about events and statements.</summary>
public sealed class EventPlacingTests
{
    public static TheoryData<DatabaseKind> Kinds => TestDatabase.Kinds;

    [Theory, MemberData(nameof(Kinds))]
    public async Task Events_merged_by_hand_are_one_from_then_on_and_facts_told_of_either_are_told(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var ids = await StoreAsync(database, 3);
        var first = await RecordAsync(database, Article(ids[0], Noon, Hitting("rail")));
        var second = await RecordAsync(database, Article(ids[1], Noon.AddHours(1), Hitting("power")));
        await using var db = database.Contexts.CreateDbContext();
        var keys = await db.Set<Fact>().OrderBy(fact => fact.Id).Select(fact => fact.Key).ToListAsync();

        var placed = await db.MergeEventsAsync(second[0].EventId, first[0].EventId, "ana", Noon, CancellationToken.None);
        var later = await RecordAsync(database, Article(ids[2], Noon.AddHours(2), Hitting("power") with { Accusers = ["country:GB"] }));

        Assert.Equal(new EventPlacement.Placed(first[0].EventId, 1), placed);
        Assert.Equal((NewsKind.Accuser, first[0].EventId), (later[0].Kind, later[0].EventId));
        Assert.Equal(first[0].EventId, (await db.EventViewAsync(second[0].EventId, CancellationToken.None))!.Event.Id);
        var fact = await db.Set<Fact>().AsNoTracking().Include(one => one.Aliases).SingleAsync(one => one.Key == keys[0]);
        Assert.Equal([keys[1]], fact.Aliases.Select(alias => alias.Key));
        Assert.Empty(await db.FactsOf(second[0].EventId).ToListAsync());
        Assert.IsType<EventPlacement.Refused>(await db.MergeEventsAsync(second[0].EventId, first[0].EventId, "ana", Noon, CancellationToken.None));
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task What_is_split_off_by_hand_is_an_event_of_its_own_and_keeps_what_was_told(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var ids = await StoreAsync(database, 4);
        var opened = await RecordAsync(
            database,
            Article(ids[0], Noon, Hitting("rail")),
            Article(ids[1], Noon.AddHours(1), Hitting("rail")),
            Article(ids[2], Noon.AddHours(1), Hitting("rail")) with { CopyGroup = Id(ids[1]), IsCopy = true });
        await using var db = database.Contexts.CreateDbContext();
        var statements = await db.Set<Attribution>().AsNoTracking().OrderBy(one => one.Id).ToListAsync();
        var told = (await db.FactsOf(opened[0].EventId).SingleAsync()).Key;

        var placed = Assert.IsType<EventPlacement.Placed>(
            await db.SplitEventAsync(opened[0].EventId, [statements[1].Id], "ana", Noon.AddHours(2), CancellationToken.None));

        Assert.Equal(2, placed.Statements);
        Assert.NotEqual(opened[0].EventId, placed.EventId);
        Assert.Equal([statements[0].Id], (await db.EventViewAsync(opened[0].EventId, CancellationToken.None))!.Evidence.Select(one => one.Id));
        var fact = await db.Set<Fact>().AsNoTracking().Include(one => one.Aliases).SingleAsync(one => one.EventId == placed.EventId);
        Assert.Equal((told, Noon.AddHours(2)), (fact.Aliases.Single().Key, fact.Aliases.Single().ToldUntil!.Value));
        Assert.Empty(await RecordAsync(database, Article(ids[3], Noon.AddHours(3), Hitting("rail"))));
        Assert.IsType<EventPlacement.Refused>(await db.SplitEventAsync(opened[0].EventId, [statements[1].Id], "ana", Noon, CancellationToken.None));
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task A_rejection_takes_the_sentence_shown_and_its_copies_and_says_so_before(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var ids = await StoreAsync(database, 2);
        var original = Article(
            ids[0], Noon, Accusing("country:US", "country:CN"), Accusing("country:US", "country:CN") with { Evidence = new TextSpan(5, 17) });
        await RecordAsync(database, original, original with { ArticleId = Id(ids[1]), IsCopy = true });
        await using var db = database.Contexts.CreateDbContext();
        var shown = await db.Set<Attribution>().AsNoTracking().OrderBy(one => one.Id).FirstAsync();

        var along = await AttributionRegister.GoingAlongAsync(db, shown.Id, CancellationToken.None);
        await JudgeAsync(database, (context, sequence) =>
            Register.RejectAsync(context, shown.Id, "analyst", Noon.AddHours(1), sequence, CancellationToken.None));

        Assert.Equal((1, shown.Quote), (along.Count, along[0].Quote));
        Assert.Equal(
            [shown.Id, along[0].Id],
            await db.Set<Attribution>().Where(one => one.RejectedAt != null).OrderBy(one => one.Id).Select(one => one.Id).ToListAsync());
    }
}
