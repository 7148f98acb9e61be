using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Monitor.Feeds.Polling;
using Monitor.Storage;

namespace Monitor.IntegrationTests.Collecting;

/// <summary>The polling rules 1 to 4 (docs/polling.md), each with the real fetcher against a real server.</summary>
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

    [Fact]
    public async Task Poll_now_that_could_not_be_kept_says_what_was_in_its_way()
    {
        await using var world = await PollingWorld.CreateAsync();
        world.Site.Serve(Harbour, Manners.Honest(() => Rss.Listing(3, 3), _ => { }));
        var feed = await world.AddAsync(Harbour);
        await using (var db = world.Database.Contexts.CreateDbContext())
        {
            await db.Database.ExecuteSqlAsync(
                $"""CREATE TRIGGER "NoHistory" BEFORE INSERT ON "FeedFetches" BEGIN SELECT RAISE(ABORT, 'no history is kept today'); END""");
        }

        var (fetch, refusal) = await world.Collect.PollNowAsync(feed, CancellationToken.None);

        Assert.Null(fetch);
        Assert.Contains($"feed {feed}", refusal, StringComparison.Ordinal);
    }

    /// <summary>Each step of it waits for the lock and is tried again, for some twenty seconds.</summary>
    [Fact, Trait("Takes", "Minutes")]
    public async Task Poll_now_says_that_somebody_else_holds_the_database()
    {
        await using var world = await PollingWorld.CreateAsync();
        var file = ((DatabaseAddress.Sqlite)world.Database.Address).File;
        await using var other = new SqliteConnection($"Data Source={file};Pooling=False");
        await other.OpenAsync();
        world.Site.Serve(Harbour, Manners.Honest(() => Rss.Listing(3, 3), _ => Hold(other)));
        var feed = await world.AddAsync(Harbour);
        var (http, collect) = world.Worker(new MonitorDbContextFactory(world.Database.Address, TimeSpan.FromSeconds(1)));
        using var ended = http;

        var (fetch, refusal) = await collect.PollNowAsync(feed, CancellationToken.None);

        Assert.Null(fetch);
        Assert.StartsWith("The database is held by somebody else", refusal, StringComparison.Ordinal);
    }

    private static void Hold(SqliteConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "BEGIN IMMEDIATE";
        command.ExecuteNonQuery();
    }

    /// <summary>The waits are measured from the answer, seconds after the poll began.</summary>
    private static TimeSpan Rounded(TimeSpan span) => TimeSpan.FromMinutes(Math.Round(span.TotalMinutes));
}
