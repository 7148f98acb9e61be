using Microsoft.EntityFrameworkCore;
using Monitor.Articles;
using Monitor.Feeds;

namespace Monitor.IntegrationTests.Collecting;

/// <summary>Feeds that gather what others published: whose it is, and that it is there once.</summary>
public sealed class GatheredEntriesTests
{
    private const string Alerts = "alerts.test/feed";
    private const string Courier = "courier.test/feed";

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_a_counting_service_leads_to_is_the_article_of_its_own_feed(bool isAggregatorFirst)
    {
        await using var world = await WithCourierAsync(Entry("Wall falls", "https://www.google.com/url?url=http://courier.test/wall&amp;ct=ga", ""));
        await PollAsync(world, isAggregatorFirst);

        var article = Assert.Single(await world.ArticlesAsync());
        Assert.Equal("The Kelso Courier", article.Outlet);
    }

    [Fact]
    public async Task An_aggregators_entry_is_no_second_report_beside_the_original()
    {
        await using var world = await WithCourierAsync(Entry(
            "Wall falls - The Kelso Courier", "http://alerts.test/rss/articles/CBMi1", "<source url=\"http://courier.test\">The Kelso Courier</source>"));
        await PollAsync(world, isAggregatorFirst: false);

        var article = Assert.Single(await world.ArticlesAsync());
        Assert.Equal(("The Kelso Courier", "Wall falls"), (article.Outlet, article.Title));
        await using var db = world.Database.Contexts.CreateDbContext();
        Assert.Equal(2, await db.Set<ArticleListing>().CountAsync());
    }

    [Fact]
    public async Task An_aggregators_entry_that_comes_first_bears_the_outlets_name_and_bare_title()
    {
        await using var world = await WithCourierAsync(Entry(
            "Wall falls - The Kelso Courier", "http://alerts.test/rss/articles/CBMi1", "<source url=\"http://courier.test\">The Kelso Courier</source>"));
        await PollAsync(world, isAggregatorFirst: true);

        // Same outlet, same title: Group takes the second one for a revision, which counts as nobody's report.
        Assert.All(await world.ArticlesAsync(), article => Assert.Equal(("The Kelso Courier", "Wall falls"), (article.Outlet, article.Title)));
    }

    [Theory]
    [InlineData("Wall falls - what now", "<source url=\"http://water.test\">Water Board</source>", "http://alerts.test/n/1")]
    [InlineData("Wall falls - Alerts", "<source url=\"http://alerts.test/rss\">Alerts</source>", "http://alerts.test/n/1")]
    [InlineData("Wall falls - and stands", "", "http://alerts.test/n/1")]
    public async Task A_dash_in_a_headline_and_a_source_of_another_name_change_nothing(string title, string source, string link)
    {
        await using var world = await WithCourierAsync(Entry(title, link, source));
        await PollAsync(world, isAggregatorFirst: true);

        var article = (await world.ArticlesAsync())[0];
        Assert.Equal(("Alerts", title), (article.Outlet, article.Title));
    }

    private static string Entry(string title, string link, string fields) =>
        Rss.Of("", $"<item><guid>g1</guid><title>{title}</title><link>{link}</link><description>A finding.</description>{fields}</item>");

    private static async Task<PollingWorld> WithCourierAsync(string alerts)
    {
        var world = await PollingWorld.CreateAsync();
        world.Site.Serve(Alerts, Manners.Plain(() => alerts));
        world.Site.Serve(Courier, Manners.Plain(() => Rss.Of(
            "", "<item><guid>w</guid><title>Wall falls</title><link>http://courier.test/wall</link><description>The wall fell on Monday.</description></item>")));
        await using var db = world.Database.Contexts.CreateDbContext();
        db.Add(Feed.Of(new Uri(world.Site.Url(Alerts)), "Alerts", new Outlet { Name = "Alerts" }, PollingWorld.Monday));
        db.Add(Feed.Of(new Uri(world.Site.Url(Courier)), "Courier", new Outlet { Name = "The Kelso Courier", Site = "http://courier.test/" }, PollingWorld.Monday));
        await db.SaveChangesAsync();
        return world;
    }

    private static async Task PollAsync(PollingWorld world, bool isAggregatorFirst)
    {
        foreach (var host in isAggregatorFirst ? new[] { "alerts.test", "courier.test" } : ["courier.test", "alerts.test"])
        {
            await using var db = world.Database.Contexts.CreateDbContext();
            await world.Collect.PollNowAsync((await db.Set<Feed>().SingleAsync(feed => feed.Host == host)).Id, CancellationToken.None);
        }
    }
}
