using System.Net;
using System.Text.Json.Nodes;
using Monitor.Articles;
using Monitor.Feeds.Opml;
using Monitor.Feeds.Parsing;
using Monitor.Listings;
using Monitor.Search;

namespace Monitor.IntegrationTests.Api;

/// <summary>A saved search as a feed, as feed readers meet it: Monitor's own and CodeHollow.FeedReader.</summary>
public sealed class FeedsOutTests(ApiHost api) : IClassFixture<ApiHost>
{
    [Fact]
    public async Task Each_format_brings_ids_links_dates_and_texts_to_each_reader()
    {
        var (search, addresses) = await OpenAsync("China & <b>co</b>", "china");
        using var reader = api.Host.Reader();
        var articles = await ArticlesAsync();
        foreach (var format in new[] { "atom", "rss", "json" })
        {
            using var answer = await reader.GetAsync(new Uri((string)addresses[format]!));
            var bytes = await answer.Content.ReadAsByteArrayAsync();
            foreach (var parse in new Func<FeedParseResult>[]
                { () => FeedParser.Parse(bytes, $"{answer.Content.Headers.ContentType}"), () => CodeHollowReader.Parse(bytes, $"{answer.Content.Headers.ContentType}") })
            {
                var feed = Assert.IsType<FeedParseResult.Parsed>(parse()).Feed;
                Assert.Equal(articles.Count, feed.Entries.Count);
                Assert.Equal(articles.Select(article => article.Url).Order(), feed.Entries.Select(entry => entry.Link).Order());
                Assert.All(feed.Entries, entry => Assert.StartsWith("urn:uuid:", entry.Id, StringComparison.Ordinal));
                Assert.Equal(feed.Entries.Count, feed.Entries.Select(entry => entry.Id).Distinct().Count());
                Assert.All(feed.Entries, entry => Assert.NotNull(entry.Published));
                Assert.Equal(articles.Select(article => article.Title).Order(), feed.Entries.Select(entry => entry.Title?.ToLine()).Order());
            }
        }

        Assert.NotEqual(Guid.Empty, search);
    }

    [Fact]
    public async Task A_second_poll_is_a_304_and_an_edit_keeps_the_id_and_tells_its_date()
    {
        var (_, addresses) = await OpenAsync("Edited", "china");
        using var reader = api.Host.Reader();
        var address = new Uri((string)addresses["atom"]!);
        using var first = await reader.GetAsync(address);
        var before = Parsed(await first.Content.ReadAsByteArrayAsync());
        foreach (var (name, value) in new[] { ("If-None-Match", $"{first.Headers.ETag}"), ("If-Modified-Since", $"{first.Content.Headers.LastModified:R}") })
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, address);
            request.Headers.TryAddWithoutValidation(name, value);
            using var again = await reader.SendAsync(request);
            Assert.Equal(HttpStatusCode.NotModified, again.StatusCode);
        }

        api.Host.Clock.Advance(TimeSpan.FromHours(2));
        await using (var db = api.Host.Contexts.CreateDbContext())
        {
            var article = db.Set<Article>().First();
            db.Add(new ArticleRevision { ArticleId = article.Id, Number = 1, Title = article.Title, Text = article.Text, ReplacedAt = api.Host.Clock.GetUtcNow() });
            await db.SaveChangesAsync();
        }

        using var request2 = new HttpRequestMessage(HttpMethod.Get, address);
        request2.Headers.TryAddWithoutValidation("If-None-Match", $"{first.Headers.ETag}");
        using var changed = await reader.SendAsync(request2);
        var after = Parsed(await changed.Content.ReadAsByteArrayAsync());

        Assert.Equal(before.Entries.Select(entry => entry.Id), after.Entries.Select(entry => entry.Id));
        Assert.Single(after.Entries, entry => entry.Updated > entry.Published);
    }

    [Fact]
    public async Task Its_token_reads_this_feed_and_nothing_else_until_there_is_a_new_one()
    {
        var (search, addresses) = await OpenAsync("First", "china");
        var (other, _) = await OpenAsync("Second", "harbour");
        using var stranger = api.Host.Reader();
        var address = (string)addresses["rss"]!;
        var token = address.Split('/')[^1].Split('.')[0];
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(stranger, address));
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(stranger, address.Replace($"{search}", $"{other}", StringComparison.Ordinal)));
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(stranger, address.Replace(".rss", ".csv", StringComparison.Ordinal)));
        stranger.DefaultRequestHeaders.Authorization = new("Bearer", token);
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(stranger, "/api/v1/outbox"));

        using var program = api.Program();
        var opml = Assert.IsType<OpmlReadResult.Read>(Opml.Read(await program.GetByteArrayAsync(new Uri("/api/v1/searches.opml", UriKind.Relative)))).Document;
        Assert.Contains(opml.Feeds(), one => one.Feed.FeedUrl == (string)addresses["atom"]!);
        using var anew = await program.PostAsync(new Uri($"/api/v1/searches/{search}/feeds", UriKind.Relative), null);
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(stranger, address));
        var again = (string)JsonNode.Parse(await anew.Content.ReadAsStringAsync())!["rss"]!;
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(stranger, again));
        using var closed = await program.DeleteAsync(new Uri($"/api/v1/searches/{search}/feeds", UriKind.Relative));
        Assert.Equal((HttpStatusCode.NoContent, HttpStatusCode.NotFound), (closed.StatusCode, await StatusAsync(stranger, again)));
    }

    private async Task<(Guid Search, JsonNode Addresses)> OpenAsync(string name, string words)
    {
        var now = api.Host.Clock.GetUtcNow();
        await api.Desk.IndexAsync();
        var search = new SavedSearch { Name = name, Words = words, Filter = new ListFilter(), Author = "ana", ChangedAt = now };
        await using var db = api.Host.Contexts.CreateDbContext();
        db.Add(search);
        await db.SaveChangesAsync();
        using var program = api.Program();
        using var made = await program.PostAsync(new Uri($"/api/v1/searches/{search.PublicId}/feeds", UriKind.Relative), null);
        Assert.Equal(HttpStatusCode.OK, made.StatusCode);
        return (search.PublicId, JsonNode.Parse(await made.Content.ReadAsStringAsync())!);
    }

    private async Task<List<Article>> ArticlesAsync()
    {
        await using var db = api.Host.Contexts.CreateDbContext();
        return [.. db.Set<Article>()];
    }

    private static ParsedFeed Parsed(byte[] bytes) => Assert.IsType<FeedParseResult.Parsed>(FeedParser.Parse(bytes)).Feed;

    private static async Task<HttpStatusCode> StatusAsync(HttpClient reader, string address)
    {
        using var answer = await reader.GetAsync(new Uri(address, UriKind.RelativeOrAbsolute));
        return answer.StatusCode;
    }
}
