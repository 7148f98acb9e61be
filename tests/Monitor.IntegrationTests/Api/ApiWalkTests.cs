using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Monitor.Accounts;
using Monitor.IntegrationTests.Admin;

namespace Monitor.IntegrationTests.Api;

/// <summary>The API as its own description tells it: every address that can be read is read, on a full database and on an empty one.</summary>
public sealed partial class ApiWalkTests(ApiHost api) : IClassFixture<ApiHost>
{
    [Fact]
    public async Task Every_list_leads_to_its_things_and_every_thing_has_a_tag()
    {
        await api.Desk.NotifyAsync();
        using var program = api.Program(await api.Host.MakeTokenAsync(TokenScope.Admin));
        var paths = await ReadableAsync(program);
        var lists = paths.Where(path => !path.Contains('{', StringComparison.Ordinal) && !Files.Contains(path)).ToList();
        var things = 0;
        foreach (var list in lists)
        {
            var page = JsonNode.Parse(await program.GetStringAsync(Address(list)))!;
            var items = page as JsonArray ?? page["items"]!.AsArray();
            foreach (var thing in paths.Where(path => path.StartsWith(list + "/{", StringComparison.Ordinal) && path.EndsWith('}')))
            {
                foreach (var item in items.Take(3))
                {
                    var id = item!["id"] ?? item["attribution"] ?? item["story"] ?? item["event"] ?? item["mail"] ?? item["kind"] ?? item["name"];
                    using var answer = await program.GetAsync(Address($"{list}/{Uri.EscapeDataString($"{id}")}"));
                    Assert.True(answer.StatusCode == HttpStatusCode.OK, $"{thing} answers {answer.StatusCode} for {id}");
                    using var asked = new HttpRequestMessage(HttpMethod.Get, answer.RequestMessage!.RequestUri);
                    asked.Headers.TryAddWithoutValidation("If-None-Match", answer.Headers.ETag!.ToString());
                    using var again = await program.SendAsync(asked);
                    Assert.Equal(HttpStatusCode.NotModified, again.StatusCode);
                    things++;
                }
            }
        }

        Assert.True(lists.Count >= 21, $"{lists.Count} lists");
        Assert.True(things >= 20, $"{things} things");
    }

    [Fact]
    public async Task An_empty_database_has_empty_lists_and_nothing_in_them()
    {
        await using var empty = await PagesHost.StartAsync(DatabaseKind.Sqlite);
        using var program = empty.Reader();
        program.DefaultRequestHeaders.Authorization = new("Bearer", await empty.MakeTokenAsync(TokenScope.Admin));
        foreach (var path in await ReadableAsync(program))
        {
            var hasId = path.Contains('{', StringComparison.Ordinal);
            using var answer = await program.GetAsync(Address(Parameter().Replace(path, path.Contains("searches", StringComparison.Ordinal)
                ? Guid.Empty.ToString() : "4711")));
            Assert.True(answer.StatusCode == (hasId ? HttpStatusCode.NotFound : HttpStatusCode.OK), $"{path}: {answer.StatusCode}");
            Assert.Equal(hasId, answer.Content.Headers.ContentType!.MediaType == "application/problem+json");
        }
    }

    [Fact]
    public async Task A_cursor_leads_on_once_through_its_own_list_only()
    {
        using var program = api.Program();
        var (ids, next) = (new List<string>(), (string?)null);
        for (var page = 0; page < 100 && (page == 0 || next is not null); page++)
        {
            var answer = JsonNode.Parse(await program.GetStringAsync(Address($"/api/v1/attributions?limit=1{(next is null ? "" : $"&cursor={next}")}")))!;
            ids.AddRange(answer["items"]!.AsArray().Select(item => $"{item!["attribution"]}"));
            next = (string?)answer["next"] ?? (page < 2 ? throw new InvalidOperationException("too short") : null);
        }

        Assert.Equal(ids.Distinct(), ids);
        Assert.True(ids.Count >= 3);
        var first = (string)JsonNode.Parse(await program.GetStringAsync(Address("/api/v1/attributions?limit=1")))!["next"]!;
        foreach (var wrong in new[] { $"/api/v1/outlets?cursor={first}", $"/api/v1/attributions?cursor={first}A", "/api/v1/actors?cursor=x", "/api/v1/articles?limit=x" })
        {
            using var refused = await program.GetAsync(Address(wrong));
            Assert.Equal((HttpStatusCode.BadRequest, "application/problem+json"), (refused.StatusCode, refused.Content.Headers.ContentType!.MediaType));
        }
    }

    [Fact]
    public async Task The_description_is_of_OpenAPI_3_1_and_its_page_asks_nobody_else()
    {
        using var program = api.Program();
        var document = JsonNode.Parse(await program.GetStringAsync(Address("/openapi/v1.json")))!;
        Assert.StartsWith("3.1", (string)document["openapi"]!, StringComparison.Ordinal);
        using var page = await program.GetAsync(Address("/api/reference"));
        using var followed = page.StatusCode is HttpStatusCode.OK ? null : await program.GetAsync(new Uri(page.RequestMessage!.RequestUri!, page.Headers.Location!));
        var html = await (followed ?? page).Content.ReadAsStringAsync();
        var sources = Source().Matches(html).Select(match => match.Groups[1].Value).ToList();

        Assert.Equal(HttpStatusCode.OK, (followed ?? page).StatusCode);
        Assert.DoesNotContain(sources, source => source.Contains("//", StringComparison.Ordinal));
        foreach (var source in sources)
        {
            using var script = await program.GetAsync(new Uri(new Uri(api.Host.Address, "/api/reference/"), source));
            Assert.Equal(HttpStatusCode.OK, script.StatusCode);
        }

        Assert.Contains("connect-src 'self'", (followed ?? page).Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
    }

    /// <summary>What is no list: files, and whose token it is.</summary>
    private static readonly string[] Files =
        ["/api/v1/attributions.stix.json", "/api/v1/attributions.csv", "/api/v1/searches.opml", "/api/v1/feeds.opml", "/api/v1/account"];

    /// <summary>The addresses that the description has a GET for.</summary>
    private static async Task<List<string>> ReadableAsync(HttpClient program)
    {
        var document = JsonNode.Parse(await program.GetStringAsync(Address("/openapi/v1.json")))!;
        return [.. document["paths"]!.AsObject().Where(path => path.Value!["get"] is not null).Select(path => path.Key)];
    }

    private static Uri Address(string address) => new(address, UriKind.Relative);

    [GeneratedRegex(@"\{[^}]*\}")]
    private static partial Regex Parameter();

    [GeneratedRegex("(?:src|href)=[\"']([^\"']+)[\"']")]
    private static partial Regex Source();
}
