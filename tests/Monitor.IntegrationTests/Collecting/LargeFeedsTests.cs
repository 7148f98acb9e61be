using System.IO.Compression;
using System.Text;
using Monitor.Feeds.Polling;
using Monitor.Net;

namespace Monitor.IntegrationTests.Collecting;

public sealed class LargeFeedsTests
{
    [Fact]
    public async Task Large_feeds_take_their_turns_and_none_is_lost_packed_or_not()
    {
        await using var world = await PollingWorld.CreateAsync();
        var document = Rss.Of("", Enumerable.Range(1, 900).Select(number => Rss.Item(number).Replace("The ships", new string('x', 600), StringComparison.Ordinal)));
        Assert.True(document.Length > LargeDocuments.From);
        world.Site.Serve("one.test/feed", Manners.Plain(() => document));
        world.Site.Serve("two.test/feed", Manners.Plain(() => document));
        world.Site.Serve("three.test/feed", async context =>
        {
            context.Response.Headers.ContentEncoding = "gzip";
            await using var packed = new GZipStream(context.Response.Body, CompressionLevel.Fastest);
            await packed.WriteAsync(Encoding.UTF8.GetBytes(document));
        });
        int[] feeds = [await world.AddAsync("one.test/feed"), await world.AddAsync("two.test/feed"), await world.AddAsync("three.test/feed")];

        await world.Collect.RunAsync(CancellationToken.None);

        foreach (var feed in feeds)
        {
            var fetch = await world.LastFetchAsync(feed);
            Assert.Equal((PollOutcome.Parsed, 900), (fetch.Outcome, fetch.EntriesNew));
        }
    }
}
