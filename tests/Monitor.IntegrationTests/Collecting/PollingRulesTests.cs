using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Monitor.Feeds;
using Monitor.Feeds.Polling;

namespace Monitor.IntegrationTests.Collecting;

/// <summary>The polling rules 1 to 8 (design §7), each with the real fetcher against a real server.</summary>
public sealed class PollingRulesTests
{
    private const string Harbour = "harbour.test/feed";
    private const string Coast = "coast.test/feed";

    // --- 1: conditional requests ---------------------------------------------------------------------------------------------------

    [Fact]
    public async Task The_first_fetch_is_unconditional_and_each_later_one_gives_the_validators_back_byte_for_byte()
    {
        await using var world = await PollingWorld.CreateAsync();
        const string OddTag = "W/unquoted \u00e9\u00ff;x=\"1\"";
        const string OddDate = "yesterday, about noon";
        world.Site.Serve(Harbour, context =>
        {
            context.Response.Headers["ETag"] = OddTag;
            context.Response.Headers["Last-Modified"] = OddDate;
            context.Response.StatusCode = context.Request.Headers.IfNoneMatch.Count > 0 ? 304 : 200;
            return context.Response.StatusCode == 200 ? context.Response.WriteAsync(Rss.Listing(3, 3)) : Task.CompletedTask;
        });
        var feed = await world.AddAsync(Harbour);

        for (var poll = 0; poll < 3; poll++)
        {
            await world.PollAsync(feed);
        }

        var requests = world.Site.RequestsFor(Harbour);
        Assert.False(requests[0].IsConditional);
        Assert.All(requests.Skip(1), request => Assert.Equal((OddTag, OddDate), (request.IfNoneMatch, request.IfModifiedSince)));
        Assert.Equal([false, true, true], (await world.HistoryAsync(feed)).Select(fetch => fetch.IsConditional));
    }

    [Fact]
    public async Task A_304_that_carries_another_validator_refreshes_it()
    {
        await using var world = await PollingWorld.CreateAsync();
        var version = 0;
        world.Site.Serve(Harbour, context =>
        {
            context.Response.Headers.ETag = $"\"v{++version}\"";
            context.Response.StatusCode = version == 1 ? 200 : 304;
            return version == 1 ? context.Response.WriteAsync(Rss.Listing(3, 3)) : Task.CompletedTask;
        });
        var feed = await world.AddAsync(Harbour);

        for (var poll = 0; poll < 4; poll++)
        {
            await world.PollAsync(feed);
        }

        Assert.Equal([null, "\"v1\"", "\"v2\"", "\"v3\""], world.Site.RequestsFor(Harbour).Select(request => request.IfNoneMatch));
    }

    [Fact]
    public async Task Validators_are_forgotten_when_address_credentials_or_final_address_change()
    {
        await using var world = await PollingWorld.CreateAsync();
        world.Site.Serve(Harbour, Manners.Redirect(302, "/first"));
        world.Site.Serve("harbour.test/first", Manners.Honest(() => Rss.Listing(3, 3)));
        world.Site.Serve("harbour.test/second", Manners.Honest(() => Rss.Listing(3, 3)));
        var feed = await world.AddAsync(Harbour);
        await world.PollAsync(feed);
        await world.PollAsync(feed);
        Assert.Equal([false, true], world.Site.RequestsFor("harbour.test/first").Select(request => request.IsConditional));

        world.Site.Serve(Harbour, Manners.Redirect(302, "/second"));
        await world.PollAsync(feed);
        Assert.False(world.Site.RequestsFor("harbour.test/second")[^1].IsConditional);

        await world.ChangeAsync(feed, changed => changed.SignInWith(new NetworkCredential("reader", "secret")));
        await world.PollAsync(feed);
        Assert.False(world.Site.RequestsFor("harbour.test/second")[^1].IsConditional);

        await world.ChangeAsync(feed, changed => changed.MoveTo(new Uri(world.Site.Url("harbour.test/second"))));
        await world.PollAsync(feed);
        Assert.False(world.Site.RequestsFor("harbour.test/second")[^1].IsConditional);
        Assert.All(world.Site.RequestsFor(Harbour), request => Assert.False(request.IsConditional));
    }

