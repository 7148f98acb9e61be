using System.Net;
using System.Net.Sockets;
using System.Text;
using Monitor.Articles;
using Monitor.Feeds.Parsing;
using Monitor.Net;
using Monitor.Worker.Demo;

namespace Monitor.IntegrationTests.Demo;

public sealed class ReplayServerTests
{
    [Fact]
    public async Task Every_article_of_the_demo_appears_in_its_feed_at_its_own_time_and_has_a_page()
    {
        var clock = new SimulatedClock(DemoStory.StartAt);
        await using var server = await ReplayServer.StartAsync(DemoStory.Articles(), clock, manners: null, CancellationToken.None);
        using var reader = Reader(server);
        var entries = new Dictionary<string, ParsedEntry>();
        foreach (var instant in server.AppearancesAt)
        {
            Assert.True(instant > DemoStory.StartAt && instant < DemoStory.EndAt);
            clock.AdvanceTo(instant);
            foreach (var outlet in server.Outlets.Where(outlet => outlet.AppearancesAt.Contains(instant)))
            {
                var feed = await FeedAsync(reader, outlet.Feed);
                Assert.Equal(outlet.Name, feed.Title!.Value);
                Assert.Equal(outlet.AppearancesAt.Count(at => at <= instant), feed.Entries.Count);
                Assert.Equal(instant, feed.Entries[0].Published);
                Assert.Empty(feed.Faults);
                entries.Add(feed.Entries[0].Link!, feed.Entries[0]);
            }
        }

        Assert.Equal(DemoStory.Articles().Select(article => article.Line.Title).Order(), entries.Values.Select(entry => entry.Title!.Value).Order());
        Assert.Equal(["atom", "json", "rss"], server.Outlets.Select(outlet => outlet.Format.ToString().ToLowerInvariant()).Distinct().Order());
        foreach (var (link, entry) in entries)
        {
            var page = await reader.GetStringAsync(new Uri(link));
            Assert.Contains(
                $"<h1>{WebUtility.HtmlEncode(entry.Title!.Value)}</h1>", page.Replace("&#x27;", "&#39;", StringComparison.Ordinal), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task What_has_not_appeared_is_nowhere()
    {
        var clock = new SimulatedClock(DemoStory.StartAt);
        await using var server = await ReplayServer.StartAsync(DemoStory.Articles(), clock, manners: null, CancellationToken.None);
        using var reader = Reader(server);

        Assert.Empty((await FeedAsync(reader, server.Outlets[0].Feed)).Entries);
        Assert.Equal(HttpStatusCode.NotFound, (await reader.GetAsync(new Uri(server.Outlets[0].Site, "/articles/0"))).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await reader.GetAsync(new Uri(server.Outlets[0].Site, "/robots.txt"))).StatusCode);
    }

    [Fact]
    public async Task An_unchanged_feed_answers_304_to_its_tag()
    {
        var clock = new SimulatedClock(DemoStory.EndAt);
        await using var server = await ReplayServer.StartAsync(DemoStory.Articles(), clock, manners: null, CancellationToken.None);
        using var reader = Reader(server);
        var first = await reader.GetAsync(server.Outlets[0].Feed);
        using var again = new HttpRequestMessage(HttpMethod.Get, server.Outlets[0].Feed);
        again.Headers.IfNoneMatch.Add(first.Headers.ETag!);

        Assert.Equal(HttpStatusCode.NotModified, (await reader.SendAsync(again)).StatusCode);
        Assert.Equal(server.Outlets[0].AppearancesAt[^1], first.Content.Headers.LastModified);
    }

    [Fact]
    public async Task The_demo_has_a_moved_a_busy_and_a_broken_feed()
    {
        var clock = new SimulatedClock(DemoStory.EndAt);
        await using var server = await ReplayServer.StartAsync(DemoStory.Articles(), clock, DemoStory.Manners, CancellationToken.None);
        using var reader = Reader(server);
        ReplayOutlet Of(ReplayManner manner) => server.Outlets.Single(outlet => outlet.Manner == manner);

        var moved = await reader.GetAsync(Of(ReplayManner.Moved).Feed);
        Assert.Equal(HttpStatusCode.MovedPermanently, moved.StatusCode);
        Assert.NotEmpty((await FeedAsync(reader, moved.Headers.Location!)).Entries);

        var busy = Of(ReplayManner.Busy).Feed;
        var polls = new List<HttpResponseMessage> { await reader.GetAsync(busy), await reader.GetAsync(busy), await reader.GetAsync(busy) };
        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.TooManyRequests, HttpStatusCode.OK], polls.Select(poll => poll.StatusCode));
        Assert.Equal(ReplayServer.BusyFor, polls[1].Headers.RetryAfter!.Delta);

        var broken = await reader.GetByteArrayAsync(Of(ReplayManner.Broken).Feed);
        Assert.IsType<FeedParseResult.HtmlPage>(FeedParser.Parse(broken, "text/html"));
    }

    [Fact]
    public async Task Whatever_an_archive_holds_its_feeds_are_well_formed()
    {
        var line = new ArticleLine(
            "a\u0001&<b>", "Ümläute & <Söhne>\u0002", null, "It\u000Bs \"<title>\" \uD83D\uDE00", "One \u0007& <two>.\n\n]]> three \uFFFE", null, "en");
        var articles = Enum.GetValues<ReplayFormat>()
            .Select(format => new ReplayArticle(line with { Outlet = line.Outlet + format }, DateTimeOffset.UnixEpoch, format))
            .ToList();
        await using var server = await ReplayServer.StartAsync(articles, TimeProvider.System, manners: null, CancellationToken.None);
        using var reader = Reader(server);

        Assert.Equal(3, server.Outlets.Select(outlet => outlet.Host).Distinct().Count());
        foreach (var outlet in server.Outlets)
        {
            Assert.EndsWith("\uD83D\uDE00", Assert.Single((await FeedAsync(reader, outlet.Feed)).Entries).Title!.Value, StringComparison.Ordinal);
            Assert.Contains("three", await reader.GetStringAsync(new Uri(outlet.Site, "/articles/0")), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_format_that_does_not_exist_is_named_with_its_line()
    {
        var file = Path.GetTempFileName();
        File.WriteAllText(file, """
            {"id":"1","outlet":"o","title":"t","text":"t","format":"atom"}

            {"id":"2","outlet":"o","title":"t","text":"t","format":"gopher"}
            """, Encoding.UTF8);

        var fault = Assert.Throws<ArticleFileException>(() => ReplayArticle.Read([file]));
        File.Delete(file);

        Assert.Equal($"{file}:3: the field \"format\" must be rss, atom or json, not \"gopher\"", fault.Message);
    }

    private static async Task<ParsedFeed> FeedAsync(HttpClient reader, Uri address)
    {
        var answer = await reader.GetAsync(address);
        answer.EnsureSuccessStatusCode();
        var parsed = FeedParser.Parse(await answer.Content.ReadAsByteArrayAsync(), answer.Content.Headers.ContentType!.ToString(), address);
        return Assert.IsType<FeedParseResult.Parsed>(parsed).Feed;
    }

    private static HttpClient Reader(ReplayServer server) => new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        ConnectCallback = async (context, cancellationToken) =>
        {
            var addresses = await server.ResolveAsync(context.DnsEndPoint.Host, cancellationToken);
            var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
            await socket.ConnectAsync(new IPEndPoint(addresses[0], context.DnsEndPoint.Port), cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        },
    });
}
