using System.Text;
using Microsoft.EntityFrameworkCore;
using Monitor.Feeds;
using Monitor.Feeds.Discovery;
using Monitor.Feeds.Opml;
using Monitor.Feeds.Polling;

namespace Monitor.IntegrationTests.Collecting;

public sealed class FeedListTests
{
    private const string List =
        """
        <opml version="2.0"><head><title>Mine</title></head><body>
          <outline text="Press / World"><outline text="Asia">
            <outline text="Harbour News" type="rss" xmlUrl="http://harbour.test/feed" htmlUrl="http://harbour.test/" category="/a/b" custom="kept" />
          </outline></outline>
          <outline text="Coast &amp; Sea" type="rss" xmlUrl="http://reader:secret@coast.test/feed" />
          <outline text="Harbour again" type="rss" xmlUrl="http://HARBOUR.test/feed" />
          <outline text="No address" type="rss" xmlUrl="ftp://coast.test/feed" />
        </body></opml>
        """;

    public static TheoryData<DatabaseKind> Kinds => TestDatabase.Kinds;

    [Theory, MemberData(nameof(Kinds))]
    public async Task A_list_goes_in_and_comes_back_with_folders_and_unknown_attributes(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var first = await ImportAsync(database);
        Assert.Equal((2, 1), (first.Added, first.Known));
        Assert.Equal(2, first.Faults.Count);
        Assert.Equal((0, 3), (await ImportAsync(database)) is var again ? (again.Added, again.Known) : default);

        await using var db = database.Contexts.CreateDbContext();
        var document = await FeedList.ExportAsync(db, CancellationToken.None);
        var feeds = document.Feeds().ToList();
        Assert.Equal(["http://harbour.test/feed", "http://coast.test/feed"], feeds.Select(feed => feed.Feed.FeedUrl));
        Assert.Equal(["Press / World", "Asia"], feeds[0].Folders);
        Assert.Contains(feeds[0].Feed.Attributes, attribute => attribute is { LocalName: "custom", Value: "kept" });
        Assert.Equal("secret", (await db.Set<Feed>().SingleAsync(feed => feed.Host == "coast.test")).Password);
    }

    [Fact]
    public async Task Adding_a_site_finds_its_feed_and_costs_the_feed_one_request()
    {
        await using var world = await PollingWorld.CreateAsync();
        world.Site.Serve("harbour.test/",
            Manners.Plain(() => "<html><head><link rel=\"alternate\" type=\"application/rss+xml\" href=\"/feed\"></head><body>Ships</body></html>"));
        world.Site.Serve("harbour.test/feed", Manners.Honest(() => Rss.Listing(3, 3)));

        var (found, _) = await new FeedSearch(new FeedFetcher(world.Http, world.Clock))
            .FindAsync(new Uri(world.Site.Url("harbour.test/")), CancellationToken.None);
        Assert.Equal((FeedHint.Declared, 3), (found!.Hint, found.Feed.Entries.Count));
        var feed = await world.AddAsync("harbour.test/feed");
        var fetch = await world.Collect.AdoptAsync(feed, found.Fetched, CancellationToken.None);

        Assert.Equal((PollOutcome.Parsed, 3), (fetch!.Outcome, fetch.EntriesNew));
        Assert.Single(world.Site.RequestsFor("harbour.test/feed"));
        Assert.Equal(PollOutcome.NotModified, (await world.PollAsync(feed)).Outcome);
    }

    [Fact]
    public async Task A_site_without_a_feed_says_what_was_tried()
    {
        await using var world = await PollingWorld.CreateAsync();
        world.Site.Serve("harbour.test/", Manners.Plain(() => "<html><body>Ships</body></html>"));

        var (found, tried) = await new FeedSearch(new FeedFetcher(world.Http, world.Clock))
            .FindAsync(new Uri(world.Site.Url("harbour.test/")), CancellationToken.None);

        Assert.Null(found);
        Assert.Contains(tried, line => line.EndsWith("an HTML page, not a feed", StringComparison.Ordinal));
        Assert.Contains(tried, line => line.EndsWith("not found (404)", StringComparison.Ordinal));
    }

    private static async Task<FeedListReport> ImportAsync(TestDatabase database)
    {
        await using var db = database.Contexts.CreateDbContext();
        var read = Assert.IsType<OpmlReadResult.Read>(Opml.Read(Encoding.UTF8.GetBytes(List)));
        var report = await FeedList.ImportAsync(db, read.Document, FeedOrigin.ByHand, PollingWorld.Monday, CancellationToken.None);
        await db.SaveChangesAsync();
        return report;
    }
}
