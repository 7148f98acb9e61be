using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Monitor.Tests;

namespace Monitor.IntegrationTests.Api;

/// <summary>TAXII 2.1 as a client meets it.</summary>
public sealed class TaxiiTests(ApiHost api) : IClassFixture<ApiHost>
{
    public static TheoryData<string, string, string> Requirements
    {
        get
        {
            var rows = new TheoryData<string, string, string>();
            foreach (var line in CaseFile.Lines("taxii.cases"))
            {
                var arrow = line.LastIndexOf("=>", StringComparison.Ordinal);
                var parts = line[..arrow].Split('|', 3, StringSplitOptions.TrimEntries);
                rows.Add($"{parts[0]} {parts[1]}", parts[2], line[(arrow + 2)..].Trim());
            }

            return rows;
        }
    }

    [Theory, MemberData(nameof(Requirements))]
    public async Task A_requirement_of_TAXII_holds(string requirement, string request, string expected)
    {
        using var program = api.Program();
        var names = await NamesAsync(program);
        var parts = Filled(request, names).Split(" + ");
        using var sent = new HttpRequestMessage(new HttpMethod(parts[0].Split(' ')[0]), parts[0].Split(' ')[1]);
        if (parts.Length > 1)
        {
            sent.Headers.TryAddWithoutValidation(parts[1].Split(": ")[0], parts[1].Split(": ")[1]);
        }

        using var answer = await program.SendAsync(sent);
        var body = JsonNode.Parse(await answer.Content.ReadAsStringAsync());

        foreach (var hold in Filled(expected, names).Split("; "))
        {
            Assert.True(Holds(hold, answer, body), $"{requirement}: not \"{hold}\" but {(int)answer.StatusCode} {body}");
        }
    }

    [Fact]
    public async Task A_pull_in_pages_is_the_export_and_takes_along_what_is_added_meanwhile()
    {
        using var program = api.Program();
        foreach (var size in new[] { 1, 3, 10 })
        {
            var pulled = await PullAsync(program, size, _ => Task.CompletedTask);
            var bundle = JsonNode.Parse(await program.GetStringAsync(new Uri("/api/v1/attributions.stix.json", UriKind.Relative)))!["objects"]!.AsArray();
            Assert.Equal(bundle.Select(one => one!.ToJsonString()), pulled.Select(one => one.ToJsonString()));
        }

        var (before, accusers) = (await PullAsync(program, 500, _ => Task.CompletedTask), new Queue<string>(["FR", "DE"]));
        var during = await PullAsync(program, 2, async page =>
        {
            if (page % 3 == 1 && accusers.TryDequeue(out var accuser))
            {
                await api.Desk.StateAsync(accuser);
            }
        });
        var after = await PullAsync(program, 500, _ => Task.CompletedTask);

        // Each version once; what was pulled and changed since comes again as its newer version, and the last of each is the export.
        Assert.Equal(during.Count, during.Select(one => $"{one["id"]} {one["modified"]}").Distinct().Count());
        Assert.Equal(
            after.Select(one => one.ToJsonString()).Order(StringComparer.Ordinal),
            during.GroupBy(one => (string)one["id"]!).Select(one => one.Last().ToJsonString()).Order(StringComparer.Ordinal));
        Assert.True(after.Count > before.Count);
    }