    // --- 2: lying validators -------------------------------------------------------------------------------------------------------

    [Fact]
    public async Task A_server_that_says_not_modified_for_a_week_is_asked_once_without_conditions_and_found_out()
    {
        await using var world = await PollingWorld.CreateAsync();
        var newest = 3;
        var lies = false;
        world.Site.Serve(Harbour, context =>
        {
            context.Response.Headers.ETag = "\"always the same\"";
            context.Response.StatusCode = lies && context.Request.Headers.IfNoneMatch.Count > 0 ? 304 : 200;
            return context.Response.StatusCode == 200 ? context.Response.WriteAsync(Rss.Listing(newest, 3)) : Task.CompletedTask;
        });
        var feed = await world.AddAsync(Harbour);
        for (var poll = 0; poll < 5; poll++)
        {
            await world.PollAsync(feed);
            newest++;
        }

        lies = true;
        var liesSince = world.Clock.GetUtcNow();
        await world.LiveAsync(TimeSpan.FromDays(10));

        var found = world.Site.RequestsFor(Harbour).First(request => request.At > liesSince && !request.IsConditional);
        Assert.InRange(found.At - liesSince, TimeSpan.FromDays(7), TimeSpan.FromDays(8.1));
        Assert.True((await world.FeedAsync(feed)).ValidatorsLie);
        Assert.All(world.Site.RequestsFor(Harbour).Where(request => request.At > found.At), request => Assert.False(request.IsConditional));
    }

    // --- 3: the interval -----------------------------------------------------------------------------------------------------------

    [Theory]
    [InlineData("Cache-Control", "max-age=10800", "", 3)]
    [InlineData("Expires", "Mon, 23 Nov 2026 13:00:00 GMT", "", 5)]
    [InlineData("Cache-Control", "max-age=31536000", "", 24)]
    [InlineData("X-Other", "", "<ttl>240</ttl>", 4)]
    [InlineData("Cache-Control", "max-age=10800", "<ttl>240</ttl>", 4)]
    public async Task The_next_poll_waits_for_what_server_and_feed_ask_for(string header, string value, string channel, int hours)
    {
        await using var world = await PollingWorld.CreateAsync();
        world.Site.Serve(Harbour, Manners.Honest(() => Rss.Listing(3, 3, channel), Manners.With(header, value)));
        var feed = await world.AddAsync(Harbour);

        var fetch = await world.PollAsync(feed);

        Assert.Equal(TimeSpan.FromHours(hours), Rounded(fetch.NextPollAt!.Value - fetch.At));
    }

    [Fact]
    public async Task The_wishes_count_after_a_304_too()
    {
        await using var world = await PollingWorld.CreateAsync();
        world.Site.Serve(Harbour, Manners.Honest(() => Rss.Listing(3, 3, "<ttl>300</ttl>"), Manners.With("Cache-Control", "max-age=7200")));
        var feed = await world.AddAsync(Harbour);
        await world.PollAsync(feed);

        var unchanged = await world.PollAsync(feed);

        Assert.Equal(PollOutcome.NotModified, unchanged.Outcome);
        Assert.True(unchanged.NextPollAt - unchanged.At >= TimeSpan.FromHours(5));
    }

    [Fact]
    public async Task The_interval_grows_slowly_to_a_day_and_falls_fast()
    {
        await using var world = await PollingWorld.CreateAsync();
        var newest = 10;
        world.Site.Serve(Harbour, Manners.Honest(() => Rss.Listing(newest, 10)));
        var feed = await world.AddAsync(Harbour);
        var intervals = new List<TimeSpan>();
        for (var poll = 0; poll < 25; poll++)
        {
            await world.PollAsync(feed);
            intervals.Add((await world.FeedAsync(feed)).Interval);
        }

        Assert.Equal(intervals.Order(), intervals);
        Assert.Equal(PollSchedule.IntervalMax, intervals[^1]);
        newest += 10;
        await world.PollAsync(feed);
        Assert.Equal(PollSchedule.IntervalMax / 4, (await world.FeedAsync(feed)).Interval);
    }

