using Microsoft.EntityFrameworkCore;
using Monitor.Feeds;
using Monitor.Feeds.Polling;

namespace Monitor.IntegrationTests.Collecting;

/// <summary>The polling rules 5 to 8 (docs/polling.md): restarts, servers that want rest, failures and moves.</summary>
public sealed class RestAndFailureRulesTests
{
    private const string Harbour = "harbour.test/feed";
    private const string Coast = "coast.test/feed";

    // --- 5: restart and long stop ----------------------------------------------------------------------------------------------------

    [Fact]
    public async Task A_restart_polls_nothing_early()
    {
        await using var world = await PollingWorld.CreateAsync();
        world.Site.Serve(Harbour, Manners.Honest(() => Rss.Listing(3, 3)));
        var feed = await world.AddAsync(Harbour);
        await world.PollAsync(feed);

        for (var restart = 0; restart < 5; restart++)
        {
            world.Restart();
            world.Clock.Advance(TimeSpan.FromMinutes(5));
            await world.Collect.RunAsync(CancellationToken.None);
        }

        Assert.Single(world.Site.RequestsFor(Harbour));
    }

    [Fact]
    public async Task A_first_start_puts_no_feed_off_that_was_never_polled()
    {
        await using var world = await PollingWorld.CreateAsync();
        await using var db = world.Database.Contexts.CreateDbContext();
        var outlet = new Outlet { Name = "Harbour News" };
        var feeds = Enumerable.Range(1, 720).Select(number => Feed.Of(new Uri($"http://site{number}.test/feed"), "", outlet, world.Clock.GetUtcNow())).ToList();
        db.AddRange(feeds);
        await db.SaveChangesAsync();
        var now = world.Clock.GetUtcNow().AddDays(1);

        Assert.Equal(0, await db.SpreadOverdueAsync(now, CancellationToken.None));
        Assert.Equal(720, await db.Set<Feed>().DueForPoll(now).CountAsync());

        // Half of them once polled, and then a stop: only those are late.
        feeds.Take(360).ToList().ForEach(feed => feed.LastPolledAt = world.Clock.GetUtcNow());
        await db.SaveChangesAsync();
        Assert.Equal(110, await db.SpreadOverdueAsync(now, CancellationToken.None));
    }

    [Fact]
    public async Task A_long_stop_ends_without_a_burst()
    {
        await using var world = await PollingWorld.CreateAsync(fetchesAtOnce: 16);
        foreach (var number in Enumerable.Range(1, 600))
        {
            world.Site.Serve($"site{number}.test/feed", Manners.Honest(() => Rss.Listing(1, 1)));
        }

        await using (var db = world.Database.Contexts.CreateDbContext())
        {
            var outlet = new Outlet { Name = "Harbour News" };
            db.AddRange(Enumerable.Range(1, 600).Select(number =>
            {
                var feed = Feed.Of(new Uri(world.Site.Url($"site{number}.test/feed")), "", outlet, world.Clock.GetUtcNow());
                feed.LastPolledAt = world.Clock.GetUtcNow();
                return feed;
            }));
            await db.SaveChangesAsync();
        }

        world.Clock.Advance(TimeSpan.FromDays(3));
        await world.LiveAsync(TimeSpan.FromMinutes(2));

        var perTenSeconds = world.Site.Requests.GroupBy(request => (request.At - PollingWorld.Monday).Ticks / TimeSpan.FromSeconds(10).Ticks)
            .Select(group => group.Count());
        Assert.Equal(600, world.Site.Requests.Count);
        Assert.True(perTenSeconds.Max() <= 250, $"{perTenSeconds.Max()} in ten seconds");
    }

    // --- 6: Retry-After ---------------------------------------------------------------------------------------------------------------