    [Fact]
    public async Task Who_asks_for_what_was_added_after_the_last_header_gets_what_is_new()
    {
        using var program = api.Program();
        using var all = await program.GetAsync(await ObjectsAsync(program, "?limit=500"));
        var last = all.Headers.GetValues("X-TAXII-Date-Added-Last").Single();
        var query = $"?added_after={last}";
        Assert.Equal("{\"more\":false}", await program.GetStringAsync(await ObjectsAsync(program, query)));

        await api.Desk.StateAsync("NO");
        var added = JsonNode.Parse(await program.GetStringAsync(await ObjectsAsync(program, query)))!["objects"]!.AsArray();

        Assert.Equal(["campaign", "identity", "relationship", "report"], added.Select(one => (string)one!["type"]!).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Dates_of_adding_are_UTC_to_the_microsecond_and_rise()
    {
        using var program = api.Program();
        var manifest = JsonNode.Parse(await program.GetStringAsync(await AddressAsync(program, "manifest/")))!["objects"]!.AsArray();
        var added = manifest.Select(one => (string)one!["date_added"]!).ToList();

        Assert.All(added, at => Assert.Matches(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$", at));
        Assert.Equal(added.Order(StringComparer.Ordinal).Distinct(), added);
    }

    [Fact]
    public async Task A_stranger_is_asked_for_a_password_and_a_reader_s_changes_nothing()
    {
        await using var closed = await Admin.PagesHost.StartAsync(DatabaseKind.Sqlite, ("Pages:SignInToRead", "true"));
        using var reader = closed.Reader();
        using var refused = await reader.GetAsync(new Uri("/taxii2/", UriKind.Relative));
        Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
        Assert.Equal(["Bearer", "Basic"], refused.Headers.WwwAuthenticate.Select(one => one.Scheme));
        Assert.Equal("application/taxii+json", refused.Content.Headers.ContentType?.MediaType);

        reader.DefaultRequestHeaders.Authorization = new("Basic", Basic(await closed.MakeTokenAsync()));
        using var discovery = await reader.GetAsync(new Uri("/taxii2/", UriKind.Relative));
        Assert.Equal(HttpStatusCode.OK, discovery.StatusCode);
        // A browser repeats a password by itself: it is no more than a reader's.
        using var posted = await reader.PostAsync(new Uri("/taxii2/monitor/collections/x/objects/", UriKind.Relative), new StringContent("{}"));
        using var api = await reader.GetAsync(new Uri("/api/v1/rules", UriKind.Relative));
        Assert.Equal((HttpStatusCode.Unauthorized, HttpStatusCode.Unauthorized), (posted.StatusCode, api.StatusCode));
    }

    [Fact]
    public async Task The_collection_of_a_search_is_what_it_finds_and_takes_in_whole_events_late()
    {
        using var program = api.Program();
        var search = await SaveAsync(program, "By Sweden", "sweden");
        var objects = new Uri($"/taxii2/monitor/collections/{search}/objects/", UriKind.Relative);
        Assert.Equal("{\"more\":false}", await program.GetStringAsync(objects));

        // An event of before is taken in whole once a report of it fits, though most of its objects are older than that.
        var all = await PullAsync(program, 500, _ => Task.CompletedTask);
        await api.Desk.StateAsync("SE", title: "Sweden accuses China");
        await api.Desk.IndexAsync();
        var found = await PullFromAsync(program, search, 3, async page =>
        {
            if (page == 1)
            {
                await api.Desk.StateAsync("FI", title: "Finland accuses China");
                await api.Desk.IndexAsync();
            }
        });
        Assert.True(all.Count > 5);
        Assert.Equal(found.Count, found.Select(one => $"{one["id"]} {one["modified"]}").Distinct().Count());
        Assert.Superset(all.Select(Id).ToHashSet(), found.Select(Id).ToHashSet());
        var after = await PullAsync(program, 500, _ => Task.CompletedTask);
        Assert.Equal(
            after.Select(one => one.ToJsonString()).Order(StringComparer.Ordinal),
            found.GroupBy(Id).Select(one => one.Last().ToJsonString()).Order(StringComparer.Ordinal));

        // Who asks for what came later gets nothing twice.
        using var last = await program.GetAsync(new Uri($"{objects}?limit=500", UriKind.Relative));
        var at = last.Headers.GetValues("X-TAXII-Date-Added-Last").Single();
        Assert.Equal("{\"more\":false}", await program.GetStringAsync(new Uri($"{objects}?added_after={at}", UriKind.Relative)));

        // The export and the collection of all are as if there were no searches.
        var bundle = JsonNode.Parse(await program.GetStringAsync(new Uri("/api/v1/attributions.stix.json", UriKind.Relative)))!["objects"]!.AsArray();
        Assert.Equal(after.Select(one => one.ToJsonString()), bundle.Select(one => one!.ToJsonString()));

        // Another search under the name is the same collection with other objects; without it there is none.
        api.Host.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(search, await SaveAsync(program, "By Sweden", "antarctica"));
        Assert.Equal("{\"more\":false}", await program.GetStringAsync(objects));
        using var removed = await program.DeleteAsync(new Uri($"/api/v1/searches/{search}", UriKind.Relative));
        using var gone = await program.GetAsync(objects);
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.NotFound), (removed.StatusCode, gone.StatusCode));
    }

    private static string Id(JsonNode one) => (string)one["id"]!;

    /// <returns>The id of the search.</returns>
    private static async Task<string> SaveAsync(HttpClient program, string name, string words)
    {
        using var saved = await program.PostAsync(
            new Uri("/api/v1/searches", UriKind.Relative),
            new StringContent(new JsonObject { ["name"] = name, ["words"] = words }.ToJsonString(), Encoding.UTF8, "application/json"));
        return (string)JsonNode.Parse(await saved.Content.ReadAsStringAsync())!["id"]!;
    }

    private static async Task<List<JsonNode>> PullAsync(HttpClient program, int size, Func<int, Task> between) =>
        await PullFromAsync(program, (await AddressAsync(program, "")).ToString().Split('/')[4], size, between);

    private static async Task<List<JsonNode>> PullFromAsync(HttpClient program, string collection, int size, Func<int, Task> between)
    {
        var (pulled, next) = (new List<JsonNode>(), (string?)null);
        for (var page = 0; page < 1_000; page++)
        {
            var query = $"?limit={size}{(next is null ? "" : $"&next={next}")}";
            var envelope = JsonNode.Parse(await program.GetStringAsync(new Uri($"/taxii2/monitor/collections/{collection}/objects/{query}", UriKind.Relative)))!;
            pulled.AddRange((envelope["objects"]?.AsArray() ?? []).Select(one => one!));
            if (!(bool)envelope["more"]!)
            {
                return pulled;
            }

            next = (string)envelope["next"]!;
            await between(page);
        }

        throw new InvalidOperationException("the pull has no end");
    }

    private static Task<Uri> ObjectsAsync(HttpClient program, string query) => AddressAsync(program, $"objects/{query}");

    private static async Task<Uri> AddressAsync(HttpClient program, string rest)
    {
        var collections = JsonNode.Parse(await program.GetStringAsync(new Uri("/taxii2/monitor/collections/", UriKind.Relative)))!;
        return new Uri($"/taxii2/monitor/collections/{collections["collections"]![0]!["id"]}/{rest}", UriKind.Relative);
    }

    private async Task<Dictionary<string, string>> NamesAsync(HttpClient program)
    {
        var manifest = JsonNode.Parse(await program.GetStringAsync(await AddressAsync(program, "manifest/")))!["objects"]!.AsArray();
        var campaign = manifest.Single(one => ((string)one!["id"]!).StartsWith("campaign--", StringComparison.Ordinal))!;
        await api.Desk.IndexAsync();
        var search = await SaveAsync(program, "On China", "china");
        return new Dictionary<string, string>
        {
            ["all"] = (await AddressAsync(program, "")).ToString().Split('/')[4],
            ["campaign"] = (string)campaign["id"]!,
            ["at"] = (string)campaign["version"]!,
            ["added"] = (string)manifest[1]!["date_added"]!,
            ["third"] = (string)manifest[2]!["id"]!,
            ["basic"] = Basic(api.Token),
            ["search"] = search,
            ["SEARCH"] = search.ToUpperInvariant(),
            ["empty"] = await SaveAsync(program, "On ice", "antarctica"),
        };
    }

    private static string Basic(string token) => Convert.ToBase64String(Encoding.UTF8.GetBytes($"anybody:{token}"));

    private static string Filled(string text, Dictionary<string, string> names) =>
        names.Aggregate(text, (filled, name) => filled.Replace($"{{{name.Key}}}", name.Value, StringComparison.Ordinal));

    private static bool Holds(string hold, HttpResponseMessage answer, JsonNode? body) => hold.Split(' ') switch
    {
        [var status] when int.TryParse(status, CultureInfo.InvariantCulture, out var number) => number == (int)answer.StatusCode,
        ["media"] => answer.Content.Headers.ContentType?.ToString() is "application/taxii+json;version=2.1" or "application/taxii+json; version=2.1",
        ["error"] => !string.IsNullOrEmpty((string?)At(body, "title")) && $"{At(body, "http_status")}" == $"{(int)answer.StatusCode}",
        ["has", var name] => At(body, name) is not null,
        ["lacks", var name] => At(body, name) is null,
        ["header", var name] => answer.Headers.Contains(name),
        [var name, "=", ..] => $"{At(body, name)}" == hold[(name.Length + " = ".Length)..],
        _ => throw new InvalidDataException(hold),
    };

    private static JsonNode? At(JsonNode? body, string path) => path.Split('.').Aggregate(body, (node, part) => part switch
    {
        "#" => node?.AsArray().Count ?? 0,
        _ when int.TryParse(part, CultureInfo.InvariantCulture, out var index) => node is JsonArray array && array.Count > index ? array[index] : null,
        _ => node?[part],
    });
}