    // --- 4: no validators, missed entries, poll now ----------------------------------------------------------------------------------

    [Fact]
    public async Task Without_validators_a_feed_is_read_hourly_at_most_unless_the_admin_says_so()
    {
        await using var world = await PollingWorld.CreateAsync();
        var newest = 20;
        world.Site.Serve(Harbour, Manners.Plain(() => Rss.Listing(newest += 20, 20)));
        world.Site.Serve(Coast, Manners.Plain(() => Rss.Listing(newest += 20, 20)));
        await world.AddAsync(Harbour);
        await world.AddAsync(Coast, every: TimeSpan.FromMinutes(15));

        await world.LiveAsync(TimeSpan.FromHours(12));

        Assert.InRange(world.Site.RequestsFor(Harbour).Count, 10, 13);
        Assert.InRange(world.Site.RequestsFor(Coast).Count, 30, 50);
    }

    [Fact]
    public async Task When_the_whole_list_turned_over_the_next_poll_comes_sooner_and_says_why()
    {
        await using var world = await PollingWorld.CreateAsync();
        var newest = 10;
        world.Site.Serve(Harbour, Manners.Honest(() => Rss.Listing(newest, 10)));
        var feed = await world.AddAsync(Harbour);
        await world.PollAsync(feed);
        newest += 10;

        var fetch = await world.PollAsync(feed);

        Assert.Contains("entries may have been missed", fetch.NextPollReason, StringComparison.Ordinal);
        Assert.True(fetch.NextPollAt - fetch.At < TimeSpan.FromMinutes(20));
    }

    [Fact]
    public async Task Poll_now_is_conditional_and_has_a_cooldown()
    {
        await using var world = await PollingWorld.CreateAsync();
        world.Site.Serve(Harbour, Manners.Honest(() => Rss.Listing(3, 3)));
        var feed = await world.AddAsync(Harbour);
        await world.PollAsync(feed);

        var (none, refusal) = await world.Collect.PollNowAsync(feed, CancellationToken.None);
        Assert.Null(none);
        Assert.Contains("less than 5 min ago", refusal, StringComparison.Ordinal);

        world.Clock.Advance(TimeSpan.FromMinutes(6));
        var (fetch, _) = await world.Collect.PollNowAsync(feed, CancellationToken.None);
        Assert.Equal(PollOutcome.NotModified, fetch!.Outcome);
        Assert.True(fetch.IsConditional);
    }

    [Fact]
    public async Task Poll_now_does_not_override_a_server_that_wants_rest()
    {
        await using var world = await PollingWorld.CreateAsync();
        world.Site.Serve(Harbour, Manners.Status(503, Manners.With("Retry-After", "86400")));
        var feed = await world.AddAsync(Harbour);
        await world.PollAsync(feed);
        world.Clock.Advance(TimeSpan.FromHours(23));

        var (_, refusal) = await world.Collect.PollNowAsync(feed, CancellationToken.None);

        Assert.Contains("asked not to be asked", refusal, StringComparison.Ordinal);
        Assert.Single(world.Site.RequestsFor(Harbour));
    }

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

        var perTenSeconds = world.Site.Requests.GroupBy(request => (request.At - PollingWorld.Monday).Ticks / TimeSpan.FromSeconds(10).Ticks).Select(group => group.Count());
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

        Assert.All(world.Site.Requests.Where(request => request.Host == "harbour.test" && request.At > asked), request => Assert.True(request.At - asked >= TimeSpan.FromHours(8)));
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
