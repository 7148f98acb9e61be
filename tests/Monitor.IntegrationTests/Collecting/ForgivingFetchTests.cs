using Microsoft.AspNetCore.Http;
using Monitor.Feeds.Polling;

namespace Monitor.IntegrationTests.Collecting;

/// <summary>Servers that want something of their own before they answer.</summary>
public sealed class ForgivingFetchTests
{
    private const string Harbour = "harbour.test/feed";

    [Fact]
    public async Task A_redirect_that_only_wants_its_cookie_back_gets_it_and_the_next_poll_begins_without()
    {
        await using var world = await PollingWorld.CreateAsync();
        var cookies = new List<string>();
        world.Site.Serve(Harbour, context =>
        {
            cookies.Add(context.Request.Headers.Cookie.ToString());
            return cookies[^1].Contains("seen=1", StringComparison.Ordinal)
                ? Manners.Plain(() => Rss.Listing(3, 3))(context)
                : Manners.Redirect(302, "/feed")(Cookie(context));
        });
        var feed = await world.AddAsync(Harbour);

        Assert.Equal(PollOutcome.Parsed, (await world.PollAsync(feed)).Outcome);
        await world.PollAsync(feed);

        Assert.Equal(["", "seen=1", "", "seen=1"], cookies);

        static HttpContext Cookie(HttpContext context)
        {
            context.Response.Headers.Append("Set-Cookie", "seen=1; Path=/; Expires=Wed, 01 Jan 2031 00:00:00 GMT");
            context.Response.Headers.Append("Set-Cookie", "other=2; Domain=elsewhere.example");
            return context;
        }
    }

    [Fact]
    public async Task A_feed_is_asked_for_under_the_name_that_the_operator_gave_it()
    {
        await using var world = await PollingWorld.CreateAsync();
        world.Site.Serve(Harbour, Manners.Plain(() => Rss.Listing(3, 3)));
        var feed = await world.AddAsync(Harbour);
        await world.ChangeAsync(feed, changed => changed.UserAgent = "Mozilla/5.0 (by agreement)");

        await world.PollAsync(feed);

        Assert.Equal("Mozilla/5.0 (by agreement)", Assert.Single(world.Site.Requests).UserAgent);
    }
}
