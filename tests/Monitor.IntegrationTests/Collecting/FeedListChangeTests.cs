using Microsoft.EntityFrameworkCore;
using Monitor.Feeds;
using Monitor.Feeds.Opml;
using Monitor.Feeds.Polling;

namespace Monitor.IntegrationTests.Collecting;

/// <summary>What leaves a config folder's feed list, comes back to it, or is called otherwise in it.</summary>
public sealed class FeedListChangeTests
{
    private static readonly DateTimeOffset Now = PollingWorld.Monday;

    [Fact]
    public async Task Only_a_feed_that_the_folder_brought_is_stopped_when_it_leaves_and_comes_back_with_its_history()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        await ImportAsync(database, FeedOrigin.Config, Outline("a"), Outline("b"));
        await ImportAsync(database, FeedOrigin.ByHand, Outline("c"));

        var left = await ChangeAsync(database, Outline("a"));

        Assert.Contains("b: http://b.example/feed is named no more: it is stopped, not deleted", Assert.Single(left), StringComparison.Ordinal);
        Assert.Equal([("a", FeedState.Healthy), ("b", FeedState.Paused), ("c", FeedState.Healthy)], await StatesAsync(database));
        Assert.Empty(await ChangeAsync(database, Outline("a")));

        Assert.Single(await ChangeAsync(database, Outline("a"), Outline("b")));
        Assert.Equal([("a", FeedState.Healthy), ("b", FeedState.Healthy), ("c", FeedState.Healthy)], await StatesAsync(database));
    }

    [Fact]
    public async Task What_nobody_noted_the_origin_of_is_never_stopped_unless_the_folder_has_named_it_since()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        await ImportAsync(database, FeedOrigin.ByHand, Outline("a"), Outline("b"));
        await using (var db = database.Contexts.CreateDbContext())
        {
            await db.Set<Feed>().ExecuteUpdateAsync(set => set.SetProperty(feed => feed.Origin, (FeedOrigin?)null));
        }

        Assert.Empty(await ChangeAsync(database, Outline("a")));
        Assert.Single(await ChangeAsync(database));
        Assert.Equal([("a", FeedState.Paused), ("b", FeedState.Healthy)], await StatesAsync(database));
    }

    [Fact]
    public async Task A_feed_that_the_operator_paused_stays_paused_while_the_folder_names_it()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        await ImportAsync(database, FeedOrigin.Config, Outline("a"));
        await using (var db = database.Contexts.CreateDbContext())
        {
            (await db.Set<Feed>().SingleAsync()).Pause("paused by the operator", Now);
            await db.SaveChangesAsync();
        }

        Assert.Empty(await ChangeAsync(database, Outline("a")));
        Assert.Equal([("a", FeedState.Paused)], await StatesAsync(database));
    }

    [Fact]
    public async Task A_renamed_outlet_and_another_interval_are_shown_and_applied()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        await ImportAsync(database, FeedOrigin.Config, Outline("a") with { Outlet = "Old Courier" });

        var lines = await ChangeAsync(database, Outline("a") with { Outlet = "New Courier", Every = "5m agreed" });

        Assert.Equal(["a: its outlet Old Courier is called New Courier", "a: it is polled every 5m agreed"], lines);
        await using var db = database.Contexts.CreateDbContext();
        var feed = await db.Set<Feed>().Include(feed => feed.Outlet).SingleAsync();
        Assert.Equal(("New Courier", new PollWish(TimeSpan.FromMinutes(5), true)), (feed.Outlet.Name, feed.Wish));
        Assert.Equal(1, await db.Set<Outlet>().CountAsync());
    }

    [Fact]
    public async Task Another_title_is_the_feeds_and_that_of_an_outlet_that_the_list_does_not_name()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        await ImportAsync(database, FeedOrigin.Config, Outline("a"), Outline("b") with { Outlet = "The Courier" });
        await ImportAsync(database, FeedOrigin.ByHand, Outline("c"));

        var lines = await ChangeAsync(
            database, Outline("a") with { Text = "Coast" }, Outline("b") with { Text = "Courier, world", Outlet = "The Courier" },
            Outline("c") with { Text = "not the folder's" });

        Assert.Equal(["a: it is called Coast", "Coast: its outlet a is called Coast", "b: it is called Courier, world"], lines);
        await using var db = database.Contexts.CreateDbContext();
        Assert.Equal(
            ["Coast by Coast", "Courier, world by The Courier", "c by c"],
            await db.Set<Feed>().OrderBy(feed => feed.Id).Select(feed => feed.Title + " by " + feed.Outlet.Name).ToListAsync());
        Assert.Empty(await ChangeAsync(database, Outline("a") with { Text = "" }, Outline("b") with { Text = new string('b', 3_000) }));
    }

    [Fact]
    public async Task A_bad_line_of_a_list_costs_itself_only_and_http_and_https_are_one_feed()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);

        var report = await ImportAsync(
            database, FeedOrigin.ByHand, Outline("a"), Outline("a") with { FeedUrl = "https://a.example/feed" },
            Outline("b") with { FeedUrl = "http://b.example/" + new string('x', 3_000) }, Outline("c") with { FeedUrl = "c.example/feed" },
            Outline("d") with { Text = new string('d', 3_000) }, Outline("e") with { Every = "soon" }, Outline("f") with { FeedUrl = "no address" });

        Assert.Equal((4, 1), (report.Added, report.Known));
        await using var db = database.Contexts.CreateDbContext();
        Assert.Equal(
            ["http://a.example/feed", "https://c.example/feed", "http://d.example/feed", "http://e.example/feed"],
            await db.Set<Feed>().OrderBy(feed => feed.Id).Select(feed => feed.Url).ToListAsync());
        Assert.Equal(5, report.Faults.Count);
    }

    private static OpmlOutline Outline(string name) => new() { Text = name, FeedUrl = $"http://{name}.example/feed" };

    private static async Task<FeedListReport> ImportAsync(TestDatabase database, FeedOrigin origin, params OpmlOutline[] outlines)
    {
        await using var db = database.Contexts.CreateDbContext();
        var report = await FeedList.ImportAsync(db, new OpmlDocument(null, outlines), origin, Now, CancellationToken.None);
        await db.SaveChangesAsync();
        return report;
    }

    private static async Task<IReadOnlyList<string>> ChangeAsync(TestDatabase database, params OpmlOutline[] outlines)
    {
        await using var db = database.Contexts.CreateDbContext();
        var lines = await FeedListChange.StageAsync(db, new OpmlDocument(null, outlines), Now, CancellationToken.None);
        await db.SaveChangesAsync();
        return lines;
    }

    private static async Task<List<(string, FeedState)>> StatesAsync(TestDatabase database)
    {
        await using var db = database.Contexts.CreateDbContext();
        return [.. (await db.Set<Feed>().OrderBy(feed => feed.Id).ToListAsync()).Select(feed => (feed.Title, feed.State))];
    }
}
