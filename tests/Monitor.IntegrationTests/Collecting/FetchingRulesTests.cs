using System.IO.Compression;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Monitor.Feeds;
using Monitor.Feeds.Polling;
using Monitor.Net;
using Monitor.Net.Robots;

namespace Monitor.IntegrationTests.Collecting;

/// <summary>The polling rules 9 to 11 (docs/polling.md): where a request may go, how many at a time, and how much it may bring.</summary>
public sealed class FetchingRulesTests
{
    private const string Harbour = "harbour.test/feed";
    private const string Coast = "coast.test/feed";

    // --- 9: redirects and the guard --------------------------------------------------------------------------------------------------

    [Fact]
    public async Task Ten_redirects_are_followed_and_an_eleventh_is_not()
    {
        await using var world = await PollingWorld.CreateAsync();
        foreach (var hop in Enumerable.Range(1, 11))
        {
            world.Site.Serve($"harbour.test/{hop}", Manners.Redirect(302, $"/{hop - 1}"));
        }

        world.Site.Serve("harbour.test/0", Manners.Honest(() => Rss.Listing(3, 3)));
        var ten = await world.AddAsync("harbour.test/10");
        Assert.Equal(PollOutcome.Parsed, (await world.PollAsync(ten)).Outcome);

        var eleven = await world.AddAsync("harbour.test/11");
        var fetch = await world.PollAsync(eleven);
        Assert.Equal(PollOutcome.ClientError, fetch.Outcome);
        Assert.Contains("more than 10 redirects", fetch.Note, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_redirect_from_https_to_http_is_not_followed()
    {
        await using var world = await PollingWorld.CreateAsync(certificate: Certificates.ForTestNames, roots: [Certificates.ForTestNames]);
        await using var open = await LoopbackSite.StartAsync(world.Clock);
        open.Serve(Coast, Manners.Honest(() => Rss.Listing(3, 3)));
        world.Site.Serve(Harbour, Manners.Redirect(301, open.Url(Coast)));
        var feed = await world.AddAsync(Harbour, "https");

        var fetch = await world.PollAsync(feed);

        Assert.Equal(PollOutcome.AddressForbidden, fetch.Outcome);
        Assert.Contains("not encrypted", fetch.Note, StringComparison.Ordinal);
        Assert.Empty(open.Requests);
    }

    [Fact]
    public async Task A_certificate_that_nobody_vouches_for_is_a_failure_of_its_own()
    {
        await using var world = await PollingWorld.CreateAsync(certificate: Certificates.ForTestNames);
        var feed = await world.AddAsync(Harbour, "https");

        Assert.Equal(PollOutcome.Tls, (await world.PollAsync(feed)).Outcome);
        Assert.Empty(world.Site.Requests);
    }

    [Fact]
    public async Task Credentials_go_to_the_origin_of_the_feed_and_nowhere_else()
    {
        await using var world = await PollingWorld.CreateAsync();
        world.Site.Serve(Harbour, Manners.Redirect(302, "/members"));
        world.Site.Serve("harbour.test/members", Manners.Redirect(302, $"http://reader:stolen@coast.test:{world.Site.Port}/feed"));
        world.Site.Serve(Coast, Manners.Honest(() => Rss.Listing(3, 3)));
        var feed = await world.AddAsync(Harbour);
        await world.ChangeAsync(feed, changed => changed.SignInWith(new NetworkCredential("reader", "s:ecret")));

        await world.PollAsync(feed);

        var basic = $"Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes("reader:s:ecret"))}";
        Assert.Equal(basic, world.Site.RequestsFor(Harbour).Single().Authorization);
        Assert.Equal(basic, world.Site.RequestsFor("harbour.test/members").Single().Authorization);
        Assert.Null(world.Site.RequestsFor(Coast).Single().Authorization);
    }

    public static TheoryData<string> Bypasses =>
    [
        .. File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Cases", "guarded-addresses.cases"))
            .Where(line => line.Contains("=>", StringComparison.Ordinal) && !line.StartsWith('#') && !line.EndsWith("=> allowed", StringComparison.Ordinal))
            .Select(line => line[..line.LastIndexOf("=>", StringComparison.Ordinal)].Trim()),
    ];

    [Theory, MemberData(nameof(Bypasses))]
    public async Task The_guard_stands_at_every_hop(string bypass)
    {
        var bracket = bypass.IndexOf(" [", StringComparison.Ordinal);
        var target = bracket < 0 ? bypass : bypass[..bracket];
        IPAddress[] answers = bracket < 0 ? [] : [.. bypass[(bracket + 2)..^1].Split(' ').Select(IPAddress.Parse)];

        // The publisher itself lives at the one loopback address that the admin listed; no case may use that.
        var clock = new SimulatedClock(PollingWorld.Monday);
        await using var site = await LoopbackSite.StartAsync(clock, address: IPAddress.Parse("127.99.0.1"));
        site.Serve(Harbour, context =>
        {
            context.Response.StatusCode = 302;
            context.Response.Headers.Location = Encoding.Latin1.GetString(Encoding.UTF8.GetBytes(target));
            return Task.CompletedTask;
        });
        using var http = new OutgoingHttp(
            new NetOptions { PrivateNetworks = "127.99.0.1/32" }, new LocalHostBudget(clock), clock,
            (host, _) => Task.FromResult(host == "harbour.test" ? [IPAddress.Parse("127.99.0.1")] : answers));

        var result = await new FeedFetcher(http, clock).FetchAsync(new Uri(site.Url(Harbour)), null, null, CancellationToken.None);

        Assert.Equal(PollOutcome.AddressForbidden, Assert.IsType<FetchResult.Failed>(result).Outcome);
        Assert.Single(site.Requests);
    }

    [Fact]
    public async Task A_name_that_answers_differently_the_second_time_gains_nothing()
    {
        await using var world = await PollingWorld.CreateAsync();
        var lookups = 0;
        world.Resolve = _ => [lookups++ == 0 ? IPAddress.Loopback : IPAddress.Parse("10.0.0.1")];
        world.Site.Serve("rebind.example/feed", context =>
        {
            context.Response.Headers.Connection = "close";
            return Manners.Honest(() => Rss.Listing(3, 3))(context);
        });
        var feed = await world.AddAsync("rebind.example/feed");
        Assert.Equal(PollOutcome.Parsed, (await world.PollAsync(feed)).Outcome);

        Assert.Equal(PollOutcome.AddressForbidden, (await world.PollAsync(feed)).Outcome);
        Assert.Equal(FeedState.Blocked, (await world.FeedAsync(feed)).State);
    }

    [Fact]
    public async Task With_a_proxy_the_names_that_can_be_resolved_are_checked_and_the_rest_is_the_proxys_to_guard()
    {
        var clock = new SimulatedClock(PollingWorld.Monday);
        await using var proxy = await LoopbackSite.StartAsync(clock);
        proxy.Serve(Harbour, Manners.Honest(() => Rss.Listing(3, 3)));
        using var http = new OutgoingHttp(
            new NetOptions { Proxy = $"http://127.0.0.1:{proxy.Port}" }, new LocalHostBudget(clock), clock,
            (host, _) =>
                host == "inside.test" ? Task.FromResult<IPAddress[]>([IPAddress.Parse("10.0.0.1")]) : throw new SocketException((int)SocketError.HostNotFound));

        var inside = await http.GetAsync(new PageRequest(new Uri("http://inside.test/feed")), CancellationToken.None);
        var unknown = await http.GetAsync(new PageRequest(new Uri("http://harbour.test/feed")), CancellationToken.None);

        Assert.Equal(WebTrouble.AddressForbidden, Assert.IsType<WebAnswer.Failed>(inside).Trouble);
        Assert.Equal(200, Assert.IsType<WebAnswer.Answered>(unknown).Status);
        Assert.Equal(Harbour, proxy.Requests.Single().Key);
    }

    // --- 10: the host's budget, robots.txt, the name we give --------------------------------------------------------------------------

    [Theory, MemberData(nameof(TestDatabase.Kinds), MemberType = typeof(TestDatabase))]
    public async Task All_workers_together_ask_a_host_once_a_second_over_two_connections(DatabaseKind kind)
    {
        await using var world = await PollingWorld.CreateAsync(kind, fetchesAtOnce: 8);
        foreach (var number in Enumerable.Range(1, 24))
        {
            world.Site.Serve($"harbour.test/{number}", Manners.Honest(() => Rss.Listing(1, 1)));
            await world.AddAsync($"harbour.test/{number}");
        }

        var (otherHttp, other) = world.Worker();
        using (otherHttp)
        {
            await Task.WhenAll(world.Collect.RunAsync(CancellationToken.None), other.RunAsync(CancellationToken.None));
        }

        await world.Collect.RunAsync(CancellationToken.None);
        var turns = world.Turns.Select(turn => turn.LeasedUntil).Order().ToList();
        Assert.Equal(24, world.Site.Requests.Select(request => request.Path).Distinct().Count());
        Assert.Equal((24, 24), (world.Site.Requests.Count, turns.Count));
        Assert.All(turns.Zip(turns.Skip(1)), pair => Assert.True(pair.Second - pair.First >= TimeSpan.FromSeconds(1), $"{pair.First:O} {pair.Second:O}"));
        Assert.True(world.Site.OpenAtOnceMax <= 2);
    }

    [Fact]
    public async Task Pages_obey_robots_txt_which_is_read_once_a_day_and_feeds_need_no_leave()
    {
        await using var world = await PollingWorld.CreateAsync();
        world.Site.Serve("harbour.test/robots.txt", Manners.Plain(() => "User-agent: *\nDisallow: /"));
        world.Site.Serve(Harbour, Manners.Honest(() => Rss.Listing(3, 3)));
        var robots = new RobotsRules(world.Http, world.Clock);
        var page = new PageRequest(new Uri(world.Site.Url("harbour.test/news/1"))) { Permission = robots.RefusalAsync };

        Assert.Equal(PollOutcome.Parsed, (await world.PollAsync(await world.AddAsync(Harbour))).Outcome);
        for (var attempt = 0; attempt < 3; attempt++)
        {
            var refused = Assert.IsType<WebAnswer.Failed>(await world.Http.GetAsync(page, CancellationToken.None));
            Assert.Equal((WebTrouble.NotPermitted, "its robots.txt disallows it"), (refused.Trouble, refused.Reason));
        }

        Assert.Single(world.Site.RequestsFor("harbour.test/robots.txt"));
        Assert.Empty(world.Site.RequestsFor("harbour.test/news/1"));

        world.Clock.Advance(TimeSpan.FromHours(25));
        world.Site.Serve("harbour.test/robots.txt", Manners.Status(404));
        world.Site.Serve("harbour.test/news/1", Manners.Plain(() => "<html>The ships.</html>"));
        Assert.IsType<WebAnswer.Answered>(await world.Http.GetAsync(page, CancellationToken.None));
    }

    [Fact]
    public async Task A_redirect_to_a_disallowed_page_is_not_followed_and_a_failing_robots_txt_disallows_all()
    {
        await using var world = await PollingWorld.CreateAsync();
        world.Site.Serve("coast.test/robots.txt", Manners.Status(503));
        world.Site.Serve("harbour.test/1", Manners.Redirect(302, $"http://coast.test:{world.Site.Port}/1"));
        var robots = new RobotsRules(world.Http, world.Clock);

        var answer = await world.Http.GetAsync(new PageRequest(new Uri(world.Site.Url("harbour.test/1")))
        {
            Permission = robots.RefusalAsync,
        }, CancellationToken.None);

        Assert.Contains("could not be read", Assert.IsType<WebAnswer.Failed>(answer).Reason, StringComparison.Ordinal);
        Assert.Empty(world.Site.RequestsFor("coast.test/1"));
    }

    [Fact]
    public async Task Every_request_names_us_and_who_to_write_to()
    {
        await using var world = await PollingWorld.CreateAsync();
        world.Site.Serve(Harbour, Manners.Redirect(302, "/other"));
        await world.PollAsync(await world.AddAsync(Harbour));

        Assert.Equal(2, world.Site.Requests.Count);
        Assert.All(world.Site.Requests, request => Assert.Equal("Monitor/1.0 (feed reader; operator@example.org)", request.UserAgent));
    }

    [Fact]
    public async Task A_feed_that_several_outlines_name_is_polled_once()
    {
        await using var world = await PollingWorld.CreateAsync();
        world.Site.Serve(Harbour, Manners.Honest(() => Rss.Listing(3, 3)));
        await world.AddAsync(Harbour);

        await Assert.ThrowsAsync<DbUpdateException>(() => world.AddAsync(Harbour));
    }

    // --- 11: caps ---------------------------------------------------------------------------------------------------------------------

    [Theory]
    [InlineData("declared", PollOutcome.TooLarge, "at most 10000000")]
    [InlineData("streamed", PollOutcome.TooLarge, "more than 10000000")]
    [InlineData("bomb", PollOutcome.TooLarge, "100 times")]
    [InlineData("half", PollOutcome.ConnectionBroken, "connection broke")]
    [InlineData("half gzip", PollOutcome.ConnectionBroken, "no complete gzip data")]
    [InlineData("hanging", PollOutcome.TimedOut, "within 30 s")]
    [InlineData("dripping", PollOutcome.TimedOut, "within 30 s")]
    [InlineData("part", PollOutcome.ServerError, "206")]
    public async Task What_is_too_much_too_slow_or_half_is_not_parsed(string manner, PollOutcome outcome, string reason)
    {
        await using var world = await PollingWorld.CreateAsync();
        world.Site.Serve(Harbour, context => AnswerAsync(context, manner, world.Clock));
        var feed = await world.AddAsync(Harbour);

        var fetch = await world.PollAsync(feed);

        Assert.Equal(outcome, fetch.Outcome);
        Assert.Contains(reason, fetch.Note, StringComparison.Ordinal);
        Assert.Empty(await world.ArticlesAsync());
    }

    [Fact]
    public async Task Of_a_list_without_end_the_newest_2000_are_kept_and_the_fault_recorded()
    {
        await using var world = await PollingWorld.CreateAsync();
        world.Site.Serve(Harbour, Manners.Honest(() => Rss.Listing(2_600, 2_600)));
        var feed = await world.AddAsync(Harbour);

        var fetch = await world.PollAsync(feed);

        Assert.Equal(2_000, fetch.EntriesNew);
        Assert.Contains("2600", fetch.Note?.Replace(",", "", StringComparison.Ordinal), StringComparison.Ordinal);
        var titles = (await world.ArticlesAsync()).Select(article => article.Title).ToHashSet();
        Assert.Contains("Harbour report 2600", titles);
        Assert.DoesNotContain("Harbour report 1", titles);
    }

    private static async Task AnswerAsync(HttpContext context, string manner, SimulatedClock clock)
    {
        var response = context.Response;
        var document = Encoding.UTF8.GetBytes(Rss.Listing(50, 50));
        switch (manner)
        {
            case "declared":
                response.ContentLength = 20_000_000;
                await response.Body.WriteAsync(document);
                await response.Body.FlushAsync();
                await Task.Delay(Timeout.Infinite, context.RequestAborted);
                break;
            case "streamed":
                for (var written = 0; written < 12_000_000; written += document.Length)
                {
                    await response.Body.WriteAsync(document, context.RequestAborted);
                }

                break;
            case "bomb":
                response.Headers.ContentEncoding = "gzip";
                await response.Body.WriteAsync(Gzip(new byte[9_000_000]));
                break;
            case "half":
                response.ContentLength = document.Length;
                await response.Body.WriteAsync(document.AsMemory(0, document.Length / 2));
                await response.Body.FlushAsync();
                context.Abort();
                break;
            case "half gzip":
                response.Headers.ContentEncoding = "gzip";
                var packed = Gzip(document);
                await response.Body.WriteAsync(packed.AsMemory(0, packed.Length / 2));
                break;
            case "hanging":
                clock.Advance(TimeSpan.FromSeconds(31));
                await Task.Delay(Timeout.Infinite, context.RequestAborted);
                break;
            case "dripping":
                while (!context.RequestAborted.IsCancellationRequested)
                {
                    await response.Body.WriteAsync("<!-- -->"u8.ToArray(), context.RequestAborted);
                    await response.Body.FlushAsync(context.RequestAborted);
                    clock.Advance(TimeSpan.FromSeconds(2));
                }

                break;
            case "part":
                response.StatusCode = 206;
                await response.Body.WriteAsync(document);
                break;
        }
    }

    private static byte[] Gzip(byte[] body)
    {
        using var packed = new MemoryStream();
        using (var stream = new GZipStream(packed, CompressionLevel.Optimal, leaveOpen: true))
        {
            stream.Write(body);
        }

        return packed.ToArray();
    }
}
