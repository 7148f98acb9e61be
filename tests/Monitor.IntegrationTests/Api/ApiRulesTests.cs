using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace Monitor.IntegrationTests.Api;

/// <summary>What holds for the whole API: versions of things, keys of requests, limits of callers, addresses of before.</summary>
public sealed class ApiRulesTests(ApiHost api) : IClassFixture<ApiHost>
{
    [Fact]
    public async Task A_thing_is_changed_only_as_it_was_seen()
    {
        using var program = api.Program();
        using var first = await program.GetAsync(Address("/api/v1/rules/sanctions"));
        var tag = first.Headers.ETag!.ToString();
        using var same = await SendAsync(program, HttpMethod.Get, "/api/v1/rules/sanctions", null, ("If-None-Match", tag));
        Assert.Equal(HttpStatusCode.NotModified, same.StatusCode);
        var rule = new { name = "Sanctions", when = "sanctions OR sanctioned", version = 1, reason = "wider" };

        foreach (var (asked, expected) in new[] { ("\"0\"", 412), ("no tag", 412), (tag, 200), (tag, 412) })
        {
            using var answer = await SendAsync(program, HttpMethod.Put, "/api/v1/rules/sanctions", rule, ("If-Match", asked));
            Assert.Equal(expected, (int)answer.StatusCode);
        }

        // Without a tag the version in the body says what was seen.
        using var conflict = await SendAsync(program, HttpMethod.Put, "/api/v1/rules/sanctions", rule);
        Assert.Equal(HttpStatusCode.Conflict, conflict.StatusCode);
        Assert.Equal(2, (int)JsonNode.Parse(await conflict.Content.ReadAsStringAsync())!["newest"]!["number"]!);
    }

    [Fact]
    public async Task A_post_with_a_key_is_done_once()
    {
        using var program = api.Program();
        await MakeRuleAsync(program, "ferry-key");
        var undo = new { reason = "away" };

        using var first = await SendAsync(program, HttpMethod.Post, "/api/v1/rules/ferry-key/undo", undo, ("Idempotency-Key", "k1"));
        using var again = await SendAsync(program, HttpMethod.Post, "/api/v1/rules/ferry-key/undo", undo, ("Idempotency-Key", "k1"));
        using var other = await SendAsync(program, HttpMethod.Post, "/api/v1/rules/ferry-key/undo", new { reason = "else" }, ("Idempotency-Key", "k1"));
        using var elsewhere = await SendAsync(program, HttpMethod.Post, "/api/v1/rules/ferry-2/undo", undo, ("Idempotency-Key", "k1"));

        Assert.Equal(HttpStatusCode.OK, first.StatusCode);
        Assert.Equal(await first.Content.ReadAsStringAsync(), await again.Content.ReadAsStringAsync());
        Assert.Equal((HttpStatusCode.OK, "true"), (again.StatusCode, again.Headers.GetValues("Idempotency-Replayed").Single()));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, other.StatusCode);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, elsewhere.StatusCode);
        var history = JsonNode.Parse(await program.GetStringAsync(Address("/api/v1/rules/ferry-key")))!["history"]!.AsArray();
        Assert.Equal(2, history.Count);

        api.Host.Clock.Advance(TimeSpan.FromHours(25));
        using var later = await SendAsync(program, HttpMethod.Post, "/api/v1/rules/ferry-key/undo", undo, ("Idempotency-Key", "k1"));
        Assert.False(later.Headers.Contains("Idempotency-Replayed"));
    }

    [Fact]
    public async Task Ten_posts_at_once_with_one_key_are_one()
    {
        using var program = api.Program();
        await MakeRuleAsync(program, "ferry-once");
        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ =>
            SendAsync(program, HttpMethod.Post, "/api/v1/rules/ferry-once/undo", new { reason = "away" }, ("Idempotency-Key", "k2"))));

        Assert.All(answers, answer => Assert.True(answer.StatusCode is HttpStatusCode.OK or HttpStatusCode.Conflict, $"{answer.StatusCode}"));
        Assert.Single(answers, answer => answer.StatusCode == HttpStatusCode.OK && !answer.Headers.Contains("Idempotency-Replayed"));
        var history = JsonNode.Parse(await program.GetStringAsync(Address("/api/v1/rules/ferry-once")))!["history"]!.AsArray();
        Assert.Equal(2, history.Count);
        answers.ToList().ForEach(answer => answer.Dispose());
    }

    [Theory]
    [InlineData("GET", "/api/rules", "/api/v1/rules")]
    [InlineData("GET", "/api/rules/ransomware?x=1", "/api/v1/rules/ransomware?x=1")]
    [InlineData("PUT", "/api/rules/ferry", "/api/v1/rules/ferry")]
    [InlineData("POST", "/api/stories/7/merge", "/api/v1/stories/7/merge")]
    [InlineData("POST", "/api/stories/label/undo", "/api/v1/stories/label/undo")]
    [InlineData("POST", "/api/events/7/split", "/api/v1/events/7/split")]
    [InlineData("GET", "/api/attributions.stix.json", "/api/v1/attributions.stix.json")]
    [InlineData("GET", "/api/attributions.csv", "/api/v1/attributions.csv")]
    public async Task An_address_of_before_leads_to_its_place(string method, string before, string now)
    {
        using var program = api.Program();
        using var answer = await SendAsync(program, new HttpMethod(method), before, null);

        Assert.Equal(HttpStatusCode.PermanentRedirect, answer.StatusCode);
        Assert.Equal(now, answer.Headers.Location!.ToString());
    }

    [Fact]
    public async Task Who_asks_too_much_is_told_when_to_come_back_and_others_are_not()
    {
        using var wild = api.Host.Reader();
        using var calm = api.Program();
        using var first = await wild.GetAsync(Address("/api/v1/rules/none"));
        Assert.Matches("^\"caller\";q=600;w=30$", first.Headers.GetValues("RateLimit-Policy").Single());
        Assert.Matches("^\"caller\";r=59[0-9];t=[0-9]+$", first.Headers.GetValues("RateLimit").Single());
        HttpResponseMessage? refused = null;
        for (var round = 0; round < 200 && refused is null; round++)
        {
            var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => wild.GetAsync(Address("/api/v1/no"))));
            refused = answers.FirstOrDefault(answer => answer.StatusCode == HttpStatusCode.TooManyRequests);
            answers.Where(answer => answer != refused).ToList().ForEach(answer => answer.Dispose());
        }

        Assert.NotNull(refused);
        Assert.Equal("1", refused.Headers.GetValues("Retry-After").Single());
        Assert.Equal("application/problem+json", refused.Content.Headers.ContentType?.MediaType);
        using var other = await calm.GetAsync(Address("/api/v1/rules"));
        Assert.Equal(HttpStatusCode.OK, other.StatusCode);
        refused.Dispose();
    }

    private static async Task MakeRuleAsync(HttpClient program, string id)
    {
        using var made = await SendAsync(program, HttpMethod.Put, $"/api/v1/rules/{id}", new { name = "Ferries", when = "ferry", version = 0, reason = "new" });
        Assert.Equal(HttpStatusCode.OK, made.StatusCode);
    }

    private static async Task<HttpResponseMessage> SendAsync(
        HttpClient program, HttpMethod method, string address, object? body, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, address) { Content = body is null ? null : JsonContent.Create(body) };
        headers.ToList().ForEach(header => request.Headers.TryAddWithoutValidation(header.Name, header.Value));
        return await program.SendAsync(request);
    }

    private static Uri Address(string address) => new(address, UriKind.Relative);
}
