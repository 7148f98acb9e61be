using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Monitor.Accounts;
using Monitor.Articles;
using Monitor.Config;
using Monitor.Tagging;

namespace Monitor.IntegrationTests.Admin;

/// <summary>Rules through the API, over real HTTP and on both databases.</summary>
public sealed class RuleApiTests
{
    public static TheoryData<DatabaseKind> Kinds => TestDatabase.Kinds;

    [Theory, MemberData(nameof(Kinds))]
    public async Task A_rule_is_tried_saved_and_undone_under_the_name_of_its_author(DatabaseKind kind)
    {
        await using var host = await PagesHost.StartWithRulesAsync(kind);
        await AddArticlesAsync(host);
        using var script = await ScriptAsync(host);

        var tried = await SendAsync(script, HttpMethod.Post, "/api/v1/rules/ferry/draft", """{"name":"Ferries","when":"ferry OR ferries","overlaps":true}""");
        Assert.Equal((3, 2, 2, 0), (tried.Int("report", "articles"), tried.Int("report", "hits"), tried.Int("report", "gained"), tried.Int("report", "lost")));
        Assert.Equal("The ferry waits.", (string?)tried.Json["report"]!["gainedSample"]![0]!["sentences"]![0]);
        Assert.Equal(4, (int?)tried.Json["report"]!["gainedSample"]![0]!["marks"]![0]![0]!["start"]);

        var made = await SendAsync(script, HttpMethod.Put, "/api/v1/rules/ferry",
            """{"name":"Ferries","when":"ferry OR ferries","mustHit":["A ferry sank."],"version":0,"reason":"asked for by the desk"}""");
        Assert.Equal((HttpStatusCode.OK, 1), (made.Status, made.Int("version")));
        var narrowed = await SendAsync(script, HttpMethod.Post, "/api/v1/rules/ferry/draft", """{"name":"Ferries","when":"ferry"}""");
        Assert.Equal((1, 0, 1), (narrowed.Int("report", "hits"), narrowed.Int("report", "gained"), narrowed.Int("report", "lost")));
        Assert.Equal(2, (await SendAsync(script, HttpMethod.Put, "/api/v1/rules/ferry",
            """{"name":"Ferries","when":"ferry","mustHit":["A ferry sank."],"version":1,"reason":"ships only"}""")).Int("version"));

        var shown = await SendAsync(script, HttpMethod.Get, "/api/v1/rules/ferry");
        Assert.Equal(("ferry", 2, PagesHost.Name, "ships only"), ((string?)shown.Json["rule"]!["when"], shown.Int("rule", "version"),
            (string?)shown.Json["rule"]!["author"], (string?)shown.Json["rule"]!["reason"]));
        Assert.Equal(3, (await SendAsync(script, HttpMethod.Post, "/api/v1/rules/ferry/undo", """{"reason":"too narrow","version":2}""")).Int("version"));
        shown = await SendAsync(script, HttpMethod.Get, "/api/v1/rules/ferry");
        Assert.Equal("ferry OR ferries", (string?)shown.Json["rule"]!["when"]);
        Assert.Equal(3, shown.Json["history"]!.AsArray().Count);
        Assert.Contains((await script.GetStringAsync("/api/v1/rules")).Split("\"id\""), part => part.Contains(":\"ferry\"", StringComparison.Ordinal));
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task A_reason_that_no_database_takes_is_kept_without_what_no_eye_sees(DatabaseKind kind)
    {
        await using var host = await PagesHost.StartWithRulesAsync(kind);
        using var script = await ScriptAsync(host);

        var made = await SendAsync(script, HttpMethod.Put, "/api/v1/rules/ferry", """{"name":"Ferries","when":"ferry","version":0,"reason":"asked\u0000for"}""");

        Assert.Equal((HttpStatusCode.OK, 1), (made.Status, made.Int("version")));
        Assert.Equal("asked for", (string?)(await SendAsync(script, HttpMethod.Get, "/api/v1/rules/ferry")).Json["rule"]!["reason"]);
    }

    [Theory]
    [InlineData("PUT", "/api/v1/rules/ferry", """{"name":null,"when":"ferry","version":0,"reason":"why"}""")]
    [InlineData("PUT", "/api/v1/rules/ferry", """{"name":"Ferries","when":"ferry","version":0,"reason":null}""")]
    [InlineData("PUT", "/api/v1/rules/ferry", """{"name":"Ferries","when":"ferry","suppress":null,"version":0,"reason":"why"}""")]
    [InlineData("PUT", "/api/v1/rules/ferry", """{"name":"Ferries","when":"ferry","mustHit":["A ferry sank.",null],"version":0,"reason":"why"}""")]
    [InlineData("POST", "/api/v1/rules/ferry/draft", """{"name":"Ferries","when":null}""")]
    [InlineData("POST", "/api/v1/rules/ransomware/undo", "{}")]
    [InlineData("POST", "/api/v1/rules/ransomware/labels", "{}")]
    public async Task A_body_without_what_it_needs_is_refused_and_breaks_nothing(string method, string address, string body)
    {
        await using var host = await PagesHost.StartAsync(DatabaseKind.Sqlite);
        using var script = await ScriptAsync(host);

        var answer = await SendAsync(script, new HttpMethod(method), address, body);

        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.StartsWith("the body is not as expected", (string?)answer.Json["detail"], StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task Of_many_who_save_at_once_one_wins_and_the_others_see_the_difference(DatabaseKind kind)
    {
        await using var host = await PagesHost.StartWithRulesAsync(kind);
        using var script = await ScriptAsync(host);

        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(i => SendAsync(
            script, HttpMethod.Put, "/api/v1/rules/ransomware", $$"""{"name":"Ransomware {{i}}","when":"ransomware","version":1,"reason":"try {{i}}"}""")));

        Assert.Equal(1, answers.Count(answer => answer.Status is HttpStatusCode.OK));
        Assert.All(answers.Where(answer => answer.Status is not HttpStatusCode.OK), answer =>
        {
            Assert.Equal(HttpStatusCode.Conflict, answer.Status);
            Assert.Equal(2, answer.Int("newest", "number"));
            Assert.Contains(answer.Json["difference"]!.AsArray(), line => ((string)line!).StartsWith("+ name: Ransomware ", StringComparison.Ordinal));
        });
        await using var db = host.Contexts.CreateDbContext();
        Assert.Equal(2, (await ConfigStore.HistoryAsync(db, RuleFile.FileName, RuleFile.ItemOf("ransomware"), CancellationToken.None)).Count);
    }

    [Fact]
    public async Task What_is_no_rule_or_breaks_examples_is_not_saved()
    {
        await using var host = await PagesHost.StartWithRulesAsync(DatabaseKind.Sqlite);
        using var script = await ScriptAsync(host);

        var faulty = await SendAsync(
            script, HttpMethod.Put, "/api/v1/rules/ransomware", """{"name":"Ransomware","when":"ransomware hospital","version":1,"reason":"try"}""");
        Assert.Equal(
            (HttpStatusCode.UnprocessableEntity, 1, 12), (faulty.Status, (int)faulty.Json["faults"]![0]!["line"]!, (int)faulty.Json["faults"]![0]!["column"]!));
        var broken = await SendAsync(script, HttpMethod.Put, "/api/v1/rules/ransomware",
            """{"name":"Ransomware","when":"ransomware","mustHit":["The harbour is quiet."],"version":1,"reason":"try"}""");
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "The harbour is quiet."), (broken.Status, (string?)broken.Json["brokenExamples"]![0]!["text"]));
        Assert.Equal(HttpStatusCode.BadRequest, (await SendAsync(
            script, HttpMethod.Put, "/api/v1/rules/ransomware", """{"name":"Ransomware","when":"ransomware","version":1,"reason":" "}""")).Status);
        Assert.Contains("mustHitt", (string?)(await SendAsync(script, HttpMethod.Put, "/api/v1/rules/ransomware",
            """{"name":"R","when":"ransomware","version":1,"reason":"x","mustHitt":[]}""")).Json["detail"], StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.BadRequest, (await SendAsync(script, HttpMethod.Put, "/api/v1/rules/ransomware", "ransomware")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await SendAsync(script, HttpMethod.Post, "/api/v1/rules/nobody/undo", """{"reason":"x"}""")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await SendAsync(script, HttpMethod.Get, "/api/v1/rules/nobody")).Status);
        // A rule that others name cannot be undone into nothing.
        await SendAsync(script, HttpMethod.Put, "/api/v1/rules/quay", """{"name":"Quays","when":"quay","version":0,"reason":"new"}""");
        await SendAsync(script, HttpMethod.Put, "/api/v1/rules/quay-late", """{"name":"Late quays","when":"#quay AND late","version":0,"reason":"new"}""");
        var undone = await SendAsync(script, HttpMethod.Post, "/api/v1/rules/quay/undo", """{"reason":"away"}""");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, undone.Status);
        await using var db = host.Contexts.CreateDbContext();
        Assert.Single(await ConfigStore.HistoryAsync(db, RuleFile.FileName, RuleFile.ItemOf("quay"), CancellationToken.None));
        Assert.Single(await ConfigStore.HistoryAsync(db, RuleFile.FileName, RuleFile.ItemOf("ransomware"), CancellationToken.None));
    }

    [Fact]
    public async Task A_token_counts_at_the_API_only_and_ends_with_the_password()
    {
        await using var host = await PagesHost.StartWithRulesAsync(DatabaseKind.Sqlite);
        using var script = await ScriptAsync(host);
        using (var page = await script.PostAsync("/rules/ransomware", PagesHost.Form(("_handler", "rule"))))
        {
            Assert.Equal(HttpStatusCode.Redirect, page.StatusCode);
        }

        // A cookie alone is not enough: a hostile page could send it along.
        using var reader = await host.SignedInAsync();
        Assert.Equal(HttpStatusCode.BadRequest, (await SendAsync(reader, HttpMethod.Post, "/api/v1/rules/ransomware/undo", """{"reason":"x"}""")).Status);

        await using (var db = host.Contexts.CreateDbContext())
        {
            await db.SetPasswordAsync(
                db.Set<Account>().Single(), "other words than before", PagesHost.Name, host.Clock.GetUtcNow(), CancellationToken.None);
            await db.SaveChangesAsync();
        }

        Assert.Equal(HttpStatusCode.Unauthorized, (await SendAsync(script, HttpMethod.Post, "/api/v1/rules/ransomware/undo", """{"reason":"x"}""")).Status);
    }

    [Fact]
    public async Task Labels_make_the_precision_of_a_rule()
    {
        await using var host = await PagesHost.StartWithRulesAsync(DatabaseKind.Sqlite);
        var ids = await AddArticlesAsync(host);
        using var script = await ScriptAsync(host);
        await SendAsync(script, HttpMethod.Put, "/api/v1/rules/ferry", """{"name":"Ferries","when":"ferry OR ferries","version":0,"reason":"new"}""");

        Assert.Equal(
            HttpStatusCode.OK, (await SendAsync(script, HttpMethod.Post, "/api/v1/rules/ferry/labels", $$"""{"article":{{ids[0]}},"right":true}""")).Status);
        Assert.Equal(
            HttpStatusCode.OK, (await SendAsync(script, HttpMethod.Post, "/api/v1/rules/ferry/labels", $$"""{"article":{{ids[1]}},"right":false}""")).Status);
        Assert.Equal(
            HttpStatusCode.NotFound, (await SendAsync(script, HttpMethod.Post, "/api/v1/rules/ferry/labels", """{"article":999,"right":false}""")).Status);

        var tried = await SendAsync(script, HttpMethod.Post, "/api/v1/rules/ferry/draft", """{"name":"Ferries","when":"ferry OR ferries"}""");
        Assert.Equal((1, 2), (tried.Int("report", "precision", "right"), tried.Int("report", "precision", "labelled")));
    }

    internal static async Task<List<long>> AddArticlesAsync(PagesHost host)
    {
        await using var db = host.Contexts.CreateDbContext();
        var now = host.Clock.GetUtcNow();
        Article[] articles =
        [
            New("Harbour News", "Fog on the coast", "The ferry waits. Nobody knows for how long.", now),
            New("Island Post", "Two ferries meet", "Two ferries met at noon.", now),
            New("Island Post", "Market day", "Cheese was sold.", now),
        ];
        db.AddRange(articles);
        await db.SaveChangesAsync();
        return [.. articles.Select(article => article.Id)];
    }

    internal static Article New(string outlet, string title, string text, DateTimeOffset now)
    {
        var article = new Article { Outlet = outlet, Title = title, Text = text, CollectedAt = now, ReadAt = now, ReadDueAt = now };
        article.DateAs(now);
        return article;
    }

    private static async Task<HttpClient> ScriptAsync(PagesHost host)
    {
        var script = host.Reader();
        script.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", await host.MakeTokenAsync());
        return script;
    }

    private static async Task<ApiAnswer> SendAsync(HttpClient script, HttpMethod method, string path, string? json = null)
    {
        using var request = new HttpRequestMessage(method, path) { Content = json is null ? null : new StringContent(json, Encoding.UTF8, "application/json") };
        using var answer = await script.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        return new ApiAnswer(answer.StatusCode, text.StartsWith('{') ? JsonNode.Parse(text)! : JsonValue.Create(text));
    }

    private sealed record ApiAnswer(HttpStatusCode Status, JsonNode Json)
    {
        public int? Int(params string[] path) => (int?)path.Aggregate((JsonNode?)Json, (node, name) => node?[name]);
    }
}