    [Theory]
    [InlineData(200, "7200", 2)]
    [InlineData(404, "36000", 10)]
    [InlineData(503, "86400", 24)]
    [InlineData(503, "Thu, 26 Nov 2026 08:00:00 GMT", 72)]
    [InlineData(429, "180000", 50)]
    [InlineData(500, "2592000", 168)]
    public async Task A_server_is_never_asked_before_the_time_it_named(int status, string retryAfter, int hours)
    {
        await using var world = await PollingWorld.CreateAsync();
        world.Site.Serve(Harbour, status == 200
            ? Manners.Honest(() => Rss.Listing(3, 3), Manners.With("Retry-After", retryAfter))
            : Manners.Status(status, Manners.With("Retry-After", retryAfter)));
        var feed = await world.AddAsync(Harbour);

        var fetch = await world.PollAsync(feed);

        Assert.Equal(TimeSpan.FromHours(hours), Rounded(fetch.NextPollAt!.Value - fetch.At));
        Assert.Contains("rest of", fetch.NextPollReason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_429_slows_the_host_and_a_5xx_only_its_feed_and_neither_looks_dead()
    {
        await using var world = await PollingWorld.CreateAsync();
        world.Site.Serve(Harbour, Manners.Status(429, Manners.With("Retry-After", "28800")));
        world.Site.Serve("harbour.test/other", Manners.Honest(() => Rss.Listing(3, 3)));
        world.Site.Serve(Coast, Manners.Status(503, Manners.With("Retry-After", "28800")));
        world.Site.Serve("coast.test/other", Manners.Honest(() => Rss.Listing(3, 3)));
        var slowed = await world.AddAsync(Harbour);
        var unwell = await world.AddAsync(Coast);
        await world.Collect.RunAsync(CancellationToken.None);
        var asked = world.Site.RequestsFor(Harbour).Single().At;
        await world.AddAsync("harbour.test/other");
        await world.AddAsync("coast.test/other");

        await world.LiveAsync(TimeSpan.FromHours(12));

        Assert.All(world.Site.Requests.Where(request => request.Host == "harbour.test" && request.At > asked),
            request => Assert.True(request.At - asked >= TimeSpan.FromHours(8)));
        Assert.True(world.Site.RequestsFor("coast.test/other").Count > 5);
        Assert.Equal(FeedState.Slow, (await world.FeedAsync(slowed)).State);
        Assert.Equal(0, (await world.FeedAsync(slowed)).FailureWeight);
        Assert.NotEqual(FeedState.Gone, (await world.FeedAsync(unwell)).State);
        Assert.NotNull((await world.FeedAsync(unwell)).NextPollAt);
    }

    // --- 7: back-off --------------------------------------------------------------------------------------------------------------------

    [Fact]
    public async Task A_failing_feed_is_asked_ever_more_seldom_but_daily_for_good_and_comes_back_at_once()
    {
        await using var world = await PollingWorld.CreateAsync();
        world.Site.Serve(Harbour, Manners.Status(500));
        var feed = await world.AddAsync(Harbour);

        await world.LiveAsync(TimeSpan.FromDays(30));

        var gaps = world.Site.RequestsFor(Harbour).Zip(world.Site.RequestsFor(Harbour).Skip(1), (one, next) => next.At - one.At).ToList();
        Assert.InRange(gaps[0], TimeSpan.FromHours(1.2), TimeSpan.FromHours(1.6));
        Assert.True(gaps[^1] <= TimeSpan.FromHours(24.1) && gaps[^1] > TimeSpan.FromHours(20));
        Assert.True(world.Site.Requests.Count < 50);
        Assert.Equal(FeedState.Failing, (await world.FeedAsync(feed)).State);

        world.Site.Serve(Harbour, Manners.Honest(() => Rss.Listing(3, 3)));
        await world.PollAsync(feed);
        var back = await world.FeedAsync(feed);
        Assert.Equal((0.0, 0, FeedState.Healthy), (back.FailureWeight, back.FailuresInARow, back.State));
        Assert.True(back.NextPollAt - world.Clock.GetUtcNow() <= TimeSpan.FromHours(1.2));
    }

    [Fact]
    public async Task When_no_host_answers_it_is_our_network_and_nothing_is_counted()
    {
        await using var world = await PollingWorld.CreateAsync();
        var isCut = false;
        var feeds = new List<int>();
        foreach (var number in Enumerable.Range(1, 6))
        {
            world.Site.Serve($"site{number}.test/feed", context =>
            {
                if (isCut)
                {
                    context.Abort();
                    return Task.CompletedTask;
                }

                return Manners.Honest(() => Rss.Listing(1, 1))(context);
            });
            feeds.Add(await world.AddAsync($"site{number}.test/feed"));
        }

        await world.Collect.RunAsync(CancellationToken.None);
        isCut = true;
        await world.LiveAsync(TimeSpan.FromHours(6));
        var duringCut = world.Site.Requests.Count - 6;
        foreach (var feed in feeds)
        {
            Assert.Equal((0.0, 0), ((await world.FeedAsync(feed)).FailureWeight, (await world.FeedAsync(feed)).FailuresInARow));
        }

        isCut = false;
        await world.LiveAsync(TimeSpan.FromMinutes(30));
        Assert.True(duringCut < 60, $"{duringCut} requests while nothing answered");
        foreach (var feed in feeds)
        {
            Assert.Equal(PollOutcome.NotModified, (await world.LastFetchAsync(feed)).Outcome);
        }
    }

    // --- 8: gone, moved -----------------------------------------------------------------------------------------------------------------

    [Fact]
    public async Task Gone_stops_the_feed_and_says_so_and_not_found_does_not()
    {
        await using var world = await PollingWorld.CreateAsync();
        world.Site.Serve(Harbour, Manners.Status(410));
        world.Site.Serve(Coast, Manners.Status(404));
        var gone = await world.AddAsync(Harbour);
        var missing = await world.AddAsync(Coast);

        await world.LiveAsync(TimeSpan.FromDays(5));

        Assert.Single(world.Site.RequestsFor(Harbour));
        var feed = await world.FeedAsync(gone);
        Assert.Equal((FeedState.Gone, null), (feed.State, feed.NextPollAt));
        Assert.Contains("410", feed.StateReason, StringComparison.Ordinal);
        Assert.True(world.Site.RequestsFor(Coast).Count > 5);
        Assert.Equal(FeedState.Failing, (await world.FeedAsync(missing)).State);
    }

    [Fact]
    public async Task A_permanent_redirect_is_stored_after_three_polls_over_two_days_that_found_a_feed()
    {
        await using var world = await PollingWorld.CreateAsync();
        world.Site.Serve(Harbour, Manners.Redirect(301, $"http://coast.test:{world.Site.Port}/feed"));
        world.Site.Serve(Coast, Manners.Honest(() => Rss.Listing(3, 3)));
        var feed = await world.AddAsync(Harbour);

        await world.LiveAsync(TimeSpan.FromHours(47));
        Assert.Equal(world.Site.Url(Harbour), (await world.FeedAsync(feed)).Url);

        await world.LiveAsync(TimeSpan.FromHours(49));
        Assert.Equal((world.Site.Url(Coast), "coast.test"), ((await world.FeedAsync(feed)).Url, (await world.FeedAsync(feed)).Host));
    }

    [Theory]
    [InlineData(302)]
    [InlineData(303)]
    [InlineData(307)]
    public async Task A_temporary_redirect_is_never_stored(int status)
    {
        await using var world = await PollingWorld.CreateAsync();
        world.Site.Serve(Harbour, Manners.Redirect(status, $"http://coast.test:{world.Site.Port}/feed"));
        world.Site.Serve(Coast, Manners.Honest(() => Rss.Listing(3, 3)));
        var feed = await world.AddAsync(Harbour);

        await world.LiveAsync(TimeSpan.FromDays(6));

        Assert.Equal(world.Site.Url(Harbour), (await world.FeedAsync(feed)).Url);
        Assert.True(world.Site.RequestsFor(Coast).Count > 3);
    }

    [Fact]
    public async Task A_permanent_redirect_to_something_that_is_no_feed_is_not_believed()
    {
        await using var world = await PollingWorld.CreateAsync();
        world.Site.Serve(Harbour, Manners.Redirect(301, "/login"));
        world.Site.Serve("harbour.test/login", Manners.Plain(() => "<html><body>Please sign in.</body></html>"));
        var feed = await world.AddAsync(Harbour);

        await world.LiveAsync(TimeSpan.FromDays(6));

        Assert.Equal(world.Site.Url(Harbour), (await world.FeedAsync(feed)).Url);
    }

    /// <summary>The waits are measured from the answer, seconds after the poll began.</summary>
    private static TimeSpan Rounded(TimeSpan span) => TimeSpan.FromMinutes(Math.Round(span.TotalMinutes));
}
